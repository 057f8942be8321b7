import { HttpResponse } from "@smithy/core/protocols";
import type { Resource, Unknown } from "../../model/index.ts";
import { unknownInside } from "../../model/index.ts";
import type { Collector } from "./collector.ts";
import { type Harvest, runCollector } from "./session.ts";

/* For tests: AWS's answers as they come over the wire, so that the real SDK reads them. */

/** Objects become JSON or XML as the request's protocol asks; a text is sent as it is; a list is one answer after the other. */
export type Answer = object | string | Refusal;

export class Refusal {
  readonly name: string;
  readonly message: string;
  readonly status: number;

  constructor(name: string, message = "no", status = 400) {
    this.name = name;
    this.message = message;
    this.status = status;
  }
}

export const denied: Refusal = new Refusal("AccessDenied", "not authorized to perform this", 403);

export type Answers = Readonly<Record<string, Answer | readonly Answer[] | ((request: Wired) => Answer)>>;

export interface Wired {
  readonly operation: string;
  readonly host: string;
  readonly path: string;
  /** Of query protocols. */
  readonly parameters: URLSearchParams;
  readonly body: string;
}

interface Request {
  readonly method: string;
  readonly hostname: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Operations of services that tell them by method and path. */
const ROUTES: readonly (readonly [method: string, path: RegExp, operation: string])[] = [
  ["GET", /^\/account$/, "GetAccount"],
  ["GET", /\/account-settings/, "GetAccountSettings"],
  ["POST", /^\/EncryptionConfig$/, "GetEncryptionConfig"],
  ["GET", /^\/detector$/, "ListDetectors"],
  ["GET", /^\/detector\/[^/]+$/, "GetDetector"],
  ["GET", /^\/detector\/[^/]+\/administrator$/, "GetAdministratorAccount"],
  ["GET", /^\/accounts$/, "DescribeHub"],
  ["POST", /^\/standards\/get$/, "GetEnabledStandards"],
  ["GET", /^\/analyzer$/, "ListAnalyzers"],
  ["GET", /^\/macie$/, "GetMacieSession"],
  ["GET", /^\/automated-discovery\/configuration$/, "GetAutomatedDiscoveryConfiguration"],
  ["POST", /^\/jobs\/list$/, "ListClassificationJobs"],
  ["POST", /^\/status\/batch\/get$/, "BatchGetAccountStatus"],
  ["POST", /^\/graphs\/list$/, "ListGraphs"],
  ["POST", /^\/invitations\/list$/, "ListInvitations"],
  ["POST", /^\/getContactInformation$/, "GetContactInformation"],
  ["POST", /^\/getAlternateContact$/, "GetAlternateContact"],
  ["GET", /\/configuration\/publicAccessBlock$/, "GetPublicAccessBlock"],
  ["GET", /\/distribution$/, "ListDistributions"],
  ["GET", /\/distribution\/[^/]+\/config$/, "GetDistributionConfig"],
  ["GET", /\/tagging$/, "ListTagsForResource"],
  ["GET", /^\/signing-profiles$/, "ListSigningProfiles"],
  ["GET", /^\/backup-vaults\/?$/, "ListBackupVaults"],
  ["GET", /^\/backup-vaults\/[^/]+\/access-policy$/, "GetBackupVaultAccessPolicy"],
  ["GET", /^\/backup\/plans\/?$/, "ListBackupPlans"],
  ["GET", /^\/backup\/plans\/[^/]+\/?$/, "GetBackupPlan"],
  ["GET", /^\/backup\/plans\/[^/]+\/selections\/?$/, "ListBackupSelections"],
  ["GET", /^\/backup\/plans\/[^/]+\/selections\/[^/]+$/, "GetBackupSelection"],
  ["GET", /^\/tags\/.+/, "ListTags"],
];

/** Answers requests from a table, remembers which operations were asked, and fails loudly for one that the table lacks. */
export class Wire {
  readonly asked: string[] = [];
  readonly #answers: Answers;
  readonly #turns = new Map<string, number>();

  constructor(answers: Answers) {
    this.#answers = answers;
  }

  updateHttpClientConfig(): void {}

  httpHandlerConfigs(): object {
    return {};
  }

  async handle(request: Request): Promise<{ response: HttpResponse }> {
    const body =
      typeof request.body === "string" ? request.body : request.body instanceof Uint8Array ? new TextDecoder().decode(request.body) : "";
    const parameters = new URLSearchParams(body);
    const target = request.headers["x-amz-target"]?.split(".").at(-1);
    const action = parameters.get("Action");
    const routed = ROUTES.find(([method, path]) => method === request.method && path.test(request.path));
    const operation = target ?? action ?? routed?.[2] ?? `${request.method} ${request.path}`;
    this.asked.push(operation);
    let answer = this.#answers[operation];
    if (typeof answer === "function")
      answer = answer({ operation, host: request.hostname, path: decodeURIComponent(request.path), parameters, body });
    if (Array.isArray(answer)) {
      const turn = this.#turns.get(operation) ?? 0;
      this.#turns.set(operation, turn + 1);
      answer = answer[turn] as Answer | undefined;
    }
    // A name no collector treats as absence or refusal, so that a gap in the table is seen.
    const given = answer ?? new Refusal("TableHasNoAnswer", operation);
    const style = target
      ? "json"
      : action
        ? request.hostname.startsWith("ec2.")
          ? "ec2"
          : "query"
        : /cloudfront|s3-control/.test(request.hostname)
          ? "xml"
          : "json";
    const { status, text } = write(given as Answer, style, operation);
    const headers: Record<string, string> = { "content-type": style === "json" ? "application/x-amz-json-1.1" : "text/xml" };
    if (given instanceof Refusal) headers["x-amzn-errortype"] = given.name;
    return { response: new HttpResponse({ statusCode: status, headers, body: new TextEncoder().encode(text) }) };
  }
}

type Style = "json" | "query" | "ec2" | "xml";

function write(answer: Answer, style: Style, operation: string): { readonly status: number; readonly text: string } {
  if (typeof answer === "string") return { status: 200, text: answer };
  if (answer instanceof Refusal) {
    const error = `<Error><Code>${answer.name}</Code><Message>${answer.message}</Message></Error>`;
    if (style === "json")
      return { status: answer.status, text: JSON.stringify({ __type: answer.name, message: answer.message, code: answer.name }) };
    return {
      status: answer.status,
      text: style === "ec2" ? `<Response><Errors>${error}</Errors></Response>` : `<ErrorResponse>${error}</ErrorResponse>`,
    };
  }
  if (style === "json") return { status: 200, text: JSON.stringify(answer) };
  const inner = xml(answer, style === "ec2" ? "item" : "member");
  if (style === "query")
    return { status: 200, text: `<${operation}Response><${operation}Result>${inner}</${operation}Result></${operation}Response>` };
  return { status: 200, text: `<${operation}Response>${inner}</${operation}Response>` };
}

function xml(value: unknown, item: string): string {
  if (Array.isArray(value)) return value.map((v) => `<${item}>${xml(v, item)}</${item}>`).join("");
  if (typeof value === "object" && value !== null)
    return Object.entries(value)
      .map(([k, v]) => `<${k}>${xml(v, item)}</${k}>`)
      .join("");
  return String(value).replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

export const ACCOUNT = "111122223333";
export const REGION = "ap-northeast-1";

export interface Collected extends Harvest {
  readonly asked: readonly string[];
}

/** Runs a collector on a table of answers. */
export async function collect(
  collector: Collector,
  answers: Answers,
  options: { readonly region?: string; readonly regions?: readonly string[] } = {},
): Promise<Collected> {
  const wire = new Wire(answers);
  const harvest: Harvest = { resources: [], gaps: [] };
  const region = options.region ?? (collector.scope === "global" ? "global" : REGION);
  await runCollector(
    collector,
    region,
    {
      credentials: async () => ({ accessKeyId: "test", secretAccessKey: "test" }),
      account: ACCOUNT,
      partition: "aws",
      regions: options.regions ?? [REGION],
      homeRegion: REGION,
      requestHandler: wire,
      concurrency: 8,
      now: () => new Date("2026-11-22T00:00:00Z"),
    },
    harvest,
  );
  return { ...harvest, asked: wire.asked };
}

export function only<K extends Resource["kind"]>(collected: Harvest, kind: K): Extract<Resource, { readonly kind: K }>[] {
  return collected.resources.filter((r): r is Extract<Resource, { readonly kind: K }> => r.kind === kind);
}

/**
 * What a run lost beside another: a resource that is gone without a gap of its kind, or a fact that changed into something
 * other than an Unknown of the given action. Both would be lies.
 */
export function lies(before: Harvest, after: Harvest, action: string): string[] {
  const out: string[] = [];
  const tells = (because: Unknown | undefined) => because?.reason === "access-denied" && because.action === action;
  for (const was of before.resources) {
    const is = after.resources.find((r) => r.kind === was.kind && r.id === was.id);
    if (!is) {
      if (!after.gaps.some((g) => g.kind === was.kind && tells(g.because))) out.push(`${was.kind} ${was.id} is gone without a gap`);
      continue;
    }
    for (const [field, value] of Object.entries(was)) {
      const now = (is as unknown as Record<string, unknown>)[field];
      if (field === "origin" || JSON.stringify(now) === JSON.stringify(value)) continue;
      if (!tells(unknownInside(now))) out.push(`${was.kind}.${field} became ${JSON.stringify(now)}`);
    }
  }
  return out;
}
