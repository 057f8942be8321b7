import { isUnknown } from "../../model/index.ts";
import { actionInfo } from "../iam/catalog.ts";
import type { Evidence } from "./types.ts";

/** Calls that CloudTrail never writes down: their absence in it says nothing. */
const NEVER_RECORDED =
  /^(iam:passrole|xray:|logs:put|logs:createlog|cloudwatch:putmetricdata|rds-db:|execute-api:|kafka-cluster:|iot:|kms:|ssmmessages:|ec2messages:|elasticfilesystem:client|aoss:apiaccessall|s3express:|appsync:graphql|transcribe:|polly:|textract:|rekognition:|comprehend:)/;

/** Services whose reads and writes of data are recorded only where somebody asked for it. */
const DATA_SERVICES = new Set(
  "s3 dynamodb lambda sqs sns kinesis firehose bedrock ssm cognito-identity codewhisperer sagemaker timestream rds-data events scheduler states appconfig".split(
    " ",
  ),
);

/** Whether the evidence proves that an action is not used: then, and only then, it may be taken away. */
export function isKnownUnused(action: string, evidence: Evidence, days: number): boolean {
  // The code was read to the end: what is not needed is not called.
  if (evidence.reserves.length === 0) return true;
  return isWatched(action, evidence, days) || notAccessed(action, evidence);
}

/** Long enough, every call of the action would have been recorded, and every record was read. */
function isWatched(action: string, { records, dataEvents }: Evidence, days: number): boolean {
  if (!records || records.days < days || records.unread !== undefined) return false;
  const lower = action.toLowerCase();
  if (NEVER_RECORDED.test(lower)) return false;
  const [service] = lower.split(":") as [string];
  const info = actionInfo(action);
  if (!info) return false;
  return !DATA_SERVICES.has(service) || dataEvents.has(service) || isManagement(info.name);
}

/** Calls about the thing itself, not its contents, are management events everywhere. */
function isManagement(name: string): boolean {
  return (
    /:(Create|Delete(?!Object|Item|Message)|Describe|List(?!Object|Bucket$)|Put(?!Object|Item|Record|Event)|Update(?!Item)|Tag|Untag|Set)/.test(
      name,
    ) && !/^s3:(PutObject|DeleteObject|ListBucket)/.test(name)
  );
}

function notAccessed(action: string, { accessed }: Evidence): boolean {
  if (!accessed || isUnknown(accessed.services)) return false;
  const lower = action.toLowerCase();
  // A key is used, and a role is passed, in somebody's name: IAM does not see all of it.
  if (lower.startsWith("kms:") || lower === "iam:passrole") return false;
  const [service] = lower.split(":") as [string];
  const row = accessed.services.find((one) => one.service === service);
  if (!row) return false;
  if (row.last === undefined) return true;
  const tracked = row.actions.find((one) => `${service}:${one.action.replace(/^.*:/, "")}`.toLowerCase() === lower);
  return tracked !== undefined && tracked.last === undefined;
}

/** Whether resources may be narrowed to those that were seen: none of the action's calls can have been missed. */
export function mayNarrow(action: string, evidence: Evidence, days: number): boolean {
  return evidence.reserves.length === 0 || isWatched(action, evidence, days);
}
