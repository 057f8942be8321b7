import { isUnknown, type Policy, type Statement, type Unknown } from "../../model/index.ts";
import { covers } from "../iam/glob.ts";

/** `true`: plain HTTP is refused to everybody for every object; `false`: it is not; else what kept us from knowing. */
export function refusesPlainHttp(policy: Policy | undefined, bucketArn: string): boolean | Unknown {
  let gap: Unknown | undefined;
  for (const statement of policy?.Statement ?? []) {
    const answer = refuses(statement, bucketArn);
    if (answer === true) return true;
    if (isUnknown(answer)) gap ??= answer;
  }
  return gap ?? false;
}

function refuses(statement: Statement, bucketArn: string): boolean | Unknown {
  const { Effect, Principal, Action, Resource, Condition } = statement;
  if (isUnknown(Effect)) return Effect;
  if (Effect !== "Deny" || Principal === undefined || Action === undefined || Resource === undefined || Condition === undefined)
    return false;
  if (isUnknown(Condition)) return Condition;
  if (!onlySecureTransport(Condition)) return false;
  if (isUnknown(Principal)) return Principal;
  const everyone = Principal === "*" || Principal.AWS.includes("*");
  if (!everyone) return Principal.AWS.find(isUnknown) ?? false;
  const objects = `${bucketArn}/*`;
  const actions = some(Action, (action) => covers(action.toLowerCase(), "s3:*"));
  const resources = some(Resource, (resource) => covers(resource, objects));
  if (actions === false || resources === false) return false;
  return actions === true ? resources : actions;
}

function some(list: readonly (string | Unknown)[], test: (item: string) => boolean): boolean | Unknown {
  if (list.some((item) => !isUnknown(item) && test(item))) return true;
  return list.find(isUnknown) ?? false;
}

/** A second condition would let some plain requests through, so the first must stand alone. */
function onlySecureTransport(condition: Exclude<Statement["Condition"], Unknown | undefined>): boolean {
  const rows = Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values })),
  );
  if (rows.length !== 1) return false;
  const { operator, key, values } = rows[0]!;
  return (
    /^bool(?:ifexists)?$/i.test(operator) &&
    key.toLowerCase() === "aws:securetransport" &&
    values.length > 0 &&
    values.every((value) => !isUnknown(value) && value.toLowerCase() === "false")
  );
}
