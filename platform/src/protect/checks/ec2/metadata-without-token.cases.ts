import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Ec2Instance">({
  pass: {
    "tokens are required": { given: { State: "running", HttpTokens: "required", HttpEndpoint: "enabled" } },
    "the service is off": { given: { State: "running", HttpTokens: "optional", HttpEndpoint: "disabled" } },
    "tokens are required, the rest is unknown": { given: { State: "stopped", HttpTokens: "required", HttpEndpoint: DENIED } },
  },
  fail: { "tokens are optional": { given: { State: "stopped", HttpTokens: "optional", HttpEndpoint: "enabled" } } },
  unknown: {
    "the options are decided elsewhere": { given: { State: "running", HttpTokens: DENIED, HttpEndpoint: "enabled" } },
    "perhaps it is off": { given: { State: "running", HttpTokens: "optional", HttpEndpoint: DENIED } },
  },
  "not-applicable": { terminated: { given: { State: "terminated" } } },
});
