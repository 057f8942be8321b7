import type { S3Client } from "@aws-sdk/client-s3";
import type { SQSClient } from "@aws-sdk/client-sqs";
import { endpointOf, regionsOf, secondsOf } from "./live.ts";
import type { LiveOptions } from "./options.ts";

type Place = Pick<LiveOptions, "profile" | "region" | "endpointUrl" | "timeout">;

/** A long poll waits 20 seconds by itself. */
const TIMEOUT_MS = 60_000;

/** How clients of the services that carry logs are set up: by the flags, the profile and the environment. */
export async function clientConfig(options: Place) {
  const [{ defaultCredentials }, { requestHandler, usableEndpoint }] = await Promise.all([
    import("../identify/aws/accounts.ts"),
    import("../identify/aws/endpoint.ts"),
  ]);
  const regions = await regionsOf(options);
  const endpoint = options.endpointUrl === undefined ? undefined : usableEndpoint(endpointOf(options.endpointUrl));
  const place = endpoint === undefined ? {} : { endpoint };
  return {
    region: regions === "all" ? "us-east-1" : (regions[0] ?? "us-east-1"),
    credentials: defaultCredentials(options.profile),
    ...place,
    requestHandler: requestHandler({
      concurrency: 32,
      timeoutMs: options.timeout === undefined ? TIMEOUT_MS : secondsOf(options.timeout) * 1000,
      ...place,
    }),
  };
}

export async function s3Client(options: Place): Promise<S3Client> {
  const { S3Client } = await import("@aws-sdk/client-s3");
  // The bucket of an organisation's trail is seldom in the region one works in.
  return new S3Client({ ...(await clientConfig(options)), forcePathStyle: options.endpointUrl !== undefined, followRegionRedirects: true });
}

export async function sqsClient(options: Place, queueUrl: string): Promise<SQSClient> {
  const { SQSClient } = await import("@aws-sdk/client-sqs");
  // The queue's address says its region.
  const region = /^https:\/\/sqs\.([a-z0-9-]+)\.amazonaws\.com/.exec(queueUrl)?.[1];
  return new SQSClient(await clientConfig(region === undefined ? options : { ...options, region }));
}
