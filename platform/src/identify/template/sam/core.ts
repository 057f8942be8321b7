/** Any mapping of a template. */
export type Obj = Record<string, unknown>;

/** One refusal: what AWS's translation would reject, tied to the resource that causes it. */
export class Refusal extends Error {
  readonly logicalId: string;
  readonly property: string;
  constructor(logicalId: string, property: string, message: string) {
    super(message);
    this.logicalId = logicalId;
    this.property = property;
  }
}

export function isObj(value: unknown): value is Obj {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True for a mapping with one key that CloudFormation evaluates. */
export function isIntrinsic(value: unknown): boolean {
  if (!isObj(value)) return false;
  const keys = Object.keys(value);
  const key = keys[0];
  return keys.length === 1 && key !== undefined && (key === "Ref" || key === "Condition" || key.startsWith("Fn::"));
}

export function objOf(value: unknown): Obj {
  return isObj(value) ? value : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
}

/** A value "is set" the way a template author means it: present and neither null nor empty. */
export function isSet(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === "" || value === 0) return false;
  if (Array.isArray(value)) return value.length > 0;
  return isObj(value) ? Object.keys(value).length > 0 : true;
}

export function ref(id: string): Obj {
  return { Ref: id };
}

export function att(id: string, name: string): Obj {
  return { "Fn::GetAtt": [id, name] };
}

export function sub(text: string, variables?: Obj): Obj {
  return { "Fn::Sub": variables === undefined ? text : [text, variables] };
}

export const noValue: Obj = { Ref: "AWS::NoValue" };

/** `value` under a condition, nothing otherwise. */
export function onlyIf(condition: unknown, value: unknown): unknown {
  return typeof condition === "string" ? { "Fn::If": [condition, value, noValue] } : value;
}

/** Drops what was never set, so that the generated resource holds only what was asked for. */
export function compact(value: Obj): Obj {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined && v !== null));
}

export function pick(from: Obj, keys: readonly string[]): Obj {
  return Object.fromEntries(keys.filter((k) => from[k] !== undefined && from[k] !== null).map((k) => [k, from[k]]));
}

/** Tags as a list, the shape most resource types want. */
export function tagList(tags: unknown, createdBy?: string): Obj[] {
  const own = Object.entries(objOf(tags)).map(([Key, Value]) => ({ Key, Value }));
  return createdBy === undefined ? own : [{ Key: createdBy, Value: "SAM" }, ...own];
}

/** The logical id a Ref or GetAtt points to. */
export function targetOf(value: unknown): string | undefined {
  if (!isObj(value)) return undefined;
  const direct = value["Ref"];
  if (typeof direct === "string") return direct;
  const attribute = value["Fn::GetAtt"];
  if (Array.isArray(attribute)) return typeof attribute[0] === "string" ? attribute[0] : undefined;
  return typeof attribute === "string" ? attribute.split(".")[0] : undefined;
}

/** Keeps what may form a logical id. */
export function alnum(text: string): string {
  return text.replace(/[^A-Za-z0-9]/gu, "");
}
