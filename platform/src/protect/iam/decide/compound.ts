import type { Context, Decision, Policies, Request, Values } from "../question.ts";
import { decide } from "./decide.ts";

export interface FunctionUrlCall extends Pick<Request, "caller" | "resourceAccount" | "context"> {
  /** ARN of the function, or of the alias the URL belongs to. */
  readonly resource: string;
  readonly authType: "NONE" | "AWS_IAM";
}

/**
 * A call of a function's URL. Lambda asks two questions, `lambda:InvokeFunctionUrl` and `lambda:InvokeFunction`; with the
 * authentication type NONE the caller is anonymous, whoever it is.
 */
export function decideFunctionUrl({ authType, ...call }: FunctionUrlCall, policies: Policies): Decision {
  const caller = authType === "NONE" ? ({ type: "anonymous" } as const) : call.caller;
  const url = withKeys(call.context, { "lambda:functionurlauthtype": [authType] });
  const invoke = withKeys(call.context, { "lambda:invokedviafunctionurl": ["true"] });
  return both(
    decide({ ...call, caller, action: "lambda:InvokeFunctionUrl", context: url }, policies),
    decide({ ...call, caller, action: "lambda:InvokeFunction", context: invoke }, policies),
  );
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

function withKeys(context: Context, keys: Readonly<Record<string, Values>>): Context {
  return { ...context, keys: new Map([...context.keys, ...Object.entries(keys)]) };
}
