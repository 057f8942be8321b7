import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const get = { Sid: "s", Effect: "Allow", Action: "lambda:GetLayerVersion", Principal: "*", Resource: "*" };

export default defineCases<"LambdaLayerVersion">({
  pass: {
    "nobody was granted use": { given: { Policy: undefined } },
    "the organisation": {
      given: { Policy: parsePolicy({ Statement: { ...get, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } } }) },
    },
  },
  fail: { everyone: { given: { Policy: parsePolicy({ Statement: get }) }, subjects: ["s"] } },
  unknown: { "the policy could not be read": { given: { Policy: DENIED } } },
});
