import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { CreateQueueCommand, GetQueueAttributesCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { yagura } from "../robustness/yagura.ts";
import { startWatch, until } from "../watch/running.ts";
import { accountsTold, eventsIn, rulesFile, workload } from "../watch/workload.ts";
import { type Moto, motoCredentials, startMoto } from "./server.ts";

let moto: Moto;
const folder = mkdtempSync(join(tmpdir(), "yagura-sqs-"));

beforeAll(async () => {
  moto = await startMoto();
});

afterAll(async () => {
  await moto?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const BUCKET = "trail-of-all-accounts";

/** The ways a queue hears of an object. */
const notices: readonly ((key: string) => unknown)[] = [
  (key) => ({
    Records: [
      { eventSource: "aws:s3", eventName: "ObjectCreated:Put", s3: { bucket: { name: BUCKET }, object: { key: encodeURIComponent(key) } } },
    ],
  }),
  (key) => ({ Type: "Notification", Message: JSON.stringify({ s3Bucket: BUCKET, s3ObjectKey: [key] }) }),
  (key) => ({ source: "aws.s3", "detail-type": "Object Created", detail: { bucket: { name: BUCKET }, object: { key } } }),
];

test("two workers on a queue, one killed in the middle: every event counts once, every alert is told once", async () => {
  const config = { endpoint: moto.endpoint, region: "us-east-1", credentials: motoCredentials };
  const s3 = new S3Client({ ...config, forcePathStyle: true });
  const sqs = new SQSClient(config);
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  // What a dead worker had in its hands comes again after this time.
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "trail", Attributes: { VisibilityTimeout: "3" } }));

  const load = workload(3_000);
  const state = join(folder, "state");
  const rules = rulesFile(join(folder, "rules"), load);
  const send = async (body: unknown) => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(body) }));
  /** Objects of 60 records each; of every sixth portion the records come by themselves, as from EventBridge. */
  const deliver = async (from: number, to: number) => {
    for (let at = from; at < to; at += 60) {
      const records = load.records.slice(at, at + 60);
      if ((at / 60) % 6 === 5) {
        for (const detail of records) await send({ source: "aws.example", "detail-type": "AWS API Call via CloudTrail", detail });
        continue;
      }
      const key = `AWSLogs/o-1/CloudTrail/a part+${at}.json.gz`;
      await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: gzipSync(JSON.stringify({ Records: records })) }));
      await send((notices[(at / 60) % notices.length] as (key: string) => unknown)(key));
    }
  };
  await send({ Service: "Amazon S3", Event: "s3:TestEvent", Bucket: BUCKET });

  const env = { AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE", AWS_SECRET_ACCESS_KEY: "example", AWS_REGION: "us-east-1" };
  const args = [`sqs:${QueueUrl}`, "--state", state, "--rules", rules, "--endpoint-url", moto.endpoint];
  const workers = [await startWatch(args, env), await startWatch(args, env)] as const;
  await deliver(0, 1_200);
  const more = deliver(1_200, 2_400);
  await until(
    () => workers[0].lines().length > 5 && workers[1].lines().length > 0,
    30_000,
    () => `${workers[0].stderr()}${workers[1].stderr()}`,
  );
  await workers[0].kill();
  const before = accountsTold(workers[1].lines());
  const ofTheDead = [...accountsTold(workers[0].lines())].filter((account) => !before.has(account));
  await more;
  await deliver(2_400, 3_000);
  await until(
    () => eventsIn(state) >= load.records.length,
    60_000,
    () => `${eventsIn(state)} of ${load.records.length}: ${workers[1].stderr()}`,
  );
  const depth = async () => {
    const names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] as const;
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...names] }));
    return names.map((name) => Attributes?.[name]).join(" ");
  };
  await until(
    async () => (await depth()) === "0 0",
    30_000,
    () => "messages are left",
  );
  expect(await workers[1].interrupt()).toBe(0);

  expect(eventsIn(state)).toBe(load.records.length);
  const told = [...workers[0].lines(), ...workers[1].lines()].filter((line) => line.kind === "signal");
  expect(new Set(told.map((line) => line.id)).size).toBe(told.length);
  expect(told.filter((line) => line.signal.detector === "watch-marker")).toHaveLength(load.markers);
  expect(told.filter((line) => line.signal.detector === "watch-all-steps")).toHaveLength(load.series);
  // What was the dead one's is the other's now.
  expect(ofTheDead).not.toEqual([]);
  expect([...accountsTold(workers[1].lines())]).toEqual(expect.arrayContaining(ofTheDead));
  expect(workers[1].stderr()).not.toContain("! ");
}, 180_000);

test("detect reads the same objects from the bucket", async () => {
  const load = workload(3_000);
  const rules = rulesFile(join(folder, "rules"), load);
  const env = { AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE", AWS_SECRET_ACCESS_KEY: "example", AWS_REGION: "us-east-1" };
  const args = ["detect", `s3://${BUCKET}/AWSLogs/`, "--rules", rules, "--format", "json", "--lang", "en", "--endpoint-url", moto.endpoint];
  const { code, stdout, stderr } = await yagura(args, { env });
  expect([code, stderr]).toEqual([0, expect.stringContaining("2,520 events")]);
  const { stories } = JSON.parse(stdout) as { stories: readonly { signals: readonly { detector: string }[] }[] };
  const objects = load.records.filter((_, i) => Math.floor(i / 60) % 6 !== 5);
  const markers = stories.flatMap((story) => story.signals).filter((signal) => signal.detector === "watch-marker");
  expect(markers).toHaveLength(objects.filter((record) => record["eventName"] === "MarkerCall").length);
});
