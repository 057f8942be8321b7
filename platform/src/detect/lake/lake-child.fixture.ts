// Writes objects into a lake, one after another, until somebody kills it. lake-child <folder> <objects> <events of each>
import { readLog } from "../sources/read.ts";
import { LakeWriter } from "./writer.ts";

const [folder = "", objects = "0", per = "0"] = process.argv.slice(2);
const writer = await LakeWriter.open(folder);
for (let object = 0; object < Number(objects); object += 1) {
  const Records = Array.from({ length: Number(per) }, (_, i) => ({
    eventVersion: "1.11",
    eventTime: new Date(Date.parse("2026-11-01T00:00:00Z") + (object * 100 + i) * 60_000).toISOString(),
    eventSource: "lambda.amazonaws.com",
    eventName: "Invoke",
    eventID: `e-${object}-${i}`,
    awsRegion: "ap-northeast-1",
    recipientAccountId: "012345678901",
    userIdentity: { type: "IAMUser", arn: "arn:aws:iam::012345678901:user/u" },
  }));
  const { written } = writer;
  await writer.add(readLog(JSON.stringify({ Records }), `object-${object}`).events);
  await writer.flush();
  if (writer.written > written) process.stdout.write(`${object}\n`);
}
await writer.close();
