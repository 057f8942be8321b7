import type { LogEvent } from "../../../model/index.ts";
import { obj, str } from "../../sources/batch.ts";

/** Version and product of the record; the id is the event's own. */
export function metadataOf(event: LogEvent) {
  return {
    version: "1.5.0",
    profiles: ["cloud"],
    uid: event.id,
    ...(event.name === "" ? {} : { event_code: event.name }),
    log_name: event.feed,
    product: { name: event.feed, vendor_name: "AWS" },
  };
}

export function cloudOf(account: string, region: string) {
  return {
    cloud: {
      provider: "AWS",
      ...(region === "" ? {} : { region, cloud_partition: partitionOf(region) }),
      ...(account === "" ? {} : { account: { uid: account, type: "AWS Account", type_id: 10 } }),
    },
  };
}

function partitionOf(region: string): string {
  return region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

export const USER_TYPE: Readonly<Record<string, string>> = {
  user: "IAMUser",
  role: "AssumedRole",
  root: "Root",
  federated: "FederatedUser",
  service: "AWSService",
  account: "AWSAccount",
  anonymous: "Anonymous",
};

/** The principal; OCSF wants somebody, so a record that names nobody says so. */
export function userOf(event: LogEvent) {
  const type = USER_TYPE[event.principalType];
  return {
    uid: event.principal === "" ? "unknown" : event.principal,
    ...(event.session === "" ? {} : { name: event.session }),
    ...(type === undefined
      ? { type_id: 0 }
      : { type, type_id: event.principalType === "service" ? 3 : event.principalType === "root" ? 2 : 1 }),
    ...(event.credential === "" ? {} : { credential_uid: event.credential }),
    ...(event.account === "" ? {} : { account: { uid: event.account } }),
  };
}

export function actorOf(event: LogEvent) {
  const invokedBy = str(obj(event.record["userIdentity"])["invokedBy"]);
  const session = {
    ...(event.credential === "" ? {} : { credential_uid: event.credential }),
    ...(event.session === "" ? {} : { uid: event.session }),
    ...(event.principalType === "role" && event.principal !== "" ? { issuer: event.principal } : {}),
  };
  return {
    actor: {
      user: userOf(event),
      ...(Object.keys(session).length === 0 ? {} : { session }),
      ...(invokedBy === "" ? {} : { invoked_by: invokedBy }),
    },
  };
}

/** The caller; where the record has no address it is AWS itself. */
export function sourceOf(event: LogEvent) {
  const written = str(event.record["sourceIPAddress"]);
  return {
    src_endpoint: event.ip !== "" ? { ip: event.ip } : written !== "" ? { domain: written } : { svc_name: event.service || event.feed },
  };
}

export function apiOf(event: LogEvent) {
  const request = str(event.record["requestID"]);
  return {
    api: {
      operation: event.name || "unknown",
      ...(event.service === "" ? {} : { service: { name: event.service } }),
      ...(request === "" ? {} : { request: { uid: request } }),
      ...(event.error === "" ? {} : { response: { error: event.error, ...maybe("message", str(event.record["errorMessage"])) } }),
    },
  };
}

export function statusOf(event: LogEvent) {
  return event.error === "" ? { status_id: 1, status: "Success" } : { status_id: 2, status: "Failure", status_code: event.error };
}

export function agentOf(event: LogEvent) {
  return event.userAgent === "" ? {} : { http_request: { user_agent: event.userAgent } };
}

export function resourcesOf(targets: readonly string[], region: string) {
  if (targets.length === 0) return {};
  return { resources: targets.map((uid) => ({ uid, ...(region === "" ? {} : { region }) })) };
}

export function maybe<const K extends string>(key: K, text: string): { readonly [key in K]?: string } {
  return text === "" ? {} : ({ [key]: text } as { readonly [key in K]: string });
}

/** A whole number, or nothing: OCSF has no fractions where it counts. */
export function count<const K extends string>(key: K, value: unknown): { readonly [key in K]?: number } {
  const number = typeof value === "number" ? value : typeof value === "string" && value !== "" ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? ({ [key]: Math.trunc(number) } as { readonly [key in K]: number }) : {};
}
