import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const put = { Sid: "All", Effect: "Allow", Principal: "*", Action: "events:PutEvents", Resource: "*" };

export default defineCases<"EventBus">({
  pass: {
    "no policy": { given: { Policy: undefined } },
    "the organisation": {
      given: { Policy: parsePolicy({ Statement: [{ ...put, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }] }) },
    },
  },
  fail: {
    everyone: { given: { Policy: parsePolicy({ Statement: [put] }) }, subjects: ["All"] },
    "everyone who names a certain source": {
      given: { Policy: parsePolicy({ Statement: [{ ...put, Condition: { StringEquals: { "events:source": "shop" } } }] }) },
      subjects: ["All"],
    },
  },
  unknown: {
    "policy not readable": { given: { Policy: DENIED } },
  },
});
