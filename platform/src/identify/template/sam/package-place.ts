import { isObj, type Obj, Refusal } from "./core.ts";

/** The names a target type gives to the parts of an S3 place. */
export interface PlaceNames {
  readonly bucket: string;
  readonly key: string;
  readonly version: string;
}

export const codePlace: PlaceNames = { bucket: "S3Bucket", key: "S3Key", version: "S3ObjectVersion" };
export const plainPlace: PlaceNames = { bucket: "Bucket", key: "Key", version: "Version" };

/**
 * Where a package lies. A local path stays the text it is: before packaging, a plain CloudFormation template carries the
 * path in the same position.
 */
export function place(logicalId: string, property: string, value: unknown, names: PlaceNames): unknown {
  if (typeof value === "string") {
    const uri = /^s3:\/\/([^/]+)\/([^?]+)(?:\?versionId=(.*))?$/u.exec(value);
    if (uri === null) {
      if (value.startsWith("s3://")) throw new Refusal(logicalId, property, "an S3 place is written s3://bucket/key");
      return value;
    }
    return { [names.bucket]: uri[1], [names.key]: uri[2], ...(uri[3] === undefined ? {} : { [names.version]: uri[3] }) };
  }
  if (!isObj(value) || value["Bucket"] === undefined || value["Key"] === undefined) {
    throw new Refusal(logicalId, property, "an S3 place has a Bucket and a Key");
  }
  const out: Obj = { [names.bucket]: value["Bucket"], [names.key]: value["Key"] };
  if (value["Version"] !== undefined) out[names.version] = value["Version"];
  return out;
}
