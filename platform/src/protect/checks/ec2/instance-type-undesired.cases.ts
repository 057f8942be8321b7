import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Ec2Instance">({
  pass: {
    "one of the list": {
      given: { State: "running", InstanceType: "t4g.small" },
      settings: { desiredInstanceTypes: ["t4g.micro", "t4g.small"] },
    },
  },
  fail: { another: { given: { State: "running", InstanceType: "p5.48xlarge" }, settings: { desiredInstanceTypes: ["t4g.small"] } } },
  unknown: {
    "the type is a parameter": { given: { State: "running", InstanceType: DENIED }, settings: { desiredInstanceTypes: ["t4g.small"] } },
  },
  "not-applicable": {
    "the settings ask nothing": { given: {} },
    terminated: { given: { State: "terminated", InstanceType: "p5.48xlarge" }, settings: { desiredInstanceTypes: ["t4g.small"] } },
  },
});
