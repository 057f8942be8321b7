import { firehoseNotEncrypted } from "./firehose-not-encrypted.ts";
import { firehoseNotLogged } from "./firehose-not-logged.ts";
import { streamNotEncrypted } from "./stream-not-encrypted.ts";
import { streamOpenToAnyone } from "./stream-open-to-anyone.ts";
import { streamRetentionShort } from "./stream-retention-short.ts";

export const kinesisChecks = [
  firehoseNotEncrypted,
  firehoseNotLogged,
  streamNotEncrypted,
  streamOpenToAnyone,
  streamRetentionShort,
] as const;
