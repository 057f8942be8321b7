import { isMap, isScalar, LineCounter, parseDocument } from "yaml";
import { languages, type Problem, type Settings } from "../model/index.ts";

const TOP = new Set(["lang", "settings", "exceptions", "detection"]);

type Read = (value: unknown) => unknown;
const strings: Read = (v) =>
  Array.isArray(v) && v.every((x) => typeof x === "string" || typeof x === "number") ? v.map(String) : undefined;
const numbers: Read = (v) => (Array.isArray(v) && v.every((x) => Number.isInteger(x)) ? v : undefined);
const days: Read = (v) => (Number.isInteger(v) && (v as number) > 0 ? v : undefined);
const tiers: Read = (v) =>
  typeof v === "object" &&
  v !== null &&
  Object.entries(v).every(([k, x]) => ["web", "app", "data"].includes(k) && typeof x === "string" && x.includes("="))
    ? v
    : undefined;

const READ: { readonly [K in keyof Settings]: Read } = {
  trustedAccounts: strings,
  tiers,
  desiredInstanceTypes: strings,
  adminPorts: numbers,
  unusedDays: days,
  ownerTags: strings,
};

/** Reads `lang:` and `settings:`; a wrong or unknown field is a problem with its line. */
export function readSettings(
  file: string,
  text: string,
): { readonly lang?: string; readonly settings: Partial<Settings>; readonly problems: readonly Problem[] } {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const problems: Problem[] = [];
  const settings: Record<string, unknown> = {};
  const root = document.contents;
  const problem = (code: string, offset: number, field: string) => {
    const { line, col } = counter.linePos(offset);
    problems.push({ code, detail: { field }, place: { file, line, column: col } });
  };
  if (!isMap(root)) return { settings, problems };
  for (const pair of root.items) {
    const key = isScalar(pair.key) ? String(pair.key.value) : "";
    if (!TOP.has(key)) problem("E_CONFIG_FIELD", isScalar(pair.key) ? (pair.key.range?.[0] ?? 0) : 0, key);
    if (key !== "settings" || !isMap(pair.value)) continue;
    for (const setting of pair.value.items) {
      const name = isScalar(setting.key) ? String(setting.key.value) : "";
      const offset = isScalar(setting.key) ? (setting.key.range?.[0] ?? 0) : 0;
      const read = (READ as Readonly<Record<string, Read>>)[name];
      if (!read) {
        problem("E_CONFIG_FIELD", offset, name);
        continue;
      }
      const value = read((setting.value as { toJSON?: () => unknown } | null)?.toJSON?.());
      if (value === undefined) problem("E_CONFIG_VALUE", offset, name);
      else settings[name] = value;
    }
  }
  const lang = document.get("lang");
  if (lang !== undefined && !languages.some((one) => one === lang)) problem("E_CONFIG_VALUE", 0, "lang");
  return { ...(typeof lang === "string" ? { lang } : {}), settings: settings as Partial<Settings>, problems };
}
