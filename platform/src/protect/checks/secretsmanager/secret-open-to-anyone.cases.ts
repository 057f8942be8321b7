import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const open = { Sid: "Open", Effect: "Allow", Principal: { AWS: ["*"] }, Action: "secretsmanager:GetSecretValue", Resource: "*" };

export default defineCases<"Secret">({
  pass: {
    "no policy": { given: { Policy: undefined } },
    "everyone is denied": { given: { Policy: parsePolicy({ Statement: [{ ...open, Effect: "Deny" }] }) } },
  },
  fail: {
    everyone: { given: { Policy: parsePolicy({ Statement: [open] }) }, subjects: ["Open"] },
  },
  unknown: {
    "not readable": { given: { Policy: DENIED } },
  },
});
