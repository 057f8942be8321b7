import { isUnknown, type Path, type Place, type Problem, Unknown, unknown } from "../../model/index.ts";
import { cyclesIn } from "./cycles.ts";
import type { Declared, FileTexts, TemplateParameter } from "./declared.ts";
import { doubtful } from "./doubtful.ts";
import { decidedLater, type Identity, identify, propertyReader } from "./identity.ts";
import {
  type Environment,
  Evaluator,
  expandMacros,
  type Given,
  isObject,
  isTrue,
  type Json,
  NO_VALUE,
  resolveParameters,
} from "./intrinsics/index.ts";
import { Mentions } from "./mentions.ts";
import { locateResource, pathsIn } from "./places.ts";
import type { Document } from "./read.ts";
import { textsOf } from "./texts.ts";
import { type MadeFrom, SAM, type TemplateTransform, transformsOf, unknownMacros } from "./transforms.ts";

/** How a template reaches other files. */
export interface Neighbours {
  /** The template behind a nested stack; undefined when it is not on this machine (and that was reported). */
  nested(parent: Template, logicalId: string): Template | undefined;
  /** The content of an `AWS::Include`; undefined when it is elsewhere. */
  include(document: Document, location: string): Json;
  readonly transformSam: TemplateTransform | undefined;
}

export interface TemplateOptions {
  readonly document: Document;
  readonly env: Environment;
  readonly given: Given;
  readonly neighbours: Neighbours;
  /** Logical ids of the nested stacks around this one, outermost first. */
  readonly within?: readonly string[];
  /** Files around this one, to stop templates that contain themselves. */
  readonly files?: readonly string[];
}

const MOST_PROBLEMS = 100;
/** Declares nothing that is, or is dealt with by itself. */
const SILENT = new Set(["AWS::CDK::Metadata", "AWS::CloudFormation::WaitCondition", "AWS::CloudFormation::WaitConditionHandle"]);

/** One CloudFormation template with the values it is deployed with. */
export class Template {
  readonly document: Document;
  readonly env: Environment;
  readonly within: readonly string[];
  readonly files: readonly string[];
  readonly problems: Problem[] = [];
  readonly evaluator: Evaluator;
  readonly resources: Readonly<Record<string, Json>>;
  readonly #template: Readonly<Record<string, Json>>;
  readonly #neighbours: Neighbours;
  readonly #sources: ReadonlyMap<string, MadeFrom>;
  readonly #identities = new Map<string, Identity | "open">();
  readonly #nested = new Map<string, Template | undefined | "open">();
  readonly #edges = new Map<string, Set<string>>();
  readonly #told = new Set<string>();
  #current: string | undefined;
  #mentions: Mentions | undefined;

  constructor(options: TemplateOptions) {
    this.document = options.document;
    this.env = options.env;
    this.within = options.within ?? [];
    this.files = options.files ?? [options.document.file];
    this.#neighbours = options.neighbours;
    const raw = isObject(options.document.root) ? options.document.root : {};
    const parameters = resolveParameters(raw["Parameters"], options.given, { mask: this.within.length === 0 });
    const expanded = this.#expand(raw, parameters);
    const { template, sources } = this.#transform(expanded, parameters);
    this.#template = template;
    this.#sources = sources;
    this.resources = isObject(template["Resources"]) ? template["Resources"] : {};
    // A transform may add parameters (SAM does for SSM-typed ones).
    const all =
      template["Parameters"] === raw["Parameters"]
        ? parameters
        : resolveParameters(template["Parameters"], options.given, { mask: this.within.length === 0 });
    this.evaluator = this.#evaluator(template, all, true);
  }

  /** Every resource that is (or may be) deployed, with those of nested stacks. */
  declared(): readonly Declared[] {
    const out: Declared[] = [];
    for (const [logicalId, resource] of Object.entries(this.resources)) {
      if (!isObject(resource) || typeof resource["Type"] !== "string") {
        if (!logicalId.startsWith("Fn::"))
          this.report("E_TEMPLATE_BAD_RESOURCE", { target: logicalId }, isObject(resource) ? resource : this.resources);
        continue;
      }
      const exists = this.#exists(resource);
      if (exists === false) continue;
      this.#current = logicalId;
      const declared = this.#declare(logicalId, resource, resource["Type"], exists === true ? undefined : exists);
      this.#current = undefined;
      if (SILENT.has(declared.type)) continue;
      out.push(declared);
      if (declared.type !== "AWS::CloudFormation::Stack") continue;
      const child = this.nested(logicalId);
      if (child) for (const inner of child.declared()) out.push(inner);
    }
    for (const members of cyclesIn(this.#edges))
      this.report(
        "E_TEMPLATE_CYCLE",
        { members: members.join(" → ") },
        isObject(this.resources[members[0]!]) ? (this.resources[members[0]!] as object) : undefined,
      );
    return out;
  }

  /** The value of an output; undefined when there is none of that name. */
  output(name: string): Json {
    const outputs = this.#template["Outputs"];
    const output = isObject(outputs) && Object.hasOwn(outputs, name) ? outputs[name] : undefined;
    if (!isObject(output)) return undefined;
    const value = this.evaluator.value(output["Value"]);
    return value === NO_VALUE ? undefined : value;
  }

  /** Problems of this template and of those nested in it. */
  allProblems(): readonly Problem[] {
    const inner = [...this.#nested.values()].flatMap((child) => (child instanceof Template ? child.allProblems() : []));
    return [...this.document.problems, ...this.problems, ...inner];
  }

  /** What can be read in this file and in those nested in it. */
  texts(): readonly FileTexts[] {
    const inner = [...this.#nested.values()].flatMap((child) => (child instanceof Template ? child.texts() : []));
    const own = textsOf(this.document, this.within);
    return own ? [own, ...inner] : inner;
  }

  /** What the template asks for. */
  parameters(): readonly TemplateParameter[] {
    const declarations = this.#template["Parameters"];
    if (!isObject(declarations)) return [];
    return Object.entries(declarations).flatMap(([name, declaration]) => {
      if (!isObject(declaration)) return [];
      const fallback = declaration["Default"];
      const locate = (path: Path): Place | undefined => this.document.locate(["Parameters", name, ...path]);
      return [
        {
          name,
          type: String(declaration["Type"] ?? "String"),
          default: fallback === undefined || fallback === null ? undefined : String(fallback),
          noEcho: isTrue(declaration["NoEcho"]),
          origin: { source: "template" as const, file: this.document.file, address: name, locate },
        },
      ];
    });
  }

  /** The nested stack of a logical id. */
  nested(logicalId: string): Template | undefined {
    const known = this.#nested.get(logicalId);
    if (known === "open") {
      this.report("E_TEMPLATE_CYCLE", { members: logicalId });
      return undefined;
    }
    if (known !== undefined || this.#nested.has(logicalId)) return known;
    this.#nested.set(logicalId, "open");
    const child = this.#neighbours.nested(this, logicalId);
    this.#nested.set(logicalId, child);
    return child;
  }

  /** Tells of a fault; `container` is where it happened. */
  report(code: string, detail: Problem["detail"], container?: object): void {
    if (this.problems.length >= MOST_PROBLEMS) return;
    const place = (container ? this.#placeOfContainer(container) : undefined) ?? this.#placeOfCurrent();
    const key = `${code}|${JSON.stringify(detail)}|${place?.line ?? 0}`;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.problems.push({ code, detail, place: place ?? { file: this.document.file, line: 1 } });
  }

  #declare(logicalId: string, resource: Readonly<Record<string, Json>>, type: string, doubt: Unknown | undefined): Declared {
    const raw = resource["Properties"];
    const value = raw === undefined || raw === null ? {} : this.evaluator.value(raw);
    if (!isObject(value) && !isUnknown(value)) this.report("E_TEMPLATE_BAD_RESOURCE", { target: logicalId }, resource);
    const identity = this.#identity(logicalId);
    const address = [...this.within, logicalId].join(".");
    const metadata = resource["Metadata"];
    const constructPath = isObject(metadata) ? metadata["aws:cdk:path"] : undefined;
    const depends = resource["DependsOn"];
    for (const target of Array.isArray(depends) ? (depends as Json[]) : [depends]) if (typeof target === "string") this.#edge(target);
    const written = isUnknown(value) ? everything(value) : isObject(value) ? value : {};
    const properties = doubt ? doubtful(type, written, doubt) : written;
    return {
      type,
      logicalId: address,
      properties,
      name: identity?.name ?? this.#generated(logicalId),
      arn: identity?.arn,
      ref: identity?.ref ?? this.#generated(logicalId),
      ...(typeof constructPath === "string" ? { constructPath } : {}),
      origin: {
        source: "template",
        file: this.document.file,
        address,
        locate: (path) => this.#locate(logicalId, path),
        paths: () => pathsIn(isUnknown(value) ? {} : properties),
        isMentioned: () => (this.#mentions ??= new Mentions(this.#template)).isMentioned(logicalId),
      },
    };
  }

  /** Whether a resource is deployed; unknown when its condition is. */
  #exists(resource: Readonly<Record<string, Json>>): boolean | Unknown {
    const condition = resource["Condition"];
    if (condition === undefined || condition === null) return true;
    // SAM hands on conditions of its own as objects.
    return typeof condition === "string"
      ? this.evaluator.conditions.named(condition, resource)
      : this.evaluator.conditions.decide(condition);
  }

  #expand(raw: Readonly<Record<string, Json>>, parameters: Map<string, Json>): Readonly<Record<string, Json>> {
    const { document } = this;
    if (!document.mentions("Fn::ForEach::") && !document.mentions("AWS::Include")) return raw;
    const expanded = expandMacros(raw, {
      evaluator: this.#evaluator(raw, parameters, false),
      report: (code, detail, container) => this.report(code, detail, container),
      include: (location, container) => {
        const content = this.#neighbours.include(document, location);
        if (content === undefined) this.report("E_TEMPLATE_INCLUDE_ELSEWHERE", { location }, container);
        return content;
      },
    });
    return isObject(expanded) ? expanded : raw;
  }

  #transform(template: Readonly<Record<string, Json>>, parameters: Map<string, Json>) {
    const names = transformsOf(template);
    for (const name of unknownMacros(names)) this.report("E_TEMPLATE_MACRO", { name }, template);
    const none = { template, sources: new Map<string, MadeFrom>() };
    if (!names.includes(SAM)) return none;
    const transform = this.#neighbours.transformSam;
    if (!transform) {
      this.report("E_TEMPLATE_FORMAT", { format: "AWS SAM" });
      return none;
    }
    try {
      const known = Object.fromEntries([...parameters].filter(([, value]) => !isUnknown(value)));
      const { region, account, partition } = this.env;
      const made = transform(template, { parameters: known, region, account, partition });
      const resources = isObject(this.document.root) ? this.document.root["Resources"] : undefined;
      for (const problem of made.problems)
        this.problems.push(problem.place ? problem : { ...problem, place: this.#placeOfSam(problem, resources) });
      return { template: made.template, sources: made.sources };
    } catch (error) {
      this.report("E_TEMPLATE_FAULT", { message: error instanceof Error ? error.message : String(error) });
      return none;
    }
  }

  #placeOfSam(problem: Problem, resources: Json): Place {
    const logicalId = problem.detail["logicalId"] ?? problem.detail["resource"];
    const place = isObject(resources) && typeof logicalId === "string" ? this.document.placeOf(resources, logicalId) : undefined;
    return place ?? { file: this.document.file, line: 1 };
  }

  #evaluator(template: Readonly<Record<string, Json>>, parameters: ReadonlyMap<string, Json>, withResources: boolean): Evaluator {
    return new Evaluator({
      env: this.env,
      parameters,
      mappings: template["Mappings"],
      conditions: template["Conditions"],
      report: (code, detail, container) => this.report(code, detail, container),
      ref: (logicalId) => (withResources ? this.#ref(logicalId) : undefined),
      attribute: (logicalId, attribute) => (withResources ? this.#attribute(logicalId, attribute) : undefined),
    });
  }

  #ref(logicalId: string): Json {
    const identity = this.#identity(logicalId);
    if (!identity) return Object.hasOwn(this.resources, logicalId) ? decidedLater(logicalId, "Ref") : undefined;
    this.#edge(logicalId);
    if (this.#type(logicalId) === "AWS::CloudFormation::Stack") {
      return `arn:${this.env.partition}:cloudformation:${this.env.region}:${this.env.account}:stack/${identity.name}/00000000-0000-0000-0000-000000000000`;
    }
    return identity.ref ?? decidedLater(logicalId, "Ref");
  }

  #attribute(logicalId: string, attribute: string): Json {
    if (!Object.hasOwn(this.resources, logicalId)) return undefined;
    this.#edge(logicalId);
    const type = this.#type(logicalId);
    if (type === "AWS::CloudFormation::Stack" && attribute.startsWith("Outputs.")) {
      const what = `${logicalId}.${attribute}`;
      const child = this.nested(logicalId);
      if (!child) return unknown("elsewhere", { what });
      const value = child.output(attribute.slice("Outputs.".length));
      if (value === undefined) this.report("E_TEMPLATE_MISSING_REFERENCE", { target: what });
      return value ?? unknown("malformed", { what });
    }
    return this.#identity(logicalId)?.attribute(attribute) ?? decidedLater(logicalId, attribute);
  }

  #identity(logicalId: string): Identity | undefined {
    const known = this.#identities.get(logicalId);
    if (known === "open") {
      this.report("E_TEMPLATE_CYCLE", { members: logicalId });
      return undefined;
    }
    if (known) return known;
    const type = this.#type(logicalId);
    if (type === undefined) return undefined;
    this.#identities.set(logicalId, "open");
    const before = this.#current;
    this.#current = logicalId;
    const identity = identify(
      type,
      this.#generated(logicalId),
      this.env,
      propertyReader(this.resources[logicalId], (raw) => this.evaluator.value(raw)),
    );
    this.#current = before;
    this.#identities.set(logicalId, identity);
    return identity;
  }

  #type(logicalId: string): string | undefined {
    const resource = Object.hasOwn(this.resources, logicalId) ? this.resources[logicalId] : undefined;
    const type = isObject(resource) ? resource["Type"] : undefined;
    return typeof type === "string" ? type : undefined;
  }

  #generated(logicalId: string): string {
    return `${this.env.stackName}-${logicalId}`;
  }

  #edge(target: string): void {
    if (this.#current === undefined) return;
    const targets = this.#edges.get(this.#current);
    if (targets) targets.add(target);
    else this.#edges.set(this.#current, new Set([target]));
  }

  #locate(logicalId: string, path: Path): Place | undefined {
    return locateResource(this.document, this.resources, logicalId, path, this.#sources.get(logicalId));
  }

  #placeOfContainer(container: object): Place | undefined {
    return locateResource.container(this.document, container);
  }

  #placeOfCurrent(): Place | undefined {
    return this.#current === undefined ? undefined : this.#locate(this.#current, []);
  }
}

/** Properties that are not known at all: reading any of them gives the same Unknown. */
function everything(because: Unknown): Readonly<Record<string, unknown>> {
  return new Proxy(
    {},
    {
      get: (_target, key) => (typeof key === "string" ? because : undefined),
      has: () => true,
      getOwnPropertyDescriptor: () => ({ value: because, configurable: true, enumerable: true }),
    },
  );
}
