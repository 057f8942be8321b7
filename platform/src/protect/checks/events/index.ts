import { busOpenToAnyone } from "./bus-open-to-anyone.ts";
import { busSharedWithUnknownAccount } from "./bus-shared-with-unknown-account.ts";
import { busWithoutPolicy } from "./bus-without-policy.ts";
import { pipeNotLogged } from "./pipe-not-logged.ts";
import { ruleWithoutTarget } from "./rule-without-target.ts";
import { scheduleWithoutDeadLetterQueue } from "./schedule-without-dead-letter-queue.ts";
import { targetWithoutDeadLetterQueue } from "./target-without-dead-letter-queue.ts";

export const eventsChecks = [
  busOpenToAnyone,
  busSharedWithUnknownAccount,
  busWithoutPolicy,
  pipeNotLogged,
  ruleWithoutTarget,
  scheduleWithoutDeadLetterQueue,
  targetWithoutDeadLetterQueue,
] as const;
