import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"LambdaFunction">({
  pass: {
    "the extension for x86": {
      given: { PackageType: "Zip", Layers: ["arn:aws:lambda:ap-northeast-1:580247275435:layer:LambdaInsightsExtension:80"] },
    },
    "the extension for Arm beside a layer nobody could read": {
      given: { PackageType: "Zip", Layers: [DENIED, "arn:aws:lambda:ap-northeast-1:580247275435:layer:LambdaInsightsExtension-Arm64:20"] },
    },
  },
  fail: {
    "no layers": { given: { PackageType: "Zip", Layers: [] } },
    "a layer whose name only begins alike": {
      given: { PackageType: "Zip", Layers: ["arn:aws:lambda:ap-northeast-1:111122223333:layer:LambdaInsightsExtensionTools:1"] },
    },
  },
  unknown: { "one layer is not known": { given: { PackageType: "Zip", Layers: [DENIED] } } },
  manual: { "a container image": { given: { PackageType: "Image", ImageUri: "111122223333.dkr.ecr.ap-northeast-1.amazonaws.com/app:1" } } },
});
