import { type Fact, isUnknown, type Noun, type World } from "../../model/index.ts";
import type { Need } from "../check.ts";
import { oncePer } from "./once.ts";

/** The name of the log group a function writes to. */
export function logGroupOf(fn: Noun<"LambdaFunction">, need: Need): string {
  return need(need.outer(fn.LoggingConfig).LogGroup) ?? `/aws/lambda/${need(fn.FunctionName)}`;
}

/** Keys are put together once for each region, and not for each function. */
const keys = { "log-groups": new Map<string, string>(), "log-groups-listed": new Map<string, string>() };

function keyOf(what: keyof typeof keys, region: string): string {
  let key = keys[what].get(region);
  if (key === undefined) keys[what].set(region, (key = `${what}:${region}`));
  return key;
}

/** The log group of that name in the function's region; `undefined` only when every log group there is known. */
export function findLogGroup(name: string, fn: Noun<"LambdaFunction">, world: World): Fact<Noun<"LogGroup"> | undefined> {
  const { byName, unnamed } = oncePer(world, fn, keyOf("log-groups", fn.region), () => {
    const groups = world.known("LogGroup", fn).filter((group) => group.region === fn.region);
    return {
      byName: new Map(groups.map((group) => [group.LogGroupName, group])),
      unnamed: groups.map((group) => group.LogGroupName).find(isUnknown),
    };
  });
  const found = byName.get(name);
  if (found) return found;
  const all = oncePer(world, fn, keyOf("log-groups-listed", fn.region), () => world.inRegion("LogGroup", fn));
  return isUnknown(all) ? all : unnamed;
}
