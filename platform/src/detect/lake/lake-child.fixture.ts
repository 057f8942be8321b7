// Writes objects into a lake, one after another, or compacts it, until somebody kills it.
// lake-child write <folder> <objects> <events of each> | compact <folder>
import { readLogBytes } from "../sources/delivery.ts";
import { compactLake } from "./compact.ts";
import { LakeUnwritableError } from "./errors.ts";
import { LakeWriter } from "./writer.ts";

const [task = "", folder = "", objects = "0", per = "0"] = process.argv.slice(2);

async function write(): Promise<void> {
  const writer = await LakeWriter.open(folder);
  try {
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
      const bytes = Buffer.from(JSON.stringify({ Records }));
      await writer.add(readLogBytes(bytes, `object-${object}`).events, bytes);
      await writer.flush();
      if (writer.written > written) process.stdout.write(`${object}\n`);
    }
  } finally {
    await writer.close();
  }
}

try {
  if (task === "write") await write();
  else {
    process.stdout.write("start\n");
    await compactLake(folder);
  }
} catch (error) {
  if (!(error instanceof LakeUnwritableError)) throw error;
  process.stdout.write(`unwritable ${error.reason}\n`);
  process.exitCode = 3;
}
