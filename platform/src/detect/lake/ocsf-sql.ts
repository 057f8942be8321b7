import { quoted } from "./duck.ts";
import { classes, type OcsfClass } from "./ocsf/classes.ts";
import { USER_TYPE } from "./ocsf/parts.ts";

/**
 * `ocsfOf` for a whole batch: the columns that follow from the fields every event has, as SQL. The same, field by field; a test holds
 * both against each other.
 */
export function ocsfColumns(kind: OcsfClass): readonly string[] {
  const { uid, name, category, categoryName, shared } = classes[kind];
  const top = [
    "activity_id",
    "activity_name",
    `${category}::INTEGER AS category_uid`,
    `${quoted(categoryName)} AS category_name`,
    `${uid}::INTEGER AS class_uid`,
    `${quoted(name)} AS class_name`,
    `(${uid * 100} + activity_id)::BIGINT AS type_uid`,
    `${quoted(`${name}: `)} || activity_name AS type_name`,
  ];
  return shared === "own" ? top : [...top, ...HEAD, ...(shared === "call" ? CALL : [])];
}

const some = (column: string) => `nullif(${column}, '')`;
const when = (condition: string, value: string) => `CASE WHEN ${condition} THEN ${value} END`;
const none = (type: string) => `NULL::${type}`;

const HEAD = [
  "1::INTEGER AS severity_id",
  "'Informational' AS severity",
  "if(y_error = '', 1, 2)::INTEGER AS status_id",
  "if(y_error = '', 'Success', 'Failure') AS status",
  `${some("y_error")} AS status_code`,
  `{version: '1.5.0', profiles: ['cloud'], uid: y_id, event_code: ${some("y_name")}, log_name: y_feed,
    product: {name: y_feed, uid: ${none("VARCHAR")}, vendor_name: 'AWS'}} AS metadata`,
  `{provider: 'AWS', region: ${some("y_region")},
    cloud_partition: CASE WHEN y_region = '' THEN NULL WHEN starts_with(y_region, 'cn-') THEN 'aws-cn'
                          WHEN starts_with(y_region, 'us-gov-') THEN 'aws-us-gov' ELSE 'aws' END,
    account: ${when("y_account <> ''", "{uid: y_account, type: 'AWS Account', type_id: 10::INTEGER}")}} AS cloud`,
];

const userTypes = Object.entries(USER_TYPE).map(([ours, theirs]) => `WHEN '${ours}' THEN '${theirs}'`);
const known = Object.keys(USER_TYPE).map(quoted);
const USER = `{uid: if(y_principal = '', 'unknown', y_principal), name: ${some("y_session")},
  type: CASE y_principal_type ${userTypes.join(" ")} END,
  type_id: (CASE WHEN y_principal_type = 'service' THEN 3 WHEN y_principal_type = 'root' THEN 2
                 WHEN y_principal_type IN (${known.join(", ")}) THEN 1 ELSE 0 END)::INTEGER,
  credential_uid: ${some("y_credential")}, account: ${when("y_account <> ''", "{uid: y_account}")}}`;

const CALL = [
  `{user: ${USER},
    session: ${when(
      "y_credential <> '' OR y_session <> '' OR (y_principal_type = 'role' AND y_principal <> '')",
      `{uid: ${some("y_session")}, credential_uid: ${some("y_credential")}, issuer: ${when("y_principal_type = 'role'", some("y_principal"))}}`,
    )},
    invoked_by: ${some("invoked_by")}} AS actor`,
  `{operation: if(y_name = '', 'unknown', y_name), service: ${when("y_service <> ''", "{name: y_service}")},
    request: ${when("request <> ''", "{uid: request}")},
    response: ${when("y_error <> ''", `{error: y_error, message: ${some("message")}}`)}} AS api`,
  `{ip: ${some("y_ip")}, port: ${none("INTEGER")}, domain: ${when("y_ip = ''", some("written"))},
    svc_name: ${when("y_ip = '' AND written = ''", "if(y_service = '', y_feed, y_service)")},
    interface_uid: ${none("VARCHAR")}, instance_uid: ${none("VARCHAR")}, vpc_uid: ${none("VARCHAR")}, subnet_uid: ${none("VARCHAR")}} AS src_endpoint`,
  `${when("y_user_agent <> ''", "{user_agent: y_user_agent}")} AS http_request`,
];
