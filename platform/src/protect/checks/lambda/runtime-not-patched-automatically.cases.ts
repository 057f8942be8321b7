import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"LambdaFunction">({
  pass: {
    "patched by AWS": { given: { PackageType: "Zip", RuntimeManagement: "Auto" } },
    "patched with each deployment": { given: { PackageType: "Zip", RuntimeManagement: "FunctionUpdate" } },
    "not set": { given: { PackageType: "Zip", RuntimeManagement: undefined } },
  },
  fail: { "held back": { given: { PackageType: "Zip", RuntimeManagement: "Manual" } } },
  unknown: { "the read was denied": { given: { PackageType: "Zip", RuntimeManagement: DENIED } } },
  "not-applicable": { "a container image": { given: { PackageType: "Image" } } },
});
