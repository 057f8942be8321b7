import type { Place, Resource } from "../../model/index.ts";
import { FOLDER, quoted } from "./command.ts";
import { commandsOf } from "./commands.ts";
import type { Court } from "./court.ts";
import { type Item, isRetired, type Phase, type Step } from "./item.ts";
import { retirementOrder } from "./order.ts";

/** Days to watch between taking out of service and deleting. A month has every monthly job in it. */
export const OBSERVE_DAYS = 31;

export interface Retirement {
  readonly resource: Resource;
  readonly item: Item;
}

/**
 * The steps in the order in which they are safe: first what the code says, then, for what no code made: look who made it, keep
 * its configuration, take it out of service, watch, and delete. Nothing here is ever run.
 */
export function planOf(retirements: readonly Retirement[], court: Court): readonly Step[] {
  const items = new Map<Resource, Item[]>();
  for (const { resource, item } of retirements) if (isRetired(item.judgement)) items.set(resource, [...(items.get(resource) ?? []), item]);
  const ordered = retirementOrder([...items.keys()], court).flatMap((resource) =>
    (items.get(resource) ?? []).map((item) => ({ resource, item })),
  );
  const byPhase: Record<Exclude<Phase, "observe">, Step[]> = { template: [], check: [], record: [], stop: [], delete: [] };
  const checked = new Set<string>();
  for (const { resource, item } of ordered) {
    const about = {
      resource: resource.id,
      name: resource.name,
      ...(resource.origin.source === "aws" ? { account: resource.account } : {}),
    };
    const place: Place | undefined = item.maker?.place ?? item.place;
    if (resource.origin.source === "template" || item.maker) {
      // Versions are published by deployments, not written in templates.
      if (item.judgement.subject === undefined) {
        const { stack, logicalId } = item.maker ?? {};
        byPhase.template.push({
          phase: "template",
          ...about,
          ...(place ? { place } : {}),
          ...(stack ? { stack } : {}),
          ...(logicalId ? { logicalId } : {}),
        });
        continue;
      }
    } else if (!checked.has(resource.id)) {
      checked.add(resource.id);
      byPhase.check.push({ phase: "check", ...about, command: whoMade(resource) });
    }
    const commands = commandsOf(resource, item.judgement);
    for (const phase of ["record", "stop", "delete"] as const)
      for (const { command, undo } of commands[phase])
        byPhase[phase].push({ phase, ...about, command, ...(undo === undefined ? {} : { undo }) });
  }
  if (byPhase.record.length > 0) byPhase.record.unshift({ phase: "record", resource: "", name: "", command: `mkdir -p ${FOLDER}` });
  const observe: Step[] = byPhase.delete.length === 0 ? [] : [{ phase: "observe", resource: "", name: String(OBSERVE_DAYS) }];
  return [...byPhase.template, ...byPhase.check, ...byPhase.record, ...byPhase.stop, ...observe, ...byPhase.delete];
}

/** Asks CloudFormation who made it; an error means that no stack did. Not every resource carries the stack's tags. */
function whoMade(resource: Resource): string {
  const at = resource.region === "global" ? "" : ` --region ${quoted(resource.region)}`;
  return `aws cloudformation describe-stack-resources --physical-resource-id ${quoted(physicalId(resource))}${at} --query 'StackResources[].[StackName,LogicalResourceId]' --output text`;
}

function physicalId(resource: Resource): string {
  switch (resource.kind) {
    case "Topic":
    case "StateMachine":
    case "LambdaLayerVersion":
      return resource.id;
    case "Queue":
      return typeof resource.QueueUrl === "string" ? resource.QueueUrl : resource.name;
    case "RestApi":
      return typeof resource.RestApiId === "string" ? resource.RestApiId : resource.name;
    case "HttpApi":
      return typeof resource.ApiId === "string" ? resource.ApiId : resource.name;
    case "EventSourceMapping":
      return resource.id.slice(resource.id.lastIndexOf(":") + 1);
    default:
      return resource.name;
  }
}
