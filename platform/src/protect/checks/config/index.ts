import { deliveryWithoutTopic } from "./delivery-without-topic.ts";
import { globalResourcesUnrecorded } from "./global-resources-unrecorded.ts";
import { lambdaNotEvaluated } from "./lambda-not-evaluated.ts";
import { recorderOff } from "./recorder-off.ts";
import { recorderPartial } from "./recorder-partial.ts";
import { recorderWithoutServiceLinkedRole } from "./recorder-without-service-linked-role.ts";

export const configChecks = [
  deliveryWithoutTopic,
  globalResourcesUnrecorded,
  lambdaNotEvaluated,
  recorderOff,
  recorderPartial,
  recorderWithoutServiceLinkedRole,
] as const;
