import { isUnknown, unknown } from "../../../model/index.ts";
import { type Given, isObject, type Json } from "../intrinsics/index.ts";
import { derive } from "../provenance.ts";

/** What variables are read from. */
export interface Sources {
  readonly root: Json;
  /** Command-line options, as the user gave them for this scan. */
  readonly options: Given;
  readonly account: string;
  /** Reads a file beside the service; undefined when it is not there or not data. */
  file(path: string): Json;
}

const DEEPEST = 60;
const MISSING: unique symbol = Symbol("missing");
/** A value, or `MISSING`. */
type Found = Json;

/** Fills `${…}` in, everywhere under a value. INVARIANT: never throws; what cannot be known is an Unknown. */
export class Variables {
  readonly #sources: Sources;
  readonly #done = new WeakMap<object, Json>();
  #depth = 0;

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  resolve(value: Json): Json {
    if (typeof value === "string") return value.includes("${") ? this.#text(value) : value;
    if (typeof value !== "object" || value === null || isUnknown(value)) return value;
    const known = this.#done.get(value);
    if (known !== undefined) return known;
    if (this.#depth > DEEPEST) return unknown("malformed", { what: "nesting" });
    this.#depth += 1;
    // A value that contains itself through variables comes out unknown instead of never.
    this.#done.set(value, unknown("malformed", { what: "circular variable" }));
    const out = Array.isArray(value) ? this.#list(value as Json[]) : this.#object(value as Record<string, Json>);
    this.#done.set(value, out);
    this.#depth -= 1;
    return out;
  }

  get stage(): Json {
    const { options, root } = this.#sources;
    const given = options["stage"];
    if (given !== undefined) return given;
    const written = isObject(root) && isObject(root["provider"]) ? root["provider"]["stage"] : undefined;
    return typeof written === "string" && /\$\{\s*(sls:stage|self:provider\.stage)/.test(written)
      ? "dev"
      : (this.resolve(written) ?? "dev");
  }

  get region(): Json {
    const { options, root } = this.#sources;
    const written = isObject(root) && isObject(root["provider"]) ? root["provider"]["region"] : undefined;
    return options["region"] ?? this.resolve(written) ?? "us-east-1";
  }

  #list(value: readonly Json[]): Json {
    const out = value.map((item) => this.resolve(item));
    return out.some((item, i) => item !== value[i]) ? derive(out, value) : value;
  }

  #object(value: Record<string, Json>): Json {
    let changed = false;
    const out: Record<string, Json> = {};
    for (const [key, item] of Object.entries(value)) {
      const made = this.resolve(item);
      if (made !== item) changed = true;
      Object.defineProperty(out, key, { value: made, enumerable: true, configurable: true, writable: true });
    }
    return changed ? derive(out, value) : value;
  }

  #text(text: string): Json {
    if (this.#depth > DEEPEST) return unknown("malformed", { what: text });
    this.#depth += 1;
    try {
      return this.#fill(text);
    } finally {
      this.#depth -= 1;
    }
  }

  #fill(text: string): Json {
    let out = "";
    let at = 0;
    for (let start = text.indexOf("${"); start >= 0; start = text.indexOf("${", at)) {
      const end = closing(text, start + 2);
      const inner = end < 0 ? undefined : text.slice(start + 2, end);
      if (inner === undefined || !isVariable(inner)) {
        out += text.slice(at, start + 2);
        at = start + 2;
        continue;
      }
      const value = this.#variable(inner);
      if (start === 0 && end === text.length - 1) return value;
      if (isUnknown(value)) return value;
      if (typeof value === "object" && value !== null) return unknown("malformed", { what: inner });
      out += text.slice(at, start) + (value === undefined || value === null ? "" : String(value));
      at = end + 1;
    }
    return out + text.slice(at);
  }

  #variable(expression: string): Json {
    let last: Json = unknown("parameter", { what: expression });
    for (const part of alternatives(expression)) {
      const found = this.#one(part.trim());
      if (found !== MISSING && found !== null) return found;
      last = found === null ? null : unknown("parameter", { what: part.trim() });
    }
    return last;
  }

  #one(part: string): Found {
    const literal = literalOf(part);
    if (literal !== MISSING) return literal;
    const address = part.includes("${") ? this.#text(part) : part;
    if (isUnknown(address)) return address;
    const text = String(address);
    const match = /^([A-Za-z][A-Za-z0-9-]*)(?:\(([^)]*)\))?(?::([\s\S]*))?$/.exec(text.trim());
    if (!match) return text.includes(":") ? MISSING : text;
    const [, source = "", parameter, path = ""] = match;
    return this.#from(source, parameter, path.trim(), text);
  }

  #from(source: string, parameter: string | undefined, path: string, text: string): Found {
    const { options, root } = this.#sources;
    switch (source) {
      case "self":
        return path === ""
          ? root
          : path === "provider.stage"
            ? this.stage
            : path === "provider.region"
              ? this.region
              : path === "service"
                ? this.#self("service.name") === MISSING
                  ? this.#self("service")
                  : this.#self("service.name")
                : this.#self(path);
      case "opt":
        return path === "stage"
          ? (options["stage"] ?? MISSING)
          : path === "region"
            ? (options["region"] ?? MISSING)
            : (options[path] ?? MISSING);
      case "env":
        return options[`env:${path}`] ?? MISSING;
      case "param": {
        const stage = this.stage;
        const given = options[path];
        if (given !== undefined) return given;
        const own = this.#under(root, ["params", String(stage), path]);
        const fallback = own === MISSING ? this.#under(root, ["stages", String(stage), "params", path]) : own;
        return fallback === MISSING ? this.#either(["params", "default", path], ["stages", "default", "params", path]) : fallback;
      }
      case "sls":
        return path === "stage" ? this.stage : path === "instanceId" ? "instance" : MISSING;
      case "aws":
        return path === "accountId" ? this.#sources.account : path === "region" ? this.region : MISSING;
      case "file":
        return this.#file(parameter ?? "", path);
      case "strToBool":
        return /^(true|1|yes)$/i.test(parameter ?? "") ? true : /^(false|0|no)$/i.test(parameter ?? "") ? false : MISSING;
      case "git":
      case "doppler":
        return unknown("known-after-deploy", { what: text });
      default:
        // Stacks, parameters, buckets and vaults elsewhere: `cf`, `ssm`, `s3`, `output`, `state`, `vault`, `terraform` …
        return unknown("elsewhere", { what: text });
    }
  }

  #either(...paths: readonly (readonly string[])[]): Found {
    for (const path of paths) {
      const found = this.#under(this.#sources.root, path);
      if (found !== MISSING) return found;
    }
    return MISSING;
  }

  #self(path: string): Found {
    return this.#under(this.#sources.root, path.split("."));
  }

  #file(path: string, key: string): Found {
    if (/\.(c?js|mjs|ts)$/.test(path)) return unknown("elsewhere", { what: path });
    const content = this.#sources.file(path.trim());
    if (content === undefined) return MISSING;
    return key === "" ? this.resolve(content) : this.#under(content, key.split("."));
  }

  /** Walks a path, filling variables in on the way. */
  #under(start: Json, path: readonly string[]): Found {
    let current: Json = start;
    for (const [i, key] of path.entries()) {
      if (typeof current === "string") current = this.resolve(current);
      if (isUnknown(current)) return current;
      if (typeof current !== "object" || current === null || !Object.hasOwn(current, key)) return i === 0 ? MISSING : MISSING;
      current = (current as Record<string, Json>)[key];
    }
    return current === undefined ? MISSING : this.resolve(current);
  }
}

/** CloudFormation's own `${AWS::Region}` and `${Resource.Arn}` are not the framework's. */
function isVariable(inner: string): boolean {
  return /^\s*[A-Za-z][A-Za-z0-9-]*(\([^)]*\))?\s*:(?!:)/.test(inner) || /^\s*(file|strToBool)\(/.test(inner);
}

function closing(text: string, from: number): number {
  let depth = 1;
  for (let i = from; i < text.length; i += 1) {
    if (text.startsWith("${", i)) depth += 1;
    else if (text[i] === "}") {
      depth -= 1;
      if (depth === 0) return i;
    }
  }
  return -1;
}

/** Splits at commas that stand outside quotes, braces and parentheses. */
function alternatives(expression: string): readonly string[] {
  const out: string[] = [];
  let depth = 0;
  let quote = "";
  let current = "";
  for (const c of expression) {
    if (quote !== "") quote = c === quote ? "" : quote;
    else if (c === "'" || c === '"') quote = c;
    else if (c === "{" || c === "(") depth += 1;
    else if (c === "}" || c === ")") depth -= 1;
    if (c === "," && depth === 0 && quote === "") {
      out.push(current);
      current = "";
    } else current += c;
  }
  out.push(current);
  return out;
}

function literalOf(part: string): Found {
  const quoted = /^'([^']*)'$|^"([^"]*)"$/.exec(part);
  if (quoted) return quoted[1] ?? quoted[2] ?? "";
  if (/^-?\d+(\.\d+)?$/.test(part)) return Number(part);
  if (part === "true" || part === "false") return part === "true";
  return part === "null" ? null : MISSING;
}
