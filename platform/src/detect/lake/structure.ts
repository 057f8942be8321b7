import { classes, type OcsfClass } from "./ocsf/classes.ts";

const user = {
  uid: "VARCHAR",
  name: "VARCHAR",
  type: "VARCHAR",
  type_id: "INTEGER",
  credential_uid: "VARCHAR",
  account: { uid: "VARCHAR" },
};
/** Made by `ocsf-sql.ts` for every class. */
const head = {
  activity_id: "INTEGER",
  activity_name: "VARCHAR",
  category_uid: "INTEGER",
  category_name: "VARCHAR",
  class_uid: "INTEGER",
  class_name: "VARCHAR",
  type_uid: "BIGINT",
  type_name: "VARCHAR",
};
const base = {
  ...head,
  severity_id: "INTEGER",
  severity: "VARCHAR",
  status_id: "INTEGER",
  status: "VARCHAR",
  status_code: "VARCHAR",
  metadata: {
    version: "VARCHAR",
    profiles: ["VARCHAR"],
    uid: "VARCHAR",
    event_code: "VARCHAR",
    log_name: "VARCHAR",
    product: { name: "VARCHAR", uid: "VARCHAR", vendor_name: "VARCHAR" },
  },
  cloud: {
    provider: "VARCHAR",
    region: "VARCHAR",
    cloud_partition: "VARCHAR",
    account: { uid: "VARCHAR", type: "VARCHAR", type_id: "INTEGER" },
  },
};
const endpoint = {
  ip: "VARCHAR",
  port: "INTEGER",
  domain: "VARCHAR",
  svc_name: "VARCHAR",
  interface_uid: "VARCHAR",
  instance_uid: "VARCHAR",
  vpc_uid: "VARCHAR",
  subnet_uid: "VARCHAR",
};
const resources = [{ uid: "VARCHAR", region: "VARCHAR" }];
const called = {
  actor: { user, session: { uid: "VARCHAR", credential_uid: "VARCHAR", issuer: "VARCHAR" }, invoked_by: "VARCHAR" },
  api: {
    operation: "VARCHAR",
    service: { name: "VARCHAR" },
    request: { uid: "VARCHAR" },
    response: { error: "VARCHAR", message: "VARCHAR" },
  },
  src_endpoint: endpoint,
  http_request: { user_agent: "VARCHAR" },
};
const findingInfo = {
  uid: "VARCHAR",
  title: "VARCHAR",
  desc: "VARCHAR",
  created_time: "BIGINT",
  first_seen_time: "BIGINT",
  last_seen_time: "BIGINT",
  types: ["VARCHAR"],
  analytic: { uid: "VARCHAR", name: "VARCHAR", type_id: "INTEGER", type: "VARCHAR" },
  attacks: [{ technique: { uid: "VARCHAR" }, tactic: { name: "VARCHAR" } }],
  related_events: [{ uid: "VARCHAR" }],
  related_events_count: "BIGINT",
};

/** The OCSF columns of each class, in the form DuckDB's `from_json` takes. What is not here is in `raw_data`. */
export const structures: Readonly<Record<OcsfClass, object>> = {
  api_activity: { ...base, ...called, resources },
  authentication: { ...base, ...called, user, service: { name: "VARCHAR" }, is_mfa: "BOOLEAN", is_remote: "BOOLEAN" },
  account_change: { ...base, ...called, user },
  user_access: { ...base, ...called, user, privileges: ["VARCHAR"] },
  entity_management: { ...base, ...called, entity: { name: "VARCHAR", uid: "VARCHAR", type: "VARCHAR" } },
  datastore_activity: {
    ...base,
    ...called,
    type_id: "INTEGER",
    type: "VARCHAR",
    databucket: { type_id: "INTEGER", type: "VARCHAR", name: "VARCHAR", uid: "VARCHAR" },
    table: { uid: "VARCHAR", name: "VARCHAR" },
  },
  network_activity: {
    ...base,
    src_endpoint: endpoint,
    dst_endpoint: endpoint,
    connection_info: { direction_id: "INTEGER", protocol_num: "INTEGER", tcp_flags: "INTEGER" },
    traffic: { bytes: "BIGINT", packets: "BIGINT" },
    end_time: "BIGINT",
  },
  dns_activity: {
    ...base,
    src_endpoint: endpoint,
    query: { hostname: "VARCHAR", type: "VARCHAR", class: "VARCHAR" },
    answers: [{ rdata: "VARCHAR", type: "VARCHAR", class: "VARCHAR" }],
    rcode: "VARCHAR",
    rcode_id: "INTEGER",
  },
  http_activity: {
    ...base,
    actor: called.actor,
    src_endpoint: endpoint,
    http_request: { http_method: "VARCHAR", user_agent: "VARCHAR", uid: "VARCHAR", url: { path: "VARCHAR", query_string: "VARCHAR" } },
    http_response: { code: "INTEGER" },
  },
  detection_finding: {
    ...base,
    end_time: "BIGINT",
    count: "BIGINT",
    message: "VARCHAR",
    finding_info: findingInfo,
    remediation: { desc: "VARCHAR" },
    resources,
    evidences: [{ data: "VARCHAR" }],
    unmapped: "VARCHAR",
  },
  incident_finding: {
    ...base,
    end_time: "BIGINT",
    assignee_group: { name: "VARCHAR" },
    finding_info_list: [findingInfo],
    unmapped: "VARCHAR",
  },
};

/** What of a class is not made from the fields every event has. */
export function ownStructure(kind: OcsfClass): Readonly<Record<string, unknown>> {
  const { shared } = classes[kind];
  const made = { own: head, head: base, call: { ...base, ...called } }[shared];
  return Object.fromEntries(Object.entries(structures[kind]).filter(([name]) => !(name in made)));
}
