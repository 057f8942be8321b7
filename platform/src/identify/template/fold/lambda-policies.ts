import { type Fact, isUnknown, knownOr, mapFact, parsePolicy, type QualifiedPolicy, type Statement } from "../../../model/index.ts";
import { functionNameOf, functionReference } from "../../ids.ts";
import type { Declared, Stack } from "../declared.ts";
import { attached } from "./attach.ts";
import { get, must, text } from "./read.ts";

/** `$LATEST` and the unqualified function are the same. */
export function qualifierOf(reference: unknown): string | undefined {
  const qualifier = typeof reference === "string" ? functionReference(reference).qualifier : undefined;
  return qualifier === "$LATEST" ? undefined : qualifier;
}

/** A principal as Lambda writes it into the policy it keeps. */
export function principalOf(principal: Fact<string>, partition: string): unknown {
  if (isUnknown(principal) || principal === "*") return principal;
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:${partition}:iam::${principal}:root` };
  return principal.startsWith("arn:") ? { AWS: principal } : { Service: principal };
}

/** The statement that a permission adds to the function's policy. */
function permissionStatement(permission: Declared, arn: string, stack: Stack): Fact<Statement> {
  const p = permission.properties;
  const equals: Record<string, unknown> = {};
  const condition: Record<string, unknown> = {};
  const put = (key: string, property: string) => {
    const value = text(p, property);
    if (value !== undefined) equals[key] = value;
  };
  put("AWS:SourceAccount", "SourceAccount");
  put("aws:PrincipalOrgID", "PrincipalOrgID");
  put("lambda:FunctionUrlAuthType", "FunctionUrlAuthType");
  put("lambda:EventSourceToken", "EventSourceToken");
  if (Object.keys(equals).length > 0) condition["StringEquals"] = equals;
  const source = text(p, "SourceArn");
  if (source !== undefined) condition["ArnLike"] = { "AWS:SourceArn": source };
  const viaUrl = text(p, "InvokedViaFunctionUrl");
  if (viaUrl !== undefined) condition["Bool"] = { "lambda:InvokedViaFunctionUrl": viaUrl };
  const parsed = parsePolicy({
    Statement: {
      // CloudFormation makes the id from the logical one; Terraform lets people choose it.
      Sid: knownOr(text(p, "StatementId"), undefined) ?? permission.logicalId,
      Effect: "Allow",
      Principal: principalOf(must(p, "Principal"), stack.partition),
      Action: must(p, "Action"),
      Resource: arn,
      ...(Object.keys(condition).length === 0 ? {} : { Condition: condition }),
    },
  });
  return mapFact(parsed, (policy) => ({ ...policy.Statement[0]!, at: { origin: permission.origin, path: ["Principal"] } }));
}

export function policiesOf(fn: Declared, arn: string, stack: Stack): readonly QualifiedPolicy[] {
  const { found, undecided } = attached(stack, "AWS::Lambda::Permission", "FunctionName", fn, functionNameOf);
  const byQualifier = new Map<string | undefined, Fact<Statement>[]>();
  for (const permission of found) {
    const qualifier = qualifierOf(get(permission.properties, "FunctionName"));
    const statement = permissionStatement(permission, qualifier === undefined ? arn : `${arn}:${qualifier}`, stack);
    const statements = byQualifier.get(qualifier);
    if (statements) statements.push(statement);
    else byQualifier.set(qualifier, [statement]);
  }
  const policies: QualifiedPolicy[] = [];
  for (const [Qualifier, statements] of byQualifier) {
    const gap = statements.find(isUnknown);
    const known = statements.filter((s): s is Statement => !isUnknown(s)).map((s, index) => ({ ...s, index }));
    policies.push({ Qualifier, Document: gap ?? { Version: "2012-10-17", Statement: known } });
  }
  if (undecided) policies.push({ Qualifier: undefined, Document: undecided });
  return policies;
}
