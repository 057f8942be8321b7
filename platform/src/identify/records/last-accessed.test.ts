import { expect, it } from "vitest";
import { isUnknown, type LastAccessed, type Resource, unknown } from "../../model/index.ts";
import type { Aws } from "../aws/collector.ts";
import { lastAccessedCollector } from "./last-accessed.ts";

const role = (name: string) => ({ kind: "Role", id: `arn:aws:iam::1:role/${name}`, name }) as unknown as Resource;
const fn = { kind: "LambdaFunction", id: "f", name: "f", Role: "arn:aws:iam::1:role/used" } as unknown as Resource;

async function run(
  answers: (command: string, input: Readonly<Record<string, unknown>>) => unknown,
  found: readonly Resource[],
  also?: string,
) {
  const out = new Map<string, LastAccessed>();
  const waits: number[] = [];
  const collector = lastAccessedCollector(found, out, also, async (ms) => void waits.push(ms));
  const aws = {
    client: () => ({}),
    read: async (_: unknown, command: { readonly input: Readonly<Record<string, unknown>> }) =>
      answers(command.constructor.name, command.input),
    each: async (items: readonly unknown[], f: (item: never) => Promise<void>) => {
      for (const item of items) await f(item as never);
    },
  };
  await collector.collect(aws as unknown as Aws);
  return { out, waits, collector };
}

it("asks for the roles of functions and the one that is named, waits for the report, and reads every page", async () => {
  let polls = 0;
  const { out, waits } = await run(
    (command, input) => {
      if (command.startsWith("Generate")) return { JobId: String(input["Arn"]) };
      polls += 1;
      if (polls === 1) return { JobStatus: "IN_PROGRESS" };
      if (input["Marker"] === undefined)
        return {
          JobStatus: "COMPLETED",
          ServicesLastAccessed: [
            {
              ServiceNamespace: "s3",
              LastAuthenticated: new Date(0),
              TrackedActionsLastAccessed: [{ ActionName: "GetObject", LastAccessedTime: new Date(0) }, { ActionName: "PutObject" }],
            },
          ],
          IsTruncated: true,
          Marker: "m",
        };
      return { JobStatus: "COMPLETED", ServicesLastAccessed: [{ ServiceNamespace: "sqs" }] };
    },
    [fn, role("used"), role("unused"), role("named")],
    "named",
  );
  expect([...out.keys()]).toEqual(["arn:aws:iam::1:role/used", "arn:aws:iam::1:role/named"]);
  expect(out.get("arn:aws:iam::1:role/used")?.services).toEqual([
    {
      service: "s3",
      last: "1970-01-01T00:00:00.000Z",
      actions: [
        { action: "GetObject", last: "1970-01-01T00:00:00.000Z" },
        { action: "PutObject", last: undefined },
      ],
    },
    { service: "sqs", last: undefined, actions: [] },
  ]);
  expect(waits).toEqual([1000]);
});

it("a refusal is unknown, never unused", async () => {
  const { out } = await run(() => unknown("access-denied", { action: "iam:GenerateServiceLastAccessedDetails" }), [fn, role("used")]);
  expect(isUnknown(out.get("arn:aws:iam::1:role/used")?.services)).toBe(true);
});

it("a report that is never ready is unknown", async () => {
  const { out, waits } = await run(
    (command) => (command.startsWith("Generate") ? { JobId: "j" } : { JobStatus: "IN_PROGRESS" }),
    [fn, role("used")],
  );
  expect(isUnknown(out.get("arn:aws:iam::1:role/used")?.services)).toBe(true);
  expect(waits.length).toBe(30);
});
