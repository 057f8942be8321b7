import { type Evidence, failIf, type Noun, type Unknown, type Verdict } from "../../model/index.ts";
import type { Need } from "../check.ts";
import { decryptsEveryKey } from "./decrypts-every-key.ts";

/** Judges the inline policies of a role, user or group. */
export function inlineDecryptsEveryKey(holder: Noun<"Role"> | Noun<"User"> | Noun<"Group">, need: Need): Verdict {
  const evidence: Evidence[] = [];
  let gap: Unknown | undefined;
  for (const [index, { PolicyName, PolicyDocument }] of need.outer(holder.Policies).entries()) {
    const found = decryptsEveryKey(PolicyDocument, {
      account: holder.account,
      name: PolicyName,
      path: ["Policies", index, "PolicyDocument"],
    });
    evidence.push(...found.evidence);
    gap ??= found.gap;
  }
  if (evidence.length === 0 && gap) need(gap);
  return failIf(evidence);
}
