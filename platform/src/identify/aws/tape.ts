import { Readable } from "node:stream";
import { HttpResponse } from "@smithy/core/protocols";
import type { Harvest, SessionOptions } from "./account-state.ts";

/** An answer on the wire: a status with a body, or something that happens instead of an answer. */
export type Answer =
  | { readonly status?: number; readonly json?: unknown; readonly text?: string; readonly headers?: Readonly<Record<string, string>> }
  | { readonly throws: Error }
  | { readonly hangs: true };

interface Request {
  readonly method: string;
  readonly path: string;
  readonly hostname: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What a tape is asked with. */
export interface Asked {
  /** The operation where the protocol names it (`x-amz-target`, `Action=`), else `METHOD /path`. */
  readonly operation: string;
  readonly host: string;
  readonly body: string;
  /** How often this operation was asked before. */
  readonly count: number;
}

function operationOf(request: Request, body: string): string {
  const target = request.headers["x-amz-target"];
  if (target) return target.slice(target.lastIndexOf(".") + 1);
  const action = /(?:^|&)Action=(\w+)/.exec(body);
  return action?.[1] ?? `${request.method} ${request.path}`;
}

/** Plays answers to real SDK clients: signing, protocols and error parsing are the SDK's own. */
export class Tape {
  readonly asked: Asked[] = [];
  readonly #answer: (asked: Asked) => Answer;

  constructor(answer: (asked: Asked) => Answer) {
    this.#answer = answer;
  }

  async handle(request: Request, options: { readonly abortSignal?: AbortSignal } = {}): Promise<{ response: HttpResponse }> {
    const body =
      typeof request.body === "string" ? request.body : request.body instanceof Uint8Array ? new TextDecoder().decode(request.body) : "";
    const operation = operationOf(request, body);
    const asked: Asked = { operation, host: request.hostname, body, count: this.asked.filter((a) => a.operation === operation).length };
    this.asked.push(asked);
    const answer = this.#answer(asked);
    await new Promise((resolve) => setImmediate(resolve));
    if ("throws" in answer) throw answer.throws;
    if ("hangs" in answer) {
      return new Promise((_, reject) => {
        options.abortSignal?.addEventListener("abort", () => reject(Object.assign(new Error("aborted"), { name: "AbortError" })), {
          once: true,
        });
      });
    }
    const payload = answer.text ?? JSON.stringify(answer.json ?? {});
    const type = answer.text?.startsWith("<!") ? "text/html" : "application/x-amz-json-1.0";
    return {
      response: new HttpResponse({
        statusCode: answer.status ?? 200,
        headers: { "content-type": type, ...answer.headers },
        body: Readable.from([Buffer.from(payload)]),
      }),
    };
  }

  destroy(): void {}
  updateHttpClientConfig(): void {}
  httpHandlerConfigs(): object {
    return {};
  }
}

/** Session options for tests; nothing in them reaches the network. */
export function tapeOptions(more: Partial<SessionOptions>): SessionOptions {
  return {
    credentials: async () => ({ accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "example" }),
    account: "123456789012",
    partition: "aws",
    regions: ["us-east-1"],
    homeRegion: "us-east-1",
    concurrency: 8,
    now: () => new Date("2026-01-02T03:04:05Z"),
    ...more,
  };
}

export function emptyHarvest(): Harvest {
  return { resources: [], gaps: [] };
}

/** A refusal as AWS forms it. */
export function denied(): Error {
  return Object.assign(new Error("not authorized"), {
    name: "AccessDeniedException",
    $fault: "client",
    $metadata: { httpStatusCode: 403 },
  });
}

export const HTML_PAGE = "<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n";
