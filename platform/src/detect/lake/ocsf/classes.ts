/**
 * The OCSF 1.5.0 classes that are written, by the name of their schema. `shared`: what an event of it has from the fields every event
 * has - `head`: status, metadata, cloud; `call`: these, and who called what from where; `own`: nothing.
 */
export const classes = {
  account_change: { uid: 3001, name: "Account Change", category: 3, categoryName: "Identity & Access Management", shared: "call" },
  authentication: { uid: 3002, name: "Authentication", category: 3, categoryName: "Identity & Access Management", shared: "call" },
  entity_management: { uid: 3004, name: "Entity Management", category: 3, categoryName: "Identity & Access Management", shared: "call" },
  user_access: { uid: 3005, name: "User Access Management", category: 3, categoryName: "Identity & Access Management", shared: "call" },
  network_activity: { uid: 4001, name: "Network Activity", category: 4, categoryName: "Network Activity", shared: "head" },
  http_activity: { uid: 4002, name: "HTTP Activity", category: 4, categoryName: "Network Activity", shared: "head" },
  dns_activity: { uid: 4003, name: "DNS Activity", category: 4, categoryName: "Network Activity", shared: "head" },
  api_activity: { uid: 6003, name: "API Activity", category: 6, categoryName: "Application Activity", shared: "call" },
  datastore_activity: { uid: 6005, name: "Datastore Activity", category: 6, categoryName: "Application Activity", shared: "call" },
  detection_finding: { uid: 2004, name: "Detection Finding", category: 2, categoryName: "Findings", shared: "own" },
  incident_finding: { uid: 2005, name: "Incident Finding", category: 2, categoryName: "Findings", shared: "own" },
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
