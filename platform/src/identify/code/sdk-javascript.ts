import type { CodeDoubt, CodeValue, SdkCall } from "../../model/index.ts";
import { isAwsSdk } from "./libraries.ts";
import type { OutsideCall } from "./machine.ts";
import { powertoolsScript } from "./powertools.ts";
import { type Atom, isOutside, type Outside, pathOf, plainTexts, rootOf, toCodeValue } from "./values.ts";

export type Found = Omit<SdkCall, "place">;
export type Tell = (why: CodeDoubt, what: string) => void;

const CLIENT = "@aws-sdk/client-";
/** Methods of clients that send nothing. */
const SILENT = new Set([
  "send",
  "destroy",
  "config",
  "middlewareStack",
  "use",
  "add",
  "remove",
  "on",
  "setupRequestListeners",
  "makeRequest",
  "customizeRequests",
  "constructor",
  "promise",
  "bind",
  "from",
]);

/** Commands of lib-dynamodb and methods of its documents, and of v2's DocumentClient. */
const DOCUMENT: Readonly<Record<string, string>> = {
  get: "GetItem",
  put: "PutItem",
  update: "UpdateItem",
  delete: "DeleteItem",
  query: "Query",
  scan: "Scan",
  batchget: "BatchGetItem",
  batchwrite: "BatchWriteItem",
  transactget: "TransactGetItems",
  transactwrite: "TransactWriteItems",
  executestatement: "ExecuteStatement",
  batchexecutestatement: "BatchExecuteStatement",
  executetransaction: "ExecuteTransaction",
};

/** The calls to AWS that a call of a library makes. */
export function javaScriptCalls(call: OutsideCall, tell: Tell): readonly Found[] {
  const callee = call.callee;
  if (!isOutside(callee)) return [];
  const root = rootOf(callee);
  if (/^global:(eval|Function)$/.test(root)) tell("dynamic", root.slice(7));
  if (!isAwsSdk(root, false)) {
    if (!HARMLESS.test(callee.key) && argumentsOf(call).some(isHandle)) tell("client", root.replace(/^global:/, ""));
    return [];
  }
  if (root.startsWith("@aws-lambda-powertools/")) return powertoolsScript(call, callee, root);
  if (root === "aws-sdk" || root.startsWith("aws-sdk/")) return version2(call, callee, root, tell);
  return version3(call, callee, root, tell);
}

/** They look at a client, or give it back. */
const HARMLESS = /^lglobal:(console|JSON|Promise|Boolean|String|Object|Array)\b|\.capture[A-Za-z0-9]*$/;

export function argumentsOf(call: OutsideCall): readonly Atom[] {
  return [...call.list.flat(), ...[...call.named.values()].flat(), ...call.spread];
}

/** A client, or a method of one that is not called here: whoever gets it may call it. */
function isHandle(atom: Atom): boolean {
  if (!isOutside(atom)) return false;
  const root = rootOf(atom);
  if (!/^(@aws-sdk\/(client|lib)-|aws-sdk(\/|$))/.test(root)) return false;
  if (atom.k === "get") return isHandle(atom.of);
  const path = atom.k === "made" ? pathOf(atom.of) : undefined;
  return path !== undefined && !/Command$|^(paginate|wait)/.test(path.at(-1) ?? "");
}

const first = (call: OutsideCall, at = 0): CodeValue => toCodeValue(call.list[at] ?? []);
const v3 = (client: string, operation: string, parameters: CodeValue, waits = false): Found => ({
  sdk: "javascript-3",
  client,
  operation,
  parameters,
  ...(waits ? { waits } : {}),
});

function version3(call: OutsideCall, callee: Outside, root: string, tell: Tell): readonly Found[] {
  const path = pathOf(callee);
  const name = path?.at(-1);
  const client = root.startsWith(CLIENT) ? root.slice(CLIENT.length) : undefined;
  if (name !== undefined && path?.length === 1) {
    const command = /^(.+)Command$/.exec(name)?.[1];
    if (command !== undefined && call.isNew) {
      if (client !== undefined) return [v3(client, command, first(call))];
      const operation = root === "@aws-sdk/lib-dynamodb" ? DOCUMENT[command.toLowerCase()] : undefined;
      return operation ? [v3("dynamodb", operation, first(call))] : [];
    }
    const pages = /^paginate([A-Z].*)$/.exec(name)?.[1];
    if (pages !== undefined) {
      if (client !== undefined) return [v3(client, pages, first(call, 1))];
      return root === "@aws-sdk/lib-dynamodb" ? [v3("dynamodb", pages, first(call, 1))] : [];
    }
    const waiter = /^wait(?:Until|For)([A-Z].*)$/.exec(name)?.[1];
    if (waiter !== undefined && client !== undefined) return [v3(client, waiter, first(call, 1), true)];
    if (root === "@aws-sdk/lib-storage" && name === "Upload") return upload(field(first(call), "params"));
    if (root === "@aws-sdk/s3-presigned-post" && name === "createPresignedPost") return [v3("s3", "PutObject", first(call, 1))];
    if (root === "@aws-sdk/rds-signer") return [v3("rds-db", "connect", first(call))];
    return [];
  }
  // `new S3({}).getObject(…)`, `DynamoDBDocument.from(client).put(…)`
  if (callee.k !== "get" || callee.of.k !== "made" || SILENT.has(callee.name)) return [];
  if (callee.name === "?") {
    tell("dynamic", `${root}[…]`);
    return [];
  }
  const maker = callee.of.of;
  const made = pathOf(maker);
  if (root === "@aws-sdk/lib-dynamodb" && made?.[0] === "DynamoDBDocument") {
    const operation = DOCUMENT[callee.name.toLowerCase()];
    return operation ? [v3("dynamodb", operation, first(call))] : [];
  }
  if (client === undefined || made?.length !== 1 || (made[0] ?? "").endsWith("Command")) return [];
  return [v3(client, callee.name, first(call))];
}

/** A managed upload puts the object in one piece or in many, and cleans up after a failure. */
function upload(parameters: CodeValue): readonly Found[] {
  return [v3("s3", "PutObject", parameters), v3("s3", "AbortMultipartUpload", parameters)];
}

function version2(call: OutsideCall, callee: Outside, root: string, tell: Tell): readonly Found[] {
  const v2 = (client: string, operation: string, parameters: CodeValue, waits = false): Found => ({
    sdk: "javascript-2",
    client,
    operation,
    parameters,
    ...(waits ? { waits } : {}),
  });
  if (callee.k !== "get" || callee.of.k !== "made" || !callee.of.isNew || SILENT.has(callee.name)) return [];
  const path = pathOf(callee.of.of);
  if (path === undefined) return [];
  const [service, inner] = root.startsWith("aws-sdk/clients/") ? [root.slice("aws-sdk/clients/".length), path[0]] : [path[0], path[1]];
  if (service === undefined) return [];
  if (callee.name === "?") {
    tell("dynamic", `${service}[…]`);
    return [];
  }
  if (inner === "DocumentClient") {
    const operation = DOCUMENT[callee.name.toLowerCase()];
    return operation ? [v2(service, operation, first(call))] : [];
  }
  if (inner === "ManagedUpload") return callee.name === "send" ? upload({ is: "unknown" }) : [];
  const isS3 = service.toLowerCase() === "s3";
  if (isS3 && callee.name === "upload") return upload(first(call));
  if (callee.name === "createPresignedPost") return [v2(service, "putObject", first(call))];
  if (callee.name === "waitFor") return named(call.list[0], tell, service).map((waiter) => v2(service, waiter, first(call, 1), true));
  if (/^getSignedUrl(Promise)?$/.test(callee.name) && isS3)
    return named(call.list[0], tell, service).map((operation) => v2(service, operation, first(call, 1)));
  return [v2(service, callee.name, first(call))];
}

/** Operations that are named by a text. */
export function named(values: readonly Atom[] | undefined, tell: Tell, what: string): readonly string[] {
  const texts = plainTexts(values ?? []);
  if (texts === undefined) tell("dynamic", `${what}(…)`);
  return texts ?? [];
}

export function field(value: CodeValue, name: string): CodeValue {
  if (value.is === "object") return Object.hasOwn(value.fields, name) ? (value.fields[name] as CodeValue) : { is: "unknown" };
  if (value.is === "any") return { is: "any", of: value.of.map((one) => field(one, name)) };
  return { is: "unknown" };
}
