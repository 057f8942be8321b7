import { isUnknown, type Place, type Resource } from "../../model/index.ts";
import type { Court } from "./court.ts";
import type { Maker, Owner } from "./item.ts";

/** Finds the owners of a file; undefined when no CODEOWNERS names any. */
export type FileOwners = (file: string) => { readonly who: readonly string[]; readonly where: string } | undefined;

const STACK = "aws:cloudformation:stack-name";
const LOGICAL_ID = "aws:cloudformation:logical-id";

/** Whom to ask: the tags first, for they are said of this very resource; then the file that declares it; then who created it. */
export function ownerOf(resource: Resource, maker: Maker | undefined, court: Court, fileOwners: FileOwners | undefined): Owner | undefined {
  const { Tags } = resource;
  if (!isUnknown(Tags) && Tags) {
    const byKey = new Map(Object.entries(Tags).map(([key, value]) => [key.toLowerCase(), [key, value] as const]));
    for (const wanted of court.world.settings.ownerTags) {
      const [key, value] = byKey.get(wanted.toLowerCase()) ?? [];
      if (key !== undefined && value?.trim()) return { who: [value], by: "tag", where: key };
    }
  }
  const file = maker?.place?.file ?? resource.origin.file;
  const found = file === undefined ? undefined : fileOwners?.(file);
  if (found && found.who.length > 0) return { who: found.who, by: "codeowners", where: found.where };
  const creator = court.usage?.creators.get(resource.id);
  return creator === undefined ? undefined : { who: [creator], by: "creator", where: "cloudtrail:LookupEvents" };
}

/** Which template or stack made a resource. What a stack made must be taken out of the stack, or it drifts, or comes back. */
export class Makers {
  readonly #byLogicalId = new Map<string, Resource[]>();
  readonly #byName = new Map<string, Resource[]>();

  constructor(resources: readonly Resource[]) {
    for (const resource of resources) {
      if (resource.origin.source !== "template") continue;
      if (resource.origin.address !== undefined) push(this.#byLogicalId, `${resource.kind} ${resource.origin.address}`, resource);
      push(this.#byName, `${resource.kind} ${resource.name}`, resource);
    }
  }

  /** The declaration of a live resource: by the tags CloudFormation sets, else by its name; undefined when two could be meant. */
  declarationOf(resource: Resource): Resource | undefined {
    if (resource.origin.source === "template") return resource;
    const tags = isUnknown(resource.Tags) ? undefined : resource.Tags;
    const logicalId = tags?.[LOGICAL_ID];
    return (
      (logicalId === undefined ? undefined : only(this.#byLogicalId.get(`${resource.kind} ${logicalId}`))) ??
      only(this.#byName.get(`${resource.kind} ${resource.name}`))
    );
  }

  makerOf(resource: Resource): Maker | undefined {
    const tags = isUnknown(resource.Tags) ? undefined : resource.Tags;
    const [stack, logicalId] = [tags?.[STACK], tags?.[LOGICAL_ID]];
    const place: Place | undefined = this.declarationOf(resource)?.origin.locate?.([]);
    if (stack === undefined && place === undefined) return undefined;
    return { ...(stack === undefined ? {} : { stack }), ...(logicalId === undefined ? {} : { logicalId }), ...(place ? { place } : {}) };
  }
}

function only(list: readonly Resource[] | undefined): Resource | undefined {
  return list?.length === 1 ? list[0] : undefined;
}

function push(map: Map<string, Resource[]>, key: string, resource: Resource): void {
  const list = map.get(key);
  if (list) list.push(resource);
  else map.set(key, [resource]);
}
