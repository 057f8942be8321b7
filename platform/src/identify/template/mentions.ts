import { isObject } from "./intrinsics/index.ts";

/** Policies name the roles they hang on; that is no use of the role. */
const HANGS_ON: ReadonlySet<unknown> = new Set(["AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"]);
/** Properties that give a resource a name that is known before it is deployed. */
const NAMES = ["RoleName", "LayerName"] as const;
const OUTSIDE = "";

/** Which resources of a template the rest of it speaks of: outputs, conditions, every other resource, whatever its type. */
export class Mentions {
  readonly #resources: Readonly<Record<string, unknown>>;
  /** Word → logical ids of the resources that say it. */
  readonly #saidBy = new Map<string, Set<string>>();

  constructor(template: Readonly<Record<string, unknown>>) {
    const resources = template["Resources"];
    this.#resources = isObject(resources) ? resources : {};
    for (const [section, value] of Object.entries(template))
      if (section !== "Resources" && section !== "Description" && section !== "Metadata") this.#read(value, OUTSIDE);
    for (const [logicalId, resource] of Object.entries(this.#resources)) {
      if (!isObject(resource)) continue;
      const { Metadata: _, Type, Properties, ...rest } = resource;
      this.#read(rest, logicalId);
      if (HANGS_ON.has(Type) && isObject(Properties)) {
        const { Roles: __, ...others } = Properties;
        this.#read(others, logicalId);
      } else this.#read(Properties, logicalId);
    }
  }

  /** Whether anything but itself names it. When in doubt, yes. */
  isMentioned(logicalId: string): boolean {
    const resource = this.#resources[logicalId];
    const properties = isObject(resource) && isObject(resource["Properties"]) ? resource["Properties"] : {};
    // A name of its own can be written anywhere, in files that nobody gave us, too.
    if (NAMES.some((key) => properties[key] !== undefined)) return true;
    for (const speaker of this.#saidBy.get(logicalId) ?? []) if (speaker !== logicalId) return true;
    return false;
  }

  #read(value: unknown, speaker: string): void {
    const open: unknown[] = [value];
    // Aliases of YAML share what they stand for; once is enough.
    const seen = new Set<object>();
    while (open.length > 0) {
      const at = open.pop();
      if (typeof at === "string") this.#hear(at, speaker);
      else if (typeof at === "object" && at !== null && !seen.has(at)) {
        seen.add(at);
        for (const item of Object.values(at)) open.push(item);
      }
    }
  }

  #hear(text: string, speaker: string): void {
    for (const word of new Set(text.split(/\W+/))) {
      if (word === "") continue;
      const speakers = this.#saidBy.get(word);
      if (speakers) speakers.add(speaker);
      else this.#saidBy.set(word, new Set([speaker]));
    }
  }
}
