import { isObj, type Obj, objOf } from "./core.ts";

/**
 * Brings an expansion into a form that can be compared with the one AWS's translator makes: digests in logical ids are
 * masked, other transforms are left aside, packaged local paths become the path again, and lists whose order means nothing are sorted.
 */
export function comparable(template: unknown): unknown {
  const text = JSON.stringify(template ?? null)
    .replace(/deployment id: [0-9a-f]{40}/gu, "deployment id: #")
    .replace(/(Deployment|Version|[A-Za-z0-9]+?)([0-9a-f]{10})(?=[".}\\])/gu, (all, name: string, hash: string) =>
      /\d/u.test(hash) || /^[a-f]+$/u.test(hash) ? `${name}#` : all,
    );
  const { Transform: _transform, ...rest } = objOf(JSON.parse(text));
  return walk(rest, "");
}

const unordered = new Set([
  "ManagedPolicyArns",
  "Policies",
  "Tags",
  "tags",
  "security",
  "Statement",
  "LambdaConfigurations",
  "DependsOn",
  "Fn::Or",
  "Resource",
  "RecordSets",
  "ApiStages",
  "StageKeys",
  "parameters",
]);

function walk(value: unknown, key: string): unknown {
  if (Array.isArray(value)) {
    const list = value.map((v) => walk(v, ""));
    return unordered.has(key)
      ? list
          .map((v) => JSON.stringify(v))
          .sort()
          .map((v) => JSON.parse(v) as unknown)
      : list;
  }
  if (!isObj(value)) return value;
  const bucket = value["S3Bucket"] ?? value["Bucket"];
  if (bucket === "local-package") return value["S3Key"] ?? value["Key"];
  // The translator wraps the schema of a header once more on each of its passes.
  if (isObj(value["schema"]) && Object.keys(value).length === 1 && isObj(value["schema"]["schema"])) return walk(value["schema"], key);
  const out: Obj = {};
  for (const k of Object.keys(value).sort()) out[k] = walk(value[k], k);
  return out;
}
