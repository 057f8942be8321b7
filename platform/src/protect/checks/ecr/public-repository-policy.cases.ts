import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const pull = { Sid: "s", Effect: "Allow", Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"] };

export default defineCases<"EcrRepository">({
  pass: {
    "no policy": { given: { Policy: undefined } },
    "one account": { given: { Policy: parsePolicy({ Statement: { ...pull, Principal: { AWS: "999988887777" } } }) } },
  },
  fail: { everyone: { given: { Policy: parsePolicy({ Statement: { ...pull, Principal: "*" } }) }, subjects: ["s"] } },
  unknown: { "the policy could not be read": { given: { Policy: DENIED } } },
});
