/** A log object that a notice tells of. */
export interface ObjectPlace {
  readonly bucket: string;
  readonly key: string;
}

/** What a message is: objects to fetch, records themselves, or nothing to look at. */
export interface Notice {
  readonly objects: readonly ObjectPlace[];
  /** The text of the records. */
  readonly text?: string;
}

type Json = Readonly<Record<string, unknown>>;

const MAX_WRAPPERS = 4;

/**
 * Reads a message as it comes from a queue: S3's own notice, CloudTrail's own notice, EventBridge's event of either, all of them also
 * wrapped by SNS; or log records, plain or as EventBridge's `detail`.
 */
export function readNotice(body: string, depth = 0): Notice {
  let message: unknown;
  try {
    message = JSON.parse(body);
  } catch {
    return { objects: [], text: body };
  }
  if (!isObject(message)) return { objects: [], text: body };
  // SNS, and whoever wraps like it.
  if (message["Type"] === "Notification" && typeof message["Message"] === "string")
    return depth < MAX_WRAPPERS ? readNotice(message["Message"], depth + 1) : { objects: [], text: body };
  // S3 tries the way when the notification is set up.
  if (message["Event"] === "s3:TestEvent") return { objects: [] };
  const objects = s3Objects(message) ?? cloudTrailObjects(message) ?? eventBridgeObject(message);
  return objects ? { objects } : { objects: [], text: body };
}

function s3Objects(message: Json): readonly ObjectPlace[] | undefined {
  const records = message["Records"];
  if (!Array.isArray(records) || records.length === 0) return undefined;
  if (!records.every((r) => isObject(r) && str(r["eventSource"]) === "aws:s3")) return undefined;
  return (records as readonly Json[])
    .filter((record) => str(record["eventName"]).replace(/^s3:/, "").startsWith("ObjectCreated"))
    .flatMap((record) => {
      const s3 = obj(record["s3"]);
      // Keys are written as in a form: `+` is a space.
      return place(obj(s3["bucket"])["name"], decoded(str(obj(s3["object"])["key"])));
    });
}

/** `{"s3Bucket": …, "s3ObjectKey": […]}`: what a trail with an SNS topic sends. */
function cloudTrailObjects(message: Json): readonly ObjectPlace[] | undefined {
  const keys = message["s3ObjectKey"];
  if (typeof message["s3Bucket"] !== "string" || !Array.isArray(keys)) return undefined;
  return keys.flatMap((key) => place(message["s3Bucket"], str(key)));
}

function eventBridgeObject(message: Json): readonly ObjectPlace[] | undefined {
  if (message["source"] !== "aws.s3" || message["detail-type"] !== "Object Created") return undefined;
  const detail = obj(message["detail"]);
  // Here keys are written as they are.
  return place(obj(detail["bucket"])["name"], str(obj(detail["object"])["key"]));
}

function place(bucket: unknown, key: string): readonly ObjectPlace[] {
  // A key that ends with a slash is a folder somebody made in the console.
  return typeof bucket === "string" && bucket !== "" && key !== "" && !key.endsWith("/") ? [{ bucket, key }] : [];
}

function decoded(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll("+", " "));
  } catch {
    return key;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const obj = (value: unknown): Json => (isObject(value) ? value : {});
const str = (value: unknown): string => (typeof value === "string" ? value : "");
