import { arnParts } from "../policy/arn.ts";
import type { Known, Lookup } from "../policy/lookup.ts";
import type { Caller, Request } from "../question.ts";

/** Reads the keys of a request: those it lists, then those that follow from its caller and its resource, then what holds for the others. */
export function lookupOf(request: Request, owner: string | undefined): Lookup {
  const { keys, others } = request.context;
  return (key) => keys.get(key) ?? implied(key, request, owner) ?? others;
}

/** What follows about a key from the caller and the resource; undefined when nothing does. */
export function implied(key: string, request: Request, owner: string | undefined): Known | undefined {
  const { caller } = request;
  switch (key) {
    case "aws:principalarn":
      return principalArn(caller, request.resource);
    case "aws:principalaccount":
      return "account" in caller ? [caller.account] : caller.type === "anonymous" ? ["anonymous"] : "absent";
    case "kms:calleraccount":
      return "account" in caller && request.action.toLowerCase().startsWith("kms:") ? [caller.account] : undefined;
    case "aws:principaltype":
      return PRINCIPAL_TYPE[caller.type];
    case "aws:userid":
      return userId(caller);
    case "aws:username":
      return caller.type === "user" ? [lastPart(caller.arn)] : "absent";
    case "aws:principalisawsservice":
      return caller.type === "anonymous" ? "absent" : [String(caller.type === "service")];
    case "aws:principalservicename":
      return caller.type === "service" ? [caller.service] : "absent";
    case "aws:principalservicenameslist":
      return caller.type === "service" ? undefined : "absent";
    case "aws:principalorgid":
    case "aws:principalorgpaths":
      return "account" in caller ? undefined : "absent";
    case "aws:sourceaccount":
    case "aws:sourcearn":
    case "aws:sourceorgid":
    case "aws:sourceorgpaths":
      return caller.type === "service" ? undefined : "absent";
    case "aws:tokenissuetime":
      return caller.type === "role" ? "present" : caller.type === "anonymous" ? "absent" : undefined;
    case "aws:resourceaccount":
      return owner === undefined ? undefined : [owner];
    case "aws:requestedregion":
      return region(request.resource);
    default:
      return key.startsWith("aws:principaltag/") && (caller.type === "root" || !("account" in caller)) ? "absent" : undefined;
  }
}

const PRINCIPAL_TYPE: Readonly<Record<Caller["type"], Known | undefined>> = {
  anonymous: ["Anonymous"],
  root: ["Account"],
  user: ["User"],
  role: ["AssumedRole"],
  federated: undefined,
  service: "absent",
};

function principalArn(caller: Caller, resource: string): Known {
  if (caller.type === "user" || caller.type === "role") return [caller.arn];
  if (caller.type !== "root") return "absent";
  const partition = resource.startsWith("arn:") ? (arnParts(resource)[1] ?? "aws") : "aws";
  return [`arn:${partition}:iam::${caller.account}:root`];
}

function userId(caller: Caller): Known | undefined {
  if (caller.type === "root") return [caller.account];
  if (caller.type === "user") return caller.id === undefined ? "present" : [caller.id];
  if (caller.type !== "role") return caller.type === "anonymous" ? ["anonymous"] : undefined;
  if (caller.id === undefined) return "present";
  return caller.session === undefined ? { beginning: `${caller.id}:` } : [`${caller.id}:${caller.session}`];
}

function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}

function region(resource: string): Known | undefined {
  const found = resource.startsWith("arn:") ? arnParts(resource)[3] : undefined;
  return found === undefined || found === "" || /[*?]/.test(found) ? undefined : [found];
}
