import { type LookupOptions, lookup } from "node:dns";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { LookupFunction } from "node:net";
import { NodeHttpHandler } from "@smithy/node-http-handler";

const CONNECT_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 30_000;

/** A loopback address cannot carry the account as a subdomain (S3 Control does that), the name `localhost` can. */
export function usableEndpoint(endpoint: string): string {
  const url = new URL(endpoint);
  if (url.hostname === "127.0.0.1" || url.hostname === "[::1]" || url.hostname === "0.0.0.0") url.hostname = "localhost";
  return url.toString().replace(/\/$/, "");
}

/** Every subdomain of a custom endpoint is the endpoint itself. */
function lookupFor(endpoint: string): LookupFunction {
  const host = new URL(endpoint).hostname;
  const target = host === "localhost" ? "127.0.0.1" : host;
  return (name: string, options: LookupOptions, callback: (...result: never[]) => void) => {
    const own = name === host || name.endsWith(`.${host}`);
    lookup(own ? target : name, options, callback as never);
  };
}

/** The HTTP side of one client: bounded sockets, and every wait has an end. */
export function requestHandler(options: {
  readonly concurrency: number;
  readonly endpoint?: string;
  readonly timeoutMs?: number;
}): NodeHttpHandler {
  const timeout = options.timeoutMs ?? REQUEST_TIMEOUT_MS;
  const agent = {
    keepAlive: true,
    maxSockets: options.concurrency,
    ...(options.endpoint === undefined ? {} : { lookup: lookupFor(options.endpoint) }),
  };
  return new NodeHttpHandler({
    connectionTimeout: Math.min(CONNECT_TIMEOUT_MS, timeout),
    requestTimeout: timeout,
    throwOnRequestTimeout: true,
    socketTimeout: timeout,
    httpAgent: new HttpAgent(agent),
    httpsAgent: new HttpsAgent(agent),
  });
}
