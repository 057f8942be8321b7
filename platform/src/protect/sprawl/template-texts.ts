import { isUnknown, type Resource, type World } from "../../model/index.ts";
import { oncePer } from "../compute/once.ts";

/** Words of everything a template says outside the resources that are read: outputs, metadata, resources of other types. */
function wordsOf(near: Resource, world: World): ReadonlySet<string> {
  return oncePer(world, near, "sprawl-template-words", () => {
    const words = new Set<string>();
    for (const template of world.known("Template", near)) {
      if (isUnknown(template.Texts)) continue;
      for (const { Value } of template.Texts) if (!isUnknown(Value)) for (const word of Value.split(/[^\w-]+/)) words.add(word);
    }
    return words;
  });
}

/**
 * Whether something outside this template may refer to the resource: an output, or a resource of a type that is not read.
 * True also when that cannot be seen, as in a Terraform plan, whose outputs are not part of what is read.
 */
export function isReferencedInTexts(resource: Resource, world: World): boolean {
  const { address } = resource.origin;
  if (address === undefined || address.includes(".")) return true;
  const words = wordsOf(resource, world);
  if (words.has(address) || words.has(resource.name)) return true;
  return Object.keys(world.estate.unrecognised).length > 0;
}
