import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const statement = { Sid: "s", Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "*" };

export default defineCases<"RestApi">({
  pass: {
    "one endpoint": {
      given: {
        EndpointTypes: ["PRIVATE"],
        Policy: parsePolicy({ Statement: { ...statement, Condition: { StringEquals: { "aws:sourceVpce": "vpce-1" } } } }),
      },
    },
    "all but one endpoint are denied": {
      given: {
        EndpointTypes: ["PRIVATE"],
        Policy: parsePolicy({
          Statement: [statement, { ...statement, Effect: "Deny", Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1" } } }],
        }),
      },
    },
    "no policy admits nobody": { given: { EndpointTypes: ["PRIVATE"], Policy: undefined } },
  },
  fail: { everyone: { given: { EndpointTypes: ["PRIVATE"], Policy: parsePolicy({ Statement: statement }) }, subjects: ["s"] } },
  unknown: { "the policy could not be read": { given: { EndpointTypes: ["PRIVATE"], Policy: DENIED } } },
  "not-applicable": { "a public API": { given: { EndpointTypes: ["REGIONAL"] } } },
});
