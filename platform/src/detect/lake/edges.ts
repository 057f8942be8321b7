/** The text of a user agent that a roll-up keeps. */
const AGENT = 200;

/**
 * The hourly roll-up of events: who did what to what, from where, how often. One row for each thing a call is about; `lead` is true
 * for one of them, so that calls can be counted.
 */
export function edgesOf(source: string): string {
  return `
    SELECT hour, account, region, principal, principal_type, credential, session, ip, user_agent, service, api, error, issued, resource, lead,
           count(*)::BIGINT AS n, min("time") AS first, max("time") AS last
    FROM (
      SELECT "time", "time" - "time" % 3600000 AS hour, y_account AS account, y_region AS region, y_principal AS principal,
             y_principal_type AS principal_type, y_credential AS credential, y_session AS session, y_ip AS ip,
             substr(y_user_agent, 1, ${AGENT}) AS user_agent, y_service AS service, y_name AS api, y_error AS error, y_issued AS issued,
             unnest(about) AS resource, generate_subscripts(about, 1) = 1 AS lead
      FROM (
        SELECT *, CASE WHEN y_targets IS NULL OR len(y_targets) = 0 THEN ['']
          ELSE list_distinct(list_transform(y_targets, lambda x: CASE WHEN contains(x, ':s3:::') THEN split_part(x, '/', 1) ELSE x END)) END AS about
        FROM ${source}
      )
    )
    GROUP BY ALL`;
}

/** What rarity is measured by, as a column of the roll-up. */
export const populationColumns: Readonly<Record<string, string>> = {
  principal: "principal",
  credential: "credential",
  session: "session",
  ip: "ip",
  user_agent: "user_agent",
  resource: "resource",
  api: "service || ':' || api",
};

/** Values that more than one principal has to do with, and how many have; what is not there is of one. A query for each column. */
export function populationOf(edges: string): readonly string[] {
  const parts = Object.entries(populationColumns).map(
    ([name, column]) =>
      `SELECT '${name}' AS c, ${column} AS v, count(DISTINCT principal)::BIGINT AS n FROM ${edges} GROUP BY 2 HAVING n > 1 AND v <> ''`,
  );
  return [...parts, `SELECT '*' AS c, '*' AS v, count(DISTINCT principal)::BIGINT AS n FROM ${edges}`];
}
