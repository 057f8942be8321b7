import { unknown } from "../../../model/index.ts";
import type { Context, Decision, Policies, Request, Residual, Values } from "../question.ts";
import { decide } from "./decide.ts";

export interface FunctionUrlCall extends Pick<Request, "caller" | "resourceAccount" | "context"> {
  /** ARN of the function, or of the alias the URL belongs to. */
  readonly resource: string;
  readonly authType: "NONE" | "AWS_IAM";
}

/** A call of a function's URL; with the authentication type NONE the caller is anonymous, whoever it is. */
export function decideFunctionUrl({ authType, ...call }: FunctionUrlCall, policies: Policies): Decision {
  const caller = authType === "NONE" ? ({ type: "anonymous" } as const) : call.caller;
  const context = withKeys(call.context, { "lambda:functionurlauthtype": [authType] });
  return decideThroughUrl({ ...call, caller, action: "lambda:InvokeFunctionUrl", context }, policies);
}

/**
 * Lambda asks two questions of a call through a URL, `lambda:InvokeFunctionUrl` and `lambda:InvokeFunction`. URLs made before October 2025
 * were asked the first only, and AWS exempts them from the second until it says otherwise.
 */
export function decideThroughUrl(request: Request, policies: Policies): Decision {
  const url = decide(request, policies);
  if (isDenied(url)) return url;
  const context = withKeys(request.context, { "lambda:functionurlauthtype": "unknown", "lambda:invokedviafunctionurl": ["true"] });
  const invocation = decide({ ...request, action: "lambda:InvokeFunction", context }, policies);
  if (!isDenied(invocation)) return both(url, invocation);
  return { answer: "depends", by: [], missing: [], residual: [exemption(request.resource), ...url.residual] };
}

function isDenied({ answer }: Decision): boolean {
  return answer === "implicitly-denied" || answer === "explicitly-denied";
}

/** Nobody can read whether AWS exempts a URL. */
function exemption(resource: string): Residual {
  const because = unknown("exempted", { what: "lambda:InvokeFunction" });
  const source = { name: resource, policy: because, carrier: resource };
  return { layer: "resource", source, statement: { Sid: undefined, Effect: because, index: 0 }, because };
}

export interface PassRole extends Pick<Request, "caller" | "context"> {
  /** ARN of the role. */
  readonly resource: string;
  /** Principal of the service the role is handed to, such as `lambda.amazonaws.com`. */
  readonly service: string;
}

/** Handing a role to a service: no call of its own, but a question IAM asks within the call that takes the role. */
export function decidePassRole({ service, ...pass }: PassRole, policies: Policies): Decision {
  const context = withKeys(pass.context, { "iam:passedtoservice": [service] });
  return decide({ ...pass, action: "iam:PassRole", context }, policies);
}

/** Both questions must be answered with yes. */
export function both(a: Decision, b: Decision): Decision {
  const order = ["explicitly-denied", "implicitly-denied", "depends", "allowed"] as const;
  const [first = a, second = b] = [a, b].toSorted((x, y) => order.indexOf(x.answer) - order.indexOf(y.answer));
  if (first.answer === "allowed") return { ...first, by: [...a.by, ...b.by] };
  return first.answer === "depends" && second.answer === "depends" ? { ...first, residual: [...a.residual, ...b.residual] } : first;
}

function withKeys(context: Context, keys: Readonly<Record<string, Values | "unknown">>): Context {
  return { ...context, keys: new Map([...context.keys, ...Object.entries(keys)]) };
}
