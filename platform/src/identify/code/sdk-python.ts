import type { CodeValue, ResourceStep } from "../../model/index.ts";
import type { OutsideCall } from "./machine.ts";
import { isPowertools, powertoolsPython } from "./powertools.ts";
import { argumentsOf, type Found, named, type Tell } from "./sdk-javascript.ts";
import { type Arguments, type Atom, isOutside, type Outside, pathOf, plainTexts, rootOf, toCodeValue } from "./values.ts";

/** Attributes of clients that send nothing. */
const SILENT = new Set(["can_paginate", "close", "exceptions", "meta", "get_available_subresources", "waiter_names"]);

/** What the transfer methods of S3 call, and where their bucket stands among the arguments. */
const TRANSFERS: Readonly<Record<string, readonly [operations: readonly string[], bucketAt: number]>> = {
  upload_file: [["PutObject", "AbortMultipartUpload"], 1],
  upload_fileobj: [["PutObject", "AbortMultipartUpload"], 1],
  download_file: [["GetObject"], 0],
  download_fileobj: [["GetObject"], 0],
  copy: [["CopyObject", "AbortMultipartUpload"], 1],
};

/** The calls to AWS that a call of a library makes. */
export function pythonCalls(call: OutsideCall, tell: Tell): readonly Found[] {
  const callee = call.callee;
  if (!isOutside(callee)) return [];
  if (
    callee.key === "lbuiltins.eval" ||
    callee.key === "lbuiltins.exec" ||
    callee.key === "lbuiltins.__import__" ||
    callee.key === "los.system"
  ) {
    tell("dynamic", callee.k === "get" ? callee.name : "eval");
    return [];
  }
  if (isPowertools(callee)) return powertoolsPython(call, callee);
  if (!/^(boto3|botocore)/.test(rootOf(callee))) {
    if (!HARMLESS.test(callee.key) && argumentsOf(call).some(isHandle)) tell("client", callee.key.slice(1).replace(/\(.*$/s, ""));
    return [];
  }
  const making = factoryOf(callee);
  if (making) {
    if (serviceOf(making, call.list[0] ?? call.named.get("service_name")) === undefined) tell("dynamic", `boto3.${making}(…)`);
    return [];
  }
  if (callee.k !== "get") return [];
  if (callee.name === "?") {
    tell("dynamic", "boto3[…]");
    return [];
  }
  return servicesOf(callee.of).flatMap((origin) =>
    origin.resource ? ofResource(call, callee, origin) : ofClient(call, callee.name, origin.service, callee, tell),
  );
}

/** They look at a client; they do not use it. */
const HARMLESS = /^lbuiltins\.(print|isinstance|hasattr|type|id|len|repr|str|bool|callable|vars|dir)$|^llogging\b|logger/;

/** A client, a resource, or a method of one that is not called here: whoever gets it may call it. */
function isHandle(atom: Atom): boolean {
  if (!isOutside(atom) || rootOf(atom) !== "boto3" || servicesOf(atom).length === 0)
    return atom.k === "get" && servicesOf(atom.of).length > 0;
  return (
    atom.k === "get" || (atom.k === "made" && (factoryOf(atom.of) !== undefined || (atom.of.k === "get" && /^[A-Z]/.test(atom.of.name))))
  );
}

interface Origin {
  readonly service: string;
  readonly resource: readonly ResourceStep[] | undefined;
  /** `get_paginator("…")`, `get_waiter("…")` */
  readonly through?: { readonly waits: boolean; readonly operations: readonly string[] };
}

/** `client` or `resource` when this makes one. */
function factoryOf(callee: Outside): "client" | "resource" | undefined {
  if (callee.k !== "get" || (callee.name !== "client" && callee.name !== "resource" && callee.name !== "create_client")) return undefined;
  const path = pathOf(callee.of);
  const session = callee.of.k === "made" && /^(Session|get_session|DEFAULT_SESSION)$/.test(pathOf(callee.of.of)?.at(-1) ?? "");
  if ((path !== undefined && rootOf(callee) === "boto3" && path.length === 0) || session || path?.at(-1) === "DEFAULT_SESSION")
    return callee.name === "resource" ? "resource" : "client";
  return undefined;
}

function serviceOf(_making: string, values: readonly Atom[] | undefined): readonly string[] | undefined {
  return plainTexts(values ?? []);
}

/** The services an object of boto3 may belong to, and how it was reached. */
function servicesOf(atom: Outside): readonly Origin[] {
  if (atom.k === "made") {
    const making = factoryOf(atom.of);
    if (making) {
      const services = plainTexts(atom.with.list[0]?.values ?? atom.with.named.get("service_name")?.values ?? []) ?? [];
      return services.map((service) => ({ service, resource: making === "resource" ? [] : undefined }));
    }
    if (atom.of.k !== "get") return [];
    const { name } = atom.of;
    return servicesOf(atom.of.of).flatMap((origin): Origin[] => {
      if (origin.resource) return [{ ...origin, resource: [...origin.resource, { name, arguments: valuesOf(atom.with) }] }];
      if (name !== "get_paginator" && name !== "get_waiter") return [];
      const texts = plainTexts(atom.with.list[0]?.values ?? [...atom.with.named.values()][0]?.values ?? []) ?? [];
      return [{ ...origin, through: { waits: name === "get_waiter", operations: texts } }];
    });
  }
  if (atom.k === "each")
    return servicesOf(atom.of).flatMap((origin) =>
      origin.resource ? [{ ...origin, resource: [...origin.resource, { name: "[]", arguments: [] }] }] : [],
    );
  if (atom.k === "get")
    return servicesOf(atom.of).flatMap((origin) =>
      origin.resource
        ? [{ ...origin, resource: [...origin.resource, { name: atom.name, arguments: [] }] }]
        : atom.name === "meta" || atom.name === "client"
          ? [origin]
          : [],
    );
  return [];
}

function valuesOf(args: Arguments): readonly CodeValue[] {
  return [...args.list, ...args.named.values()].map((cell) => toCodeValue(cell.values));
}

const boto3 = (client: string, operation: string, parameters: CodeValue, waits = false): Found => ({
  sdk: "boto3",
  client,
  operation,
  parameters,
  ...(waits ? { waits } : {}),
});

function ofClient(call: OutsideCall, name: string, service: string, callee: Outside & { readonly k: "get" }, tell: Tell): readonly Found[] {
  const parameters = keywords(call);
  for (const origin of servicesOf(callee.of)) {
    if (origin.service !== service || !origin.through) continue;
    if (name !== "paginate" && name !== "wait") return [];
    if (origin.through.operations.length === 0) tell("dynamic", `${service}.get_paginator(…)`);
    return origin.through.operations.map((operation) => boto3(service, operation, parameters, origin.through?.waits));
  }
  if (SILENT.has(name) || name === "get_paginator" || name === "get_waiter") return [];
  if (name === "generate_presigned_url") {
    const given = call.named.get("Params") ?? call.list[1] ?? [];
    return named(call.named.get("ClientMethod") ?? call.list[0], tell, name).map((operation) =>
      boto3(service, operation, toCodeValue(given)),
    );
  }
  if (name === "generate_presigned_post") return [boto3(service, "put_object", bucketed(call, 0))];
  if (name === "generate_db_auth_token") return [boto3("rds-db", "connect", parameters)];
  const transfer = service === "s3" && Object.hasOwn(TRANSFERS, name) ? TRANSFERS[name] : undefined;
  if (transfer) {
    const [operations, at] = transfer;
    const bucket = bucketed(call, at);
    const source = name === "copy" ? toCodeValue(call.named.get("CopySource") ?? call.list[0] ?? []) : undefined;
    const whole: CodeValue = source && bucket.is === "object" ? { ...bucket, fields: { ...bucket.fields, CopySource: source } } : bucket;
    return operations.map((operation) => boto3(service, operation, whole));
  }
  return [boto3(service, name, parameters)];
}

function bucketed(call: OutsideCall, at: number): CodeValue {
  const bucket = call.named.get("Bucket") ?? call.list[at] ?? [];
  const key = call.named.get("Key") ?? call.list[at + 1] ?? [];
  return { is: "object", fields: { Bucket: toCodeValue(bucket), Key: toCodeValue(key) }, open: true };
}

function ofResource(call: OutsideCall, callee: Outside & { readonly k: "get" }, origin: Origin): readonly Found[] {
  // `resource.meta.client` is a client.
  const meta = origin.resource?.findIndex((step) => step.name === "meta") ?? -1;
  if (meta >= 0)
    return origin.resource?.[meta + 1]?.name === "client" ? ofClient(call, callee.name, origin.service, callee, () => undefined) : [];
  // `Table("orders")` only names it.
  if (/^[A-Z]/.test(callee.name)) return [];
  return [{ ...boto3(origin.service, callee.name, keywords(call)), resource: origin.resource ?? [] }];
}

/** `f(A=1, **more)` as an object. */
function keywords(call: OutsideCall): CodeValue {
  const fields: Record<string, CodeValue> = {};
  for (const [name, values] of call.named) fields[name] = toCodeValue(values);
  let open = false;
  for (const atom of call.spread) {
    const value = toCodeValue([atom]);
    if (value.is !== "object") open = true;
    else {
      open ||= value.open;
      Object.assign(fields, value.fields);
    }
  }
  if (call.list.length > 0) open = true;
  return { is: "object", fields, open };
}
