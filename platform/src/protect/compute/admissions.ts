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
    for (const admission of reading.admissions) {
      const { Sid, index } = admission.statement;
      admissions.push({ ...admission, qualifier: Qualifier, subject: `${Qualifier ?? "$LATEST"}/${Sid ?? index}` });
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
