import { imagesNotScanned } from "./images-not-scanned.ts";
import { mutableTags } from "./mutable-tags.ts";
import { noCustomerKey } from "./no-customer-key.ts";
import { noLifecyclePolicy } from "./no-lifecycle-policy.ts";
import { publicRepositoryPolicy } from "./public-repository-policy.ts";

export const ecrChecks = [imagesNotScanned, mutableTags, noCustomerKey, noLifecyclePolicy, publicRepositoryPolicy] as const;
