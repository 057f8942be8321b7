import { isUnknown, type Noun, type Unknown } from "../../model/index.ts";
import type { Need } from "../check.ts";
import { type Admission, readPolicy } from "../iam/reader.ts";

/** An admission, and the alias or version whose policy it stands in. */
export class QualifiedAdmission implements Admission {
  readonly statement: Admission["statement"];
  readonly audience: Admission["audience"];
  readonly actions: Admission["actions"];
  readonly allExcept: Admission["allExcept"];
  readonly residual: Admission["residual"];
  readonly qualifier: string | undefined;

  constructor(admission: Admission, qualifier: string | undefined) {
    this.statement = admission.statement;
    this.audience = admission.audience;
    this.actions = admission.actions;
    this.allExcept = admission.allExcept;
    this.residual = admission.residual;
    this.qualifier = qualifier;
  }

  /** `<qualifier>/<Sid or position>`: the part of the finding's id. Made when asked, for most admissions are as they should be. */
  get subject(): string {
    return `${this.qualifier ?? "$LATEST"}/${this.statement.Sid ?? this.statement.index}`;
  }
}

/** Who the resource policies of a function let in: the unqualified one and those of each alias and version. */
export function functionAdmissions(
  fn: Noun<"LambdaFunction">,
  need: Need,
): { readonly admissions: readonly QualifiedAdmission[]; readonly undecided: readonly Unknown[] } {
  const admissions: QualifiedAdmission[] = [];
  const undecided: Unknown[] = [];
  for (const { Qualifier, Document } of need.outer(fn.Policies)) {
    if (isUnknown(Document)) {
      undecided.push(Document);
      continue;
    }
    const reading = readPolicy(Document, { account: fn.account });
    for (const gap of reading.undecided) undecided.push(gap);
    for (const admission of reading.admissions) admissions.push(new QualifiedAdmission(admission, Qualifier));
  }
  return { admissions, undecided };
}

/** Where a statement is written, as evidence. */
export function writtenAt(
  admission: Admission,
): { readonly at: NonNullable<Admission["statement"]["at"]> } | { readonly path: readonly string[] } {
  return admission.statement.at ? { at: admission.statement.at } : { path: ["Policies"] };
}

/** Whether a policy of the function lets everybody do one action; undefined when it could not be read. */
export function admitsAnyone(fn: Noun<"LambdaFunction">, qualifier: string | undefined, action: string): boolean | undefined {
  if (isUnknown(fn.Policies)) return undefined;
  for (const { Qualifier, Document } of fn.Policies) {
    if (Qualifier !== qualifier) continue;
    if (isUnknown(Document)) return undefined;
    const { admissions, undecided } = readPolicy(Document, { account: fn.account, actions: [action.toLowerCase()] });
    if (admissions.some(({ audience }) => audience.who === "anyone")) return true;
    if (undecided.length > 0) return undefined;
  }
  return false;
}

/**
 * What function URLs made since October 2025 ask for beside `lambda:InvokeFunctionUrl`, where a policy surely does not grant it to
 * everybody; older URLs go on without it as long as AWS exempts them.
 */
export function missingForUrls(fn: Noun<"LambdaFunction">, qualifier: string | undefined): { readonly missing?: string } {
  return admitsAnyone(fn, qualifier, "lambda:InvokeFunction") === false ? { missing: "lambda:InvokeFunction" } : {};
}
