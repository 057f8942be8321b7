// The least a scan can take: the calls it made, once more, by the SDK alone. No policy is read, no resource is made.

import { writeFileSync } from "node:fs";
import { loadServices } from "../stub/services.mjs";
import { bundled, scratch, succeeded } from "./measure.mjs";

/** Sends `calls` at `url`, that many at once per service, and says what it used. */
export async function replay(calls, url, concurrency) {
  const list = scratch("calls.json");
  writeFileSync(list, JSON.stringify(calls));
  const program = await bundled("floor", { text: await programFor(calls) });
  return succeeded([program, list, url, String(concurrency)]);
}

/** Imports exactly the commands that were called, as a hand-written program would. */
async function programFor(calls) {
  const services = new Map([...(await loadServices()).values()].map((service) => [service.id, service]));
  const wanted = new Map();
  for (const { service, operation } of calls) wanted.set(service, (wanted.get(service) ?? new Set()).add(operation));
  const imports = [];
  const rows = [];
  for (const [id, operations] of wanted) {
    const { packageName, Client } = services.get(id);
    const prefix = id.replaceAll(/\W/g, "");
    const names = [...operations].map((name) => `${name}Command as ${prefix}_${name}`);
    imports.push(`import { ${Client.name} as ${prefix}, ${names.join(", ")} } from ${JSON.stringify(packageName)};`);
    rows.push(`${JSON.stringify(id)}: [${prefix}, { ${[...operations].map((name) => `${name}: ${prefix}_${name}`).join(", ")} }],`);
  }
  return `${imports.join("\n")}
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { lookup } from "node:dns";
import { readFileSync } from "node:fs";
import { Agent } from "node:http";

const table = {
${rows.join("\n")}
};
const [, , list, url, concurrency] = process.argv;
const byService = new Map();
for (const call of JSON.parse(readFileSync(list, "utf8"))) byService.set(call.service, [...(byService.get(call.service) ?? []), call]);
await Promise.all([...byService].map(async ([service, calls]) => {
  const [Client, commands] = table[service];
  const client = new Client({
    region: "ap-northeast-1",
    endpoint: url.replace("127.0.0.1", "localhost"),
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "bench" },
    requestHandler: new NodeHttpHandler({ httpAgent: new Agent({ keepAlive: true, maxSockets: Number(concurrency), lookup: (name, options, done) => lookup("127.0.0.1", options, done) }) }),
  });
  let next = 0;
  async function worker() {
    while (next < calls.length) {
      const { operation, input } = calls[next++];
      try {
        await client.send(new commands[operation](input));
      } catch (error) {
        // "There is no such thing" is an answer too.
        if (error.$metadata?.httpStatusCode === undefined) throw error;
      }
    }
  }
  await Promise.all(Array.from({ length: Number(concurrency) }, worker));
  client.destroy();
}));
`;
}
