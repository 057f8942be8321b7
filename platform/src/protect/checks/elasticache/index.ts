import { automaticFailoverOff } from "./automatic-failover-off.ts";
import { noAuthentication } from "./no-authentication.ts";
import { notEncryptedAtRest } from "./not-encrypted-at-rest.ts";
import { transitEncryptionOff } from "./transit-encryption-off.ts";

export const elasticacheChecks = [automaticFailoverOff, noAuthentication, notEncryptedAtRest, transitEncryptionOff] as const;
