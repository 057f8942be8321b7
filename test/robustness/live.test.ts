import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer as createHttp, type ServerResponse } from "node:http";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { folder, type How, yagura } from "./yagura.ts";

const keys = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "example" };
const IDENTITY =
  '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/u</Arn><UserId>U</UserId><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>';
const stsError = (code: string) =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`;

const open: Server[] = [];
const sockets = new Set<Socket>();
function listen(server: Server): Promise<string> {
  open.push(server);
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
  });
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
  );
}

/** An AWS that knows who you are and does one thing with everything else. */
function aws(
  rest: (body: string, answer: ServerResponse, headers: Readonly<Record<string, unknown>>) => void,
  identity = { status: 200, body: IDENTITY },
): Promise<string> {
  return listen(
    createHttp((request, answer) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        if (!body.includes("GetCallerIdentity")) return rest(body, answer, request.headers);
        answer.writeHead(identity.status, { "content-type": "text/xml" }).end(identity.body);
      });
    }),
  );
}

let silent: string;
let hanging: string;
let broken: string;
let html: string;
let repeating: string;
beforeAll(async () => {
  silent = await listen(createServer());
  hanging = await aws(() => undefined);
  broken = await aws((_, answer) => answer.writeHead(500, { "content-type": "application/json" }).end("{}"));
  html = await aws((_, answer) => answer.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>hello</title>"));
  repeating = await aws((_, answer, headers) => {
    const isQueues = String(headers["x-amz-target"]).endsWith(".ListQueues");
    answer
      .writeHead(isQueues ? 200 : 400, { "content-type": "application/x-amz-json-1.0" })
      .end(isQueues ? '{"QueueUrls":[],"NextToken":"again"}' : '{"__type":"AccessDenied"}');
  });
});
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of open) server.close();
});

const scan = (endpoint: string, more: readonly string[] = [], how: How = {}) =>
  yagura(["scan", "--region", "us-east-1", "--endpoint-url", endpoint, "--timeout", "0.3", "--fail-on", "none", ...more], {
    ...how,
    env: { ...keys, ...how.env },
  });

describe.concurrent("a scan that cannot begin says why, and what to do, and exits with 4", () => {
  const rows: Record<string, readonly [() => Promise<{ endpoint: string; env?: Record<string, string> }>, code: string]> = {
    "no credentials": [async () => ({ endpoint: broken, env: { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" } }), "E_NO_CREDENTIALS"],
    "expired credentials": [
      async () => ({ endpoint: await aws(() => undefined, { status: 403, body: stsError("ExpiredToken") }) }),
      "E_CREDENTIALS_REFUSED",
    ],
    "a wrong clock": [
      async () => ({ endpoint: await aws(() => undefined, { status: 403, body: stsError("SignatureDoesNotMatch") }) }),
      "E_CREDENTIALS_REFUSED",
    ],
    "nobody listens": [async () => ({ endpoint: "http://127.0.0.1:9" }), "E_UNREACHABLE"],
    "accepts and never answers": [async () => ({ endpoint: silent }), "E_UNREACHABLE"],
  };
  test.each(Object.entries(rows))("%s", async (_, [make, code]) => {
    const { endpoint, env } = await make();
    for (const lang of ["en", "ja"]) {
      const ended = await scan(endpoint, ["--lang", lang], env ? { env } : {});
      expect(ended.stderr).toContain(`[${code}]`);
      expect(ended).toMatchObject({ code: 4, stdout: "" });
      expect(ended.seconds).toBeLessThan(15);
    }
  });
  test("no region", async () => {
    const ended = await yagura(["scan"], { env: keys });
    expect(ended.stderr).toContain("[E_NO_REGION]");
    expect(ended.code).toBe(2);
  });
});

describe.concurrent("a service that fails leaves unknowns, never verdicts", () => {
  const rows: Record<string, () => string> = {
    "never answers": () => hanging,
    "answers 500": () => broken,
    "answers with a page of HTML": () => html,
    "repeats a page token": () => repeating,
  };
  test.each(Object.entries(rows))("%s", async (_, endpoint) => {
    const { code, stdout, stderr, seconds } = await scan(endpoint(), ["--services", "sqs", "--checks", "sqs/", "--format", "json"]);
    expect(stderr).not.toMatch(/E_INTERNAL|E_SCAN_COLLECTOR_FAULT/);
    expect(seconds).toBeLessThan(20);
    const report = JSON.parse(stdout) as { tally: Record<string, number>; gaps: { kind: string }[] };
    expect(report.tally["pass"]).toBe(0);
    expect(report.tally["unknown"]).toBeGreaterThan(0);
    expect(report.gaps.map((g) => g.kind)).toContain("Queue");
    expect(stderr).toMatch(/Not seen:\n[\s\S]*could not be read to their end/);
    expect(code).toBe(4);
  });
});

describe("Ctrl-C", () => {
  /** Once the first stage says that it began, and a moment later again. */
  const press =
    (times: number, after: string): NonNullable<How["meanwhile"]> =>
    (child) => {
      let heard = "";
      let pressed = 0;
      child.stderr?.on("data", (chunk: string) => {
        heard += chunk;
        if (pressed > 0 || !heard.includes(after)) return;
        pressed += 1;
        setTimeout(() => child.kill("SIGINT"), 700);
        for (let n = 1; n < times; n++) setTimeout(() => child.kill("SIGINT"), 700 + 5 * n);
      });
    };
  test("once: what is known is written, and the exit code is 130", async () => {
    const at = folder();
    const file = join(at, "report.json");
    const { code, stderr, seconds } = await scan(hanging, ["--timeout", "30", "--format", "json", "--output", file], {
      meanwhile: press(1, "Identify"),
    });
    expect(code).toBe(130);
    expect(seconds).toBeLessThan(10);
    expect(stderr).toContain("Stopping");
    expect(stderr).toContain("this report is partial");
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ interrupted: true });
    expect(readdirSync(at)).toEqual(["report.json"]);
  });
  test("twice: it stops at once and leaves no half file", async () => {
    const at = folder();
    const { code, seconds } = await scan(hanging, ["--timeout", "30", "--format", "json", "--output", join(at, "report.json")], {
      meanwhile: press(2, "Identify"),
    });
    expect(code).toBe(130);
    expect(seconds).toBeLessThan(10);
    expect(readdirSync(at).filter((name) => name !== "report.json")).toEqual([]);
  });
  test("before anything was read: nothing is written", async () => {
    const file = join(folder(), "report.json");
    const { code, stderr } = await scan(silent, ["--timeout", "30", "--output", file], { meanwhile: press(1, "Identify") });
    expect(code).toBe(130);
    expect(stderr).toContain("[E_INTERRUPTED]");
    expect(existsSync(file)).toBe(false);
  });
});
