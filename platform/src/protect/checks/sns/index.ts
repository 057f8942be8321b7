import { deliveryStatusNotLogged } from "./delivery-status-not-logged.ts";
import { plainHttpSubscription } from "./plain-http-subscription.ts";
import { subscriptionWithoutDeadLetterQueue } from "./subscription-without-dead-letter-queue.ts";
import { topicNotEncrypted } from "./topic-not-encrypted.ts";
import { topicOpenThroughService } from "./topic-open-through-service.ts";
import { topicOpenToAnyone } from "./topic-open-to-anyone.ts";
import { topicSharedWithUnknownAccount } from "./topic-shared-with-unknown-account.ts";

export const snsChecks = [
  deliveryStatusNotLogged,
  plainHttpSubscription,
  subscriptionWithoutDeadLetterQueue,
  topicNotEncrypted,
  topicOpenThroughService,
  topicOpenToAnyone,
  topicSharedWithUnknownAccount,
] as const;
