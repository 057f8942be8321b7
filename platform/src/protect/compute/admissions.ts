import { isUnknown, type Noun, type Unknown } from "../../model/index.ts";
import type { Need } from "../check.ts";
import { type Admission, readPolicy } from "../iam/reader.ts";

export interface QualifiedAdmission extends Admission {
  readonly qualifier: string | undefined;
  /** `<qualifier>/<Sid or position>`: the part of the finding's id. */
  readonly subject: string;
}

/** Who the resource policies of a function let in: the unqualified one and those of each alias and version. */
export function functionAdmissions(
  fn: Noun<"LambdaFunction">,
  need: Need,
  actions?: readonly string[],
): { readonly admissions: readonly QualifiedAdmission[]; readonly undecided: readonly Unknown[] } {
  const admissions: QualifiedAdmission[] = [];
  const undecided: Unknown[] = [];
  for (const { Qualifier, Document } of need.outer(fn.Policies)) {
    if (isUnknown(Document)) {
      undecided.push(Document);
      continue;
    }
    const reading = readPolicy(Document, { account: fn.account, ...(actions ? { actions } : {}) });
    undecided.push(...reading.undecided);
    for (const { statement, audience, actions: admitted, allExcept, residual } of reading.admissions) {
      const subject = `${Qualifier ?? "$LATEST"}/${statement.Sid ?? statement.index}`;
      // Written out: a spread copy with more added has a hidden class of its own, and takes four times as long to make.
      admissions.push({ statement, audience, actions: admitted, allExcept, residual, qualifier: Qualifier, subject });
    }
  }
  return { admissions, undecided };
}

/** Where a statement is written, as evidence. */
export function writtenAt(
  admission: Admission,
): { readonly at: NonNullable<Admission["statement"]["at"]> } | { readonly path: readonly string[] } {
  return admission.statement.at ? { at: admission.statement.at } : { path: ["Policies"] };
}
