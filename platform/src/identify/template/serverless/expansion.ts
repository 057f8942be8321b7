import { isUnknown, type Place, type Problem } from "../../../model/index.ts";
import { isObject, type Json } from "../intrinsics/index.ts";

export type Shape = Readonly<Record<string, Json>>;
export type Properties = Record<string, Json>;

const EMPTY: Shape = {};

/** A mapping, or an empty one. */
export function shape(value: Json): Shape {
  return isObject(value) && !isUnknown(value) ? value : EMPTY;
}

/** The items of a list; a single value counts as a list of one. */
export function items(value: Json): readonly Json[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? (value as Json[]) : [value];
}

/** Leaves out what is not set. */
export function compact(properties: Shape): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined && value !== null));
}

export const ref = (logicalId: string): Json => ({ Ref: logicalId });
export const arn = (logicalId: string, attribute = "Arn"): Json => ({ "Fn::GetAtt": [logicalId, attribute] });
export const sub = (text: string): Json => ({ "Fn::Sub": text });

/** One function of the service. */
export interface Fn {
  /** Its key under `functions`. */
  readonly key: string;
  readonly id: string;
  readonly config: Shape;
  /** Its name after deployment. */
  readonly name: Json;
}

/** The template that grows while a service is read. */
export class Expansion {
  readonly resources: Record<string, Json> = {};
  readonly outputs: Record<string, Json> = {};
  readonly problems: Problem[] = [];
  /** Where each resource comes from. */
  readonly places = new Map<string, Place>();
  /** Statements that events and destinations ask the execution role for, by function. */
  readonly statements = new Map<string, Shape[]>();
  readonly service: string;
  readonly stage: string;
  readonly provider: Shape;
  readonly root: Shape;
  readonly file: string;

  constructor(parts: {
    readonly service: string;
    readonly stage: string;
    readonly provider: Shape;
    readonly root: Shape;
    readonly file: string;
  }) {
    this.service = parts.service;
    this.stage = parts.stage;
    this.provider = parts.provider;
    this.root = parts.root;
    this.file = parts.file;
  }

  /** Declares a resource; the first of a logical id stays, unless both only add to each other. */
  add(logicalId: string, type: string, properties: Shape, place?: Place): Properties {
    const known = this.resources[logicalId];
    if (isObject(known)) return known["Properties"] as Properties;
    const kept = properties as Properties;
    this.resources[logicalId] = { Type: type, Properties: kept };
    if (place) this.places.set(logicalId, place);
    return kept;
  }

  /** Lets a service call a function. */
  permit(fn: Fn, logicalId: string, principal: string, place: Place | undefined, more: Shape = {}): void {
    this.add(
      logicalId,
      "AWS::Lambda::Permission",
      compact({ FunctionName: arn(fn.id), Action: "lambda:InvokeFunction", Principal: principal, ...more }),
      place,
    );
  }

  /** Gives the function's role a right. */
  grant(fn: Fn, actions: readonly string[], resource: Json): void {
    const list = this.statements.get(fn.key) ?? [];
    list.push({ Effect: "Allow", Action: actions, Resource: [resource] });
    this.statements.set(fn.key, list);
  }

  note(code: string, detail: Problem["detail"], place: Place | undefined): void {
    this.problems.push({ code, detail, place: place ?? { file: this.file, line: 1 } });
  }
}
