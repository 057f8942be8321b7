import { isUnknown, type Unknown, unknown } from "../../../model/index.ts";

const REFERENCE = /\{\{resolve:(?:ssm|ssm-secure|secretsmanager):[^{}]*\}\}/;

/**
 * True for a value that is fetched at deployment (`{{resolve:secretsmanager:…}}`, `{{resolve:ssm-secure:…}}`): as text, or as
 * the Unknown the evaluator made of it. A password given so is not written in the template.
 */
export function isDynamicReference(value: unknown): boolean {
  if (isUnknown(value)) return value.reason === "elsewhere" && value.what !== undefined && REFERENCE.test(value.what);
  return typeof value === "string" && value.includes("{{resolve:") && REFERENCE.test(value);
}

/** The Unknown of a text with a dynamic reference in it; undefined for other text. */
export function dynamicReference(text: string): Unknown | undefined {
  const found = REFERENCE.exec(text);
  return found ? unknown("elsewhere", { what: found[0] }) : undefined;
}
