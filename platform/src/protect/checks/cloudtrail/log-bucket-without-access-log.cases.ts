import type { Fact } from "../../../model/index.ts";
import { DENIED, defineCases, resource } from "../../cases.ts";

const given = { S3BucketName: "trail-logs" };

function bucket(LoggingTarget: Fact<string | undefined>) {
  return resource("Bucket", { Arn: "arn:aws:s3:::trail-logs", name: "trail-logs", LoggingTarget });
}

export default defineCases<"Trail">({
  pass: { "logged to another bucket": { given, beside: [bucket("access-logs")] } },
  fail: { "not logged": { given, beside: [bucket(undefined)] } },
  unknown: {
    "the bucket belongs to another account": { given },
    "its logging was denied": { given, beside: [bucket(DENIED)] },
  },
});
