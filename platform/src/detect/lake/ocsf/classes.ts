/** The OCSF 1.5.0 classes that are written, by the name of their schema. */
export const classes = {
  account_change: { uid: 3001, name: "Account Change", category: 3, categoryName: "Identity & Access Management" },
  authentication: { uid: 3002, name: "Authentication", category: 3, categoryName: "Identity & Access Management" },
  entity_management: { uid: 3004, name: "Entity Management", category: 3, categoryName: "Identity & Access Management" },
  user_access: { uid: 3005, name: "User Access Management", category: 3, categoryName: "Identity & Access Management" },
  network_activity: { uid: 4001, name: "Network Activity", category: 4, categoryName: "Network Activity" },
  http_activity: { uid: 4002, name: "HTTP Activity", category: 4, categoryName: "Network Activity" },
  dns_activity: { uid: 4003, name: "DNS Activity", category: 4, categoryName: "Network Activity" },
  api_activity: { uid: 6003, name: "API Activity", category: 6, categoryName: "Application Activity" },
  datastore_activity: { uid: 6005, name: "Datastore Activity", category: 6, categoryName: "Application Activity" },
  detection_finding: { uid: 2004, name: "Detection Finding", category: 2, categoryName: "Findings" },
  incident_finding: { uid: 2005, name: "Incident Finding", category: 2, categoryName: "Findings" },
} as const;
export type OcsfClass = keyof typeof classes;

export type Activity = readonly [id: number, name: string];
/** An event in OCSF's own field names. */
export type OcsfEvent = Readonly<Record<string, unknown>> & { readonly class_uid: number; readonly time: number };

/** What every class begins with. Enumerated values stay English, as OCSF names them. */
export function head(kind: OcsfClass, [activityId, activityName]: Activity, time: number) {
  const { uid, name, category, categoryName } = classes[kind];
  return {
    activity_id: activityId,
    activity_name: activityName,
    category_uid: category,
    category_name: categoryName,
    class_uid: uid,
    class_name: name,
    type_uid: uid * 100 + activityId,
    type_name: `${name}: ${activityName}`,
    time: Math.trunc(time),
  };
}
