import { unknown } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"LambdaFunction">({
  pass: { stopped: { given: { RecursiveLoop: "Terminate" } }, "not set: Lambda stops loops": { given: { RecursiveLoop: undefined } } },
  fail: { allowed: { given: { RecursiveLoop: "Allow" } } },
  unknown: { "the read was denied": { given: { RecursiveLoop: DENIED } } },
  "not-applicable": { "out of the scan's scope": { given: { RecursiveLoop: unknown("not-collected") } } },
});
