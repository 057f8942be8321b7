// An AWS that is not AWS: answers every operation of the scanner's clients over HTTP, a fixed time after it was asked.
// Runs in its own process: node bench/stub/server.mjs [--functions 1000] [--latency 60] [--throttle] [--account-dump <folder>]
// Writes its port to standard output. GET /-/log gives the calls answered so far, POST /-/reset forgets them.
import { createServer } from "node:http";
import { parseArgs } from "node:util";
import { seededAccount } from "./account.mjs";
import { encode, Refusal } from "./answers.mjs";
import { dumpedAccount } from "./dump.mjs";
import { decode, loadServices, plainName } from "./services.mjs";

const { values: options } = parseArgs({
  options: {
    functions: { type: "string", default: "1000" },
    latency: { type: "string", default: "60" },
    throttle: { type: "boolean", default: false },
    "account-dump": { type: "string" },
  },
});
/** Calls per second AWS lets through before it asks to slow down, and the error it says. */
const LIMITS = { Lambda: [15, "TooManyRequestsException", 429], IAM: [15, "Throttling", 400], S3: [40, "SlowDown", 503] };

class Bucket {
  constructor(rate) {
    this.rate = rate;
    this.tokens = rate;
    this.at = performance.now();
  }

  take() {
    const now = performance.now();
    this.tokens = Math.min(this.rate, this.tokens + ((now - this.at) / 1000) * this.rate);
    this.at = now;
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }
}

const services = await loadServices();
const answerOf = options["account-dump"] ? dumpedAccount(options["account-dump"]) : seededAccount(Number(options.functions));
const latency = Number(options.latency);
const buckets = options.throttle ? Object.fromEntries(Object.entries(LIMITS).map(([service, [rate]]) => [service, new Bucket(rate)])) : {};
let log = [];
let throttled = 0;

function answer(request) {
  const name = /\bapi\/([^\s#]+)/.exec(request.headers["user-agent"] ?? "")?.[1];
  const service = services.get(plainName(name ?? ""));
  const asked = service && decode(service, request);
  if (!asked?.operation) {
    process.stderr.write(`the stub does not know ${name}: ${request.method} ${request.path}?${request.query}\n`);
    return { status: 404, headers: { "content-type": "text/html" }, body: "<!doctype html><title>404 Not Found</title>" };
  }
  const { id } = service;
  const { operation, input } = asked;
  const bucket = buckets[id];
  if (bucket && !bucket.take()) {
    throttled += 1;
    const [, code, status] = LIMITS[id];
    return encode(operation, new Refusal(code, status, "Rate exceeded"));
  }
  log.push({ service: id, operation: operation.name, input });
  return encode(operation, answerOf(id, operation.name, input));
}

function control(path, response) {
  if (path === "/-/reset") {
    log = [];
    throttled = 0;
  }
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ throttled, calls: log }));
}

const server = createServer((incoming, response) => {
  const began = performance.now();
  const chunks = [];
  incoming.on("data", (chunk) => chunks.push(chunk));
  incoming.on("end", () => {
    const url = new URL(incoming.url, "http://stub");
    if (url.pathname.startsWith("/-/")) return control(url.pathname, response);
    const { status, headers, body } = answer({
      method: incoming.method,
      path: url.pathname,
      query: url.searchParams,
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString("utf8"),
    });
    setTimeout(
      () => response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) }).end(body),
      latency - (performance.now() - began),
    );
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.stdout.write(`${server.address().port}\n`));
