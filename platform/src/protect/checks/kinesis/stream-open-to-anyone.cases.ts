import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const open = { Sid: "Open", Effect: "Allow", Principal: "*", Action: "kinesis:GetRecords", Resource: "*" };

export default defineCases<"KinesisStream">({
  pass: {
    "no policy": { given: { Policy: undefined } },
    "one account": { given: { Policy: parsePolicy({ Statement: [{ ...open, Principal: { AWS: "999988887777" } }] }) } },
  },
  fail: {
    everyone: { given: { Policy: parsePolicy({ Statement: [open] }) }, subjects: ["Open"] },
  },
  unknown: {
    "not readable": { given: { Policy: DENIED } },
  },
});
