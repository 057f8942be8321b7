import { Readable } from "node:stream";
import { requestHandler } from "../../platform/src/identify/aws/endpoint.ts";

/** A request as the SDK hands it to its handler. */
interface Request {
  readonly method: string;
  readonly hostname: string;
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface Answer {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/** Paths of services that name their operations by path. */
const REST: Readonly<Record<string, readonly (readonly [operation: string, pattern: RegExp])[]>> = {
  lambda: [
    ["ListFunctions", /^GET \/2015-03-31\/functions\/?$/],
    ["GetFunction", /^GET \/2015-03-31\/functions\/[^/]+$/],
    ["GetPolicy", /^GET \/2015-03-31\/functions\/[^/]+\/policy$/],
    ["ListAliases", /^GET \/2015-03-31\/functions\/[^/]+\/aliases$/],
    ["ListVersionsByFunction", /^GET \/2015-03-31\/functions\/[^/]+\/versions$/],
    ["GetFunctionConcurrency", /^GET \/2019-09-30\/functions\/[^/]+\/concurrency$/],
    ["GetFunctionCodeSigningConfig", /^GET \/2020-06-30\/functions\/[^/]+\/code-signing-config$/],
    ["ListEventSourceMappings", /^GET \/2015-03-31\/event-source-mappings\/?$/],
    ["ListFunctionEventInvokeConfigs", /^GET \/2019-09-25\/functions\/[^/]+\/event-invoke-config\/list$/],
    ["ListTags", /^GET \/2017-03-31\/tags\//],
  ],
  apigateway: [
    ["GetRestApis", /^GET \/restapis$/],
    ["GetResources", /^GET \/restapis\/[^/]+\/resources$/],
    ["GetStages", /^GET \/restapis\/[^/]+\/stages$/],
    ["GetAuthorizers", /^GET \/restapis\/[^/]+\/authorizers$/],
    ["GetRequestValidators", /^GET \/restapis\/[^/]+\/requestvalidators$/],
  ],
  s3: [
    ["ListBuckets", /^GET \/(\?.*)?$/],
    ...[
      "policy",
      "encryption",
      "publicAccessBlock",
      "versioning",
      "logging",
      "ownershipControls",
      "lifecycle",
      "acl",
      "notification",
      "replication",
    ].map((what) => [`GetBucket:${what}`, new RegExp(`^GET /[^/?]+/?\\?.*\\b${what}\\b`)] as const),
  ],
};

function textOf(body: unknown): string {
  return typeof body === "string" ? body : body instanceof Uint8Array ? Buffer.from(body).toString("latin1") : "";
}

/** `lambda:GetPolicy`; undefined for the few requests that do not say what they are. */
export function operationOf(request: Request): string | undefined {
  const service = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(request.headers["authorization"] ?? "")?.[1];
  if (service === undefined) return undefined;
  const target = request.headers["x-amz-target"];
  if (target) return `${service}:${target.slice(target.lastIndexOf(".") + 1)}`;
  const action = /(?:^|&)Action=(\w+)/.exec(textOf(request.body))?.[1];
  if (action) return `${service}:${action}`;
  const query = new URLSearchParams(request.query as Record<string, string>).toString();
  const line = `${request.method} ${request.path}${service === "s3" && query ? `?${query}` : ""}`;
  const found = REST[service]?.find(([, pattern]) => pattern.test(line));
  return found && `${service}:${found[0]}`;
}

/** Sends each request once and answers it from memory ever after; one operation at a time can be denied. */
export class Recorder {
  readonly #inner: ReturnType<typeof requestHandler>;
  readonly #answers = new Map<string, Promise<Answer>>();
  /** How often each operation answered. */
  readonly operations = new Map<string, number>();
  denied: string | undefined;
  refusals = 0;

  constructor(endpoint: string) {
    this.#inner = requestHandler({ concurrency: 8, endpoint });
  }

  async handle(request: Request): Promise<{ response: unknown }> {
    const operation = operationOf(request);
    if (operation !== undefined && operation === this.denied) {
      this.refusals += 1;
      return { response: responseOf(refusal(request, operation)) };
    }
    const region = /Credential=[^/]+\/\d+\/([^/]+\/[^/]+)\//.exec(request.headers["authorization"] ?? "")?.[1];
    const key = JSON.stringify([
      region,
      request.method,
      request.path,
      request.query,
      request.headers["x-amz-target"],
      textOf(request.body),
    ]);
    let answer = this.#answers.get(key);
    if (!answer) {
      answer = this.#ask(request);
      this.#answers.set(key, answer);
    }
    const { statusCode, headers, body } = await answer;
    // A report that is only being made is asked for again.
    if (operation === "iam:GenerateCredentialReport" && !body.includes("COMPLETE")) this.#answers.delete(key);
    if (operation !== undefined && statusCode === 200) this.operations.set(operation, (this.operations.get(operation) ?? 0) + 1);
    return { response: responseOf({ statusCode, headers, body }) };
  }

  destroy(): void {
    // Clients come and go; the recorder stays.
  }

  async #ask(request: Request): Promise<Answer> {
    const { response } = await this.#inner.handle(request as never);
    const parts: Buffer[] = [];
    for await (const part of response.body as AsyncIterable<Buffer>) parts.push(part);
    const body = Buffer.concat(parts);
    // An operation moto does not have is a page of HTML with 404 or 500. A 500 would be sent again for seconds, for nothing.
    const missing = response.statusCode === 500 && body.toString("latin1", 0, 15).toLowerCase() === "<!doctype html>";
    return { statusCode: missing ? 404 : response.statusCode, headers: response.headers, body };
  }
}

function responseOf({ statusCode, headers, body }: Answer): unknown {
  return { statusCode, headers: { ...headers }, body: Readable.from([body]) };
}

/** "No", the way the service says it. */
function refusal(request: Request, operation: string): Answer {
  const service = operation.split(":")[0];
  const message = `User: arn:aws:iam::123456789012:user/scanner is not authorized to perform: ${operation}`;
  const xml = (text: string): Answer => ({
    statusCode: 403,
    headers: { "content-type": "text/xml" },
    body: Buffer.from(`<?xml version="1.0"?>${text}`),
  });
  if (service === "s3") return xml(`<Error><Code>AccessDenied</Code><Message>${message}</Message></Error>`);
  if (service === "ec2")
    return xml(`<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>${message}</Message></Error></Errors></Response>`);
  if (/(^|&)Action=/.test(textOf(request.body)))
    return xml(`<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${message}</Message></Error></ErrorResponse>`);
  return {
    statusCode: 403,
    headers: { "content-type": "application/json", "x-amzn-errortype": "AccessDeniedException" },
    body: Buffer.from(JSON.stringify({ __type: "AccessDeniedException", message })),
  };
}
