import { GetBucketLifecycleConfigurationCommand, GetBucketPolicyCommand, ListDirectoryBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { mapFact } from "../../model/index.ts";
import { arnOf } from "../ids.ts";
import { defineCollector } from "./collector.ts";
import { policyOf } from "./shapes.ts";

/** Every directory bucket is called so; an endpoint that does not know the operation answers with other buckets. */
const SUFFIX = /--x-s3$/;
/** Regions that are known to have S3 Express One Zone. */
const SERVED = new Set(["us-east-1", "us-east-2", "us-west-2", "ap-south-1", "ap-northeast-1", "eu-west-1", "eu-north-1"]);

/** Directory buckets (S3 Express One Zone) of one region. */
export const s3DirectoryBuckets = defineCollector({
  service: "s3-directory-buckets",
  scope: "region",
  kinds: ["DirectoryBucket"],
  calls: {
    ListDirectoryBuckets: "s3express:ListAllMyDirectoryBuckets",
    GetBucketLifecycleConfiguration: "s3express:GetLifecycleConfiguration",
    GetBucketPolicy: "s3express:GetBucketPolicy",
  },
  origins: {
    DirectoryBucket: {
      "": "s3express:ListDirectoryBuckets",
      ExpirationRules: "s3express:GetBucketLifecycleConfiguration",
      Policy: "s3express:GetBucketPolicy",
    },
  },
  async collect(aws) {
    const client = aws.client(S3Client);
    const { items, because } = await aws.pages(
      client,
      ListDirectoryBucketsCommand,
      {},
      { items: (page) => page.Buckets, token: ["ContinuationToken", "ContinuationToken"] },
    );
    // Where the service is not offered its name leads nowhere, and there is nothing to list.
    const isOffered = SERVED.has(aws.region) || because?.what !== "no such endpoint";
    if (because && isOffered) aws.gap(["DirectoryBucket"], because);
    await aws.each(items, async ({ Name: name = "" }) => {
      if (!SUFFIX.test(name)) return;
      const [lifecycle, policy] = await Promise.all([
        aws.read(client, new GetBucketLifecycleConfigurationCommand({ Bucket: name }), { absent: ["NoSuchLifecycleConfiguration"] }),
        aws.read(client, new GetBucketPolicyCommand({ Bucket: name }), { absent: ["NoSuchBucketPolicy"] }),
      ]);
      const arn = arnOf(aws, "s3express", `bucket/${name}`);
      aws.add(
        "DirectoryBucket",
        { id: arn, name },
        {
          Arn: arn,
          BucketName: name,
          Policy: policyOf(policy, (known) => known.Policy),
          ExpirationRules: mapFact(
            lifecycle,
            (known) => (known?.Rules ?? []).filter((rule) => rule.Status === "Enabled" && rule.Expiration !== undefined).length,
          ),
          Tags: undefined,
        },
      );
    });
  },
});
