import { isIntrinsic, isObj, type Obj, Refusal } from "./core.ts";
import table from "./data/properties.json" with { type: "json" };

type Shapes = Readonly<Record<string, string>>;

const resources = table.resources as Readonly<Record<string, Shapes>>;
const functionEvents = table.functionEvents as Readonly<Record<string, Shapes>>;
const stateMachineEvents = table.stateMachineEvents as Readonly<Record<string, Shapes>>;
const polling = new Set(table.pollingEvents.names);
const pollingProperties = table.pollingEvents.properties as Shapes;

export function isServerless(type: unknown): type is string {
  return typeof type === "string" && Object.hasOwn(resources, type);
}

/** Refuses properties a resource type does not have, values of a wrong shape, and the lack of required ones. */
export function checkResource(logicalId: string, type: string, properties: Obj): void {
  check(logicalId, "", resources[type] ?? {}, properties, []);
}

/** The same for one event of a function. Returns false for an event type that does not exist. */
export function checkFunctionEvent(logicalId: string, event: string, type: string, properties: Obj): boolean {
  const shapes = Object.hasOwn(functionEvents, type) ? functionEvents[type] : undefined;
  if (shapes === undefined) return false;
  check(
    type.endsWith("Api") ? logicalId : `${logicalId}${event}`,
    `Events.${event}`,
    polling.has(type) ? { ...pollingProperties, ...shapes } : shapes,
    properties,
    implicit(type),
  );
  return true;
}

/** The same for one event of a state machine. */
export function checkStateMachineEvent(logicalId: string, event: string, type: string, properties: Obj): boolean {
  const shapes = Object.hasOwn(stateMachineEvents, type) ? stateMachineEvents[type] : undefined;
  if (shapes === undefined) return false;
  check(`${logicalId}${event}`, `Events.${event}`, shapes, properties, implicit(type));
  return true;
}

function implicit(type: string): readonly string[] {
  return type === "Api" ? ["RestApiId"] : [];
}

function check(logicalId: string, at: string, shapes: Shapes, properties: Obj, spared: readonly string[]): void {
  const place = (name: string): string => (at === "" ? name : `${at}.${name}`);
  for (const [name, value] of Object.entries(properties)) {
    const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
    if (shape === undefined) {
      if (spared.includes(name) || name.startsWith("__")) continue;
      throw new Refusal(logicalId, place(name), `there is no property ${name} here`);
    }
    if (value === undefined || value === null) continue;
    if (!shape.includes("literal") && isIntrinsic(value)) continue;
    if (!fits(shape.split(" ").at(-1) ?? "any", value))
      throw new Refusal(logicalId, place(name), `the value must be of type ${shape.split(" ").at(-1)}`);
  }
  for (const [name, shape] of Object.entries(shapes)) {
    if (!shape.startsWith("required") || spared.includes(name)) continue;
    if (properties[name] === undefined || properties[name] === null) throw new Refusal(logicalId, place(name), "the property is required");
  }
}

function fits(shape: string, value: unknown): boolean {
  return alternatives(shape).some((one) => {
    const nested = /^(list|map|enum)<(.*)>$/u.exec(one);
    if (nested === null) return simple(one, value);
    const inner = nested[2] ?? "any";
    if (nested[1] === "enum") return inner.split(",").includes(String(value));
    if (nested[1] === "list") return Array.isArray(value) && value.every((v) => isIntrinsic(v) || fits(inner, v));
    return isObj(value) && Object.values(value).every((v) => isIntrinsic(v) || fits(inner, v));
  });
}

/** Splits at the bars outside of angle brackets. */
function alternatives(shape: string): readonly string[] {
  const out = [""];
  let depth = 0;
  for (const char of shape) {
    if (char === "<") depth += 1;
    if (char === ">") depth -= 1;
    if (char === "|" && depth === 0) out.push("");
    else out[out.length - 1] += char;
  }
  return out;
}

function simple(shape: string, value: unknown): boolean {
  switch (shape) {
    case "string":
      return typeof value === "string";
    case "object":
      return isObj(value);
    case "list":
      return Array.isArray(value);
    case "boolean":
      return typeof value === "boolean";
    case "integer":
      return Number.isInteger(value) || typeof value === "boolean";
    default:
      return true;
  }
}
