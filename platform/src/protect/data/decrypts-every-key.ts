import {
  type Condition,
  type Evidence,
  type Fact,
  isUnknown,
  type Path,
  type Policy,
  type Statement,
  type Unknown,
} from "../../model/index.ts";
import { covers, matches } from "../iam/glob.ts";

const DECRYPTING = ["kms:decrypt", "kms:reencryptfrom"];

/** Statements that let their holder decrypt with every KMS key of the account, and what could not be decided. */
export function decryptsEveryKey(
  policy: Fact<Policy>,
  options: { readonly account: string; readonly name: string; readonly path: Path },
): { readonly evidence: readonly Evidence[]; readonly gap: Unknown | undefined } {
  if (isUnknown(policy)) return { evidence: [], gap: policy };
  const evidence: Evidence[] = [];
  let gap: Unknown | undefined;
  for (const statement of policy.Statement) {
    const answer = opensEveryKey(statement, options.account);
    if (isUnknown(answer)) gap ??= answer;
    else if (answer) {
      evidence.push({
        subject: `${options.name}/${statement.Sid ?? statement.index}`,
        ...(statement.at ? { at: statement.at } : { path: options.path }),
        found: { Action: statement.Action ?? { not: statement.NotAction }, Resource: statement.Resource },
      });
    }
  }
  return { evidence, gap };
}

function opensEveryKey(statement: Statement, account: string): boolean | Unknown {
  if (isUnknown(statement.Effect)) return statement.Effect;
  if (statement.Effect !== "Allow" || namesKeys(statement.Condition)) return false;
  const resource = statement.Resource
    ? some(statement.Resource, (pattern) => isEveryKey(pattern, account))
    : statement.NotResource !== undefined;
  if (resource === false) return false;
  const action = statement.Action
    ? some(statement.Action, (pattern) => DECRYPTING.some((wanted) => matches(pattern.toLowerCase(), wanted)))
    : exceptsLeaveOne(statement.NotAction ?? []);
  if (action === false) return false;
  return isUnknown(resource) ? resource : action;
}

function isEveryKey(pattern: string, account: string): boolean {
  if (!pattern.includes("*")) return false; // as nearly all: nothing is written out then
  const here = pattern.replace(/^arn:aws-[a-z-]+:/, "arn:aws:");
  return covers(here, "arn:aws:kms:*:*:key/*") || covers(here, `arn:aws:kms:*:${account}:key/*`);
}

/** A condition on the alias, the tags or the encryption context picks keys out. */
function namesKeys(condition: Statement["Condition"]): boolean {
  if (condition === undefined || isUnknown(condition)) return false;
  return Object.entries(condition satisfies Condition).some(
    ([operator, keys]) =>
      !/not|ifexists|null/i.test(operator) &&
      Object.keys(keys).some((key) => /^(?:kms:resourcealiases|kms:requestalias|aws:resourcetag\/|kms:encryptioncontext)/i.test(key)),
  );
}

function some(list: readonly Fact<string>[], test: (item: string) => boolean): boolean | Unknown {
  if (list.some((item) => !isUnknown(item) && test(item))) return true;
  return list.find(isUnknown) ?? false;
}

/** NotAction: at least one of the decrypting actions is not excepted. */
function exceptsLeaveOne(excepted: readonly Fact<string>[]): boolean | Unknown {
  const covered = DECRYPTING.every((wanted) => excepted.some((pattern) => !isUnknown(pattern) && matches(pattern.toLowerCase(), wanted)));
  return covered ? false : (excepted.find(isUnknown) ?? true);
}
