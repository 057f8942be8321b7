import { unknown } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Queue">({
  pass: {
    "managed by SQS": { given: { SqsManagedSseEnabled: true, KmsMasterKeyId: undefined } },
    "own key": { given: { SqsManagedSseEnabled: false, KmsMasterKeyId: "alias/app" } },
  },
  fail: {
    neither: { given: { SqsManagedSseEnabled: false, KmsMasterKeyId: undefined } },
    "an empty key is no key": { given: { SqsManagedSseEnabled: false, KmsMasterKeyId: "" } },
  },
  unknown: {
    "attributes not readable": { given: { SqsManagedSseEnabled: DENIED, KmsMasterKeyId: DENIED } },
    "key not known": { given: { SqsManagedSseEnabled: false, KmsMasterKeyId: unknown("parameter") } },
  },
});
