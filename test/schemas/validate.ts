import { readFileSync } from "node:fs";
import { Ajv, type ErrorObject } from "ajv";
import ajvFormats from "ajv-formats";

const cache = new Map<string, (value: unknown) => readonly ErrorObject[]>();

/** The errors of a value against a schema of this folder; empty when it is valid. */
export function schemaErrors(schema: string, value: unknown): readonly string[] {
  let check = cache.get(schema);
  if (!check) {
    const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
    ajvFormats.default(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(new URL(schema, import.meta.url), "utf8")) as object);
    check = (v) => (validate(v) ? [] : (validate.errors ?? []));
    cache.set(schema, check);
  }
  return check(value).map((e) => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
}
