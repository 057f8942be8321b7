import { isUnknown, Unknown, unknown } from "../../../model/index.ts";
import { isObject, type Json, NO_VALUE, type Report } from "./environment.ts";

export type Truth = boolean | Unknown;

interface Needs {
  value(raw: Json): Json;
  readonly report: Report;
}

/** Conditions of one template: decided when first asked for, unknown when they hang on something unknown. */
export class Conditions {
  readonly #declared: Readonly<Record<string, Json>>;
  readonly #needs: Needs;
  readonly #decided = new Map<string, Truth | "open">();

  constructor(declared: Json, needs: Needs) {
    this.#declared = isObject(declared) ? declared : {};
    this.#needs = needs;
  }

  named(name: string, container?: object): Truth {
    const known = this.#decided.get(name);
    if (known === "open") {
      this.#needs.report("E_TEMPLATE_CYCLE", { members: name }, container);
      return unknown("malformed", { what: name });
    }
    if (known !== undefined) return known;
    if (!Object.hasOwn(this.#declared, name)) {
      this.#needs.report("E_TEMPLATE_MISSING_CONDITION", { target: name }, container);
      return unknown("malformed", { what: name });
    }
    this.#decided.set(name, "open");
    const truth = this.decide(this.#declared[name]);
    this.#decided.set(name, truth);
    return truth;
  }

  decide(raw: Json): Truth {
    if (typeof raw === "boolean") return raw;
    if (raw === "true" || raw === "false") return raw === "true";
    if (!isObject(raw)) return this.#bad("Condition");
    const keys = Object.keys(raw);
    const key = keys[0];
    if (keys.length !== 1 || key === undefined) return this.#bad("Condition", raw);
    const argument = raw[key];
    switch (key) {
      case "Condition":
        return typeof argument === "string" ? this.named(argument, raw) : this.#bad(key, raw);
      case "Fn::Equals": {
        const [left, right] = this.#list(argument, 2) ?? [];
        if (left === undefined && right === undefined) return this.#bad(key, raw);
        return equal(this.#needs.value(left), this.#needs.value(right));
      }
      case "Fn::Not": {
        const [one] = this.#list(argument, 1) ?? (isObject(argument) ? [argument] : []);
        if (one === undefined) return this.#bad(key, raw);
        const truth = this.decide(one);
        return truth instanceof Unknown ? truth : !truth;
      }
      case "Fn::And":
      case "Fn::Or":
        return Array.isArray(argument) && argument.length > 0 ? this.#fold(argument as Json[], key === "Fn::Or") : this.#bad(key, raw);
      case "Fn::Contains": {
        const [list, item] = this.#list(argument, 2) ?? [];
        const values = this.#needs.value(list);
        if (isUnknown(values)) return values;
        return Array.isArray(values) ? anyEqual(values as Json[], this.#needs.value(item)) : this.#bad(key, raw);
      }
      default: {
        const value = this.#needs.value(raw);
        if (value instanceof Unknown || typeof value === "boolean") return value;
        return value === "true" || value === "false" ? value === "true" : this.#bad(key, raw);
      }
    }
  }

  /** `decisive` settles it alone: true for Or, false for And. */
  #fold(parts: readonly Json[], decisive: boolean): Truth {
    let open: Unknown | undefined;
    for (const part of parts) {
      const truth = this.decide(part);
      if (truth === decisive) return decisive;
      if (truth instanceof Unknown) open ??= truth;
    }
    return open ?? !decisive;
  }

  #list(argument: Json, length: number): readonly Json[] | undefined {
    return Array.isArray(argument) && argument.length === length ? (argument as Json[]) : undefined;
  }

  #bad(fn: string, container?: object): Unknown {
    this.#needs.report("E_TEMPLATE_FUNCTION", { fn }, container);
    return unknown("malformed", { what: fn });
  }
}

function equal(left: Json, right: Json): Truth {
  if (isUnknown(left)) return left;
  if (isUnknown(right)) return right;
  return text(left) === text(right);
}

function anyEqual(values: readonly Json[], item: Json): Truth {
  let open: Unknown | undefined;
  for (const value of values) {
    const truth = equal(value, item);
    if (truth === true) return true;
    if (truth instanceof Unknown) open ??= truth;
  }
  return open ?? false;
}

function text(value: Json): string {
  if (value === NO_VALUE || value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
