import { isUnknown, type Policy, type Statement } from "../../model/index.ts";
import type { Source } from "../iam/question.ts";

/** Whom the Allow statements of a resource's policies speak of. */
export interface Named {
  /** Users and roles by ARN. */
  readonly arns: readonly string[];
  /** Accounts, by id or through one of their principals. */
  readonly accounts: readonly string[];
  /** `*`, or everybody but somebody. */
  readonly everyone: boolean;
  /** Two callers of one account may get different answers. */
  readonly personal: boolean;
}

const NOBODY: Named = { arns: [], accounts: [], everyone: false, personal: false };
const memory = new WeakMap<Policy, Named>();
const OF_CALLER = /"(?:aws:(?:principal(?:arn|tag|type)|username|userid|tokenissue|multifactor))|\$\{aws:/i;

export function namedIn(sources: readonly Source[]): Named {
  if (sources.length === 0) return NOBODY;
  const all = sources.map(({ policy }) => (isUnknown(policy) ? NOBODY : namedInPolicy(policy)));
  if (all.length === 1) return all[0] as Named;
  return {
    arns: all.flatMap((n) => n.arns),
    accounts: all.flatMap((n) => n.accounts),
    everyone: all.some((n) => n.everyone),
    personal: all.some((n) => n.personal),
  };
}

function namedInPolicy(policy: Policy): Named {
  let named = memory.get(policy);
  if (!named) memory.set(policy, (named = read(policy)));
  return named;
}

function read(policy: Policy): Named {
  const arns: string[] = [];
  const accounts = new Set<string>();
  let everyone = false;
  let personal = false;
  for (const statement of policy.Statement) {
    personal ||= statement.NotPrincipal !== undefined || speaksOfCaller(statement);
    const names = awsIn(statement);
    const isDeny = statement.Effect === "Deny";
    if (!isDeny && (statement.NotPrincipal !== undefined || names.includes("*"))) everyone = true;
    if (!isDeny) for (const account of accountsMeant(statement)) accounts.add(account);
    for (const name of names) {
      const account = /^\d{12}$/.test(name) ? name : name.split(":")[4];
      if (account === undefined || account === "") continue;
      if (!isDeny) accounts.add(account);
      if (name.endsWith(":root") || !name.startsWith("arn:")) continue;
      personal = true;
      if (!isDeny) arns.push(name);
    }
  }
  return { arns, accounts: [...accounts], everyone, personal };
}

function awsIn({ Principal: principal }: Statement): readonly string[] {
  if (principal === undefined || isUnknown(principal)) return [];
  if (principal === "*") return ["*"];
  return principal.AWS.filter((name): name is string => !isUnknown(name));
}

const SAYS_ACCOUNT = /^(?:aws:principalaccount|aws:principalarn|s3:dataaccesspointaccount|s3:dataaccesspointarn)$/i;

/** Accounts that a condition speaks of: beside `*` it says who is meant. */
function accountsMeant({ Condition }: Statement): readonly string[] {
  if (Condition === undefined || isUnknown(Condition)) return [];
  const values = Object.values(Condition).flatMap((keys) =>
    Object.entries(keys).flatMap(([key, list]) => (SAYS_ACCOUNT.test(key) ? list : [])),
  );
  return values.flatMap((value) => (isUnknown(value) ? [] : (/^(?:arn:[^:]*:[^:]*:[^:]*:)?(\d{12})(?::|$)/.exec(value)?.[1] ?? [])));
}

function speaksOfCaller({ Condition }: Statement): boolean {
  return Condition !== undefined && OF_CALLER.test(JSON.stringify(Condition));
}
