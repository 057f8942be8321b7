// A lake of made-up events, and what an investigation of it costs: investigate-program make <folder> <events> | ask <folder> <rollups|whole> <entity>
import { mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { entityOf } from "../../platform/src/detect/investigate/entity.ts";
import { investigate } from "../../platform/src/detect/investigate/investigate.ts";
import { duckSource } from "../../platform/src/detect/investigate/lake-source.ts";
import { SCHEMA } from "../../platform/src/detect/lake/columns.ts";
import { compactLake, EVENT_ROWS } from "../../platform/src/detect/lake/compact.ts";
import { openDuck, quoted } from "../../platform/src/detect/lake/duck.ts";
import { appendChange, type LakeFile, readManifest } from "../../platform/src/detect/lake/manifest.ts";
import { lakeTables } from "../../platform/src/detect/lake/read.ts";

const [mode = "", folder = "", ...rest] = process.argv.slice(2);
const DAYS = 30;
const START = Date.parse("2026-10-01T00:00:00Z");
const principal = (n: string) => `'arn:aws:iam::012345678901:role/service-' || (${n})`;

/** Events of each day as compaction leaves them; it makes the roll-ups of them. Few principals are busy and many are not, as in life. */
async function make(events: number): Promise<void> {
  const duck = await openDuck();
  const perDay = Math.ceil(events / DAYS);
  for (let day = 0; day < DAYS; day += 1) {
    const name = new Date(START + day * 86_400_000).toISOString().slice(0, 10).replaceAll("-", "");
    const at = join(folder, "ext/yagura_api_activity/region=ap-northeast-1/accountId=012345678901", `eventDay=${name}`);
    mkdirSync(at, { recursive: true });
    await duck.run(`SELECT setseed(${(day + 1) / 100})`);
    await duck.run(
      `CREATE OR REPLACE TEMP TABLE d AS SELECT 'e-${day}-' || i AS y_id, (${START + day * 86_400_000} + i * ${Math.floor(86_400_000 / perDay)})::BIGINT AS "time",
         'cloudtrail' AS y_feed, '012345678901' AS y_account, 'ap-northeast-1' AS y_region, list_extract(['s3','dynamodb','lambda','sts','iam','sqs'], 1 + p % 6) AS y_service,
         list_extract(['Get','Put','List','Describe','Delete'], 1 + (random() * 4.2)::INT) || list_extract(['Object','Item','Function','Queue'], 1 + p % 4) AS y_name,
         ${principal("p")} AS y_principal, 'role' AS y_principal_type, 'ASIA' || upper(substr(md5(p || '-' || (i * 24 // ${perDay})), 1, 16)) AS y_credential, 'session-' || p AS y_session,
         '10.' || (p % 200) || '.' || (random() * 3)::INT || '.' || (p % 250) AS y_ip, 'aws-sdk-js/3.' || (p % 20) || ' os/linux' AS y_user_agent,
         CASE WHEN random() < 0.02 THEN 'AccessDenied' ELSE '' END AS y_error, '' AS y_issued, true AS y_read_only, ['arn:aws:s3:::data-' || (p % 50) || '/key/' || (i % 1000)] AS y_targets,
         '{"eventVersion":"1.11","eventID":"' || md5(i::VARCHAR) || '","requestParameters":{"bucketName":"data-' || (p % 50) || '","key":"key/' || i || '"}}' AS raw_data
       FROM (SELECT i, (2000 * power(random(), 3))::INT AS p FROM range(${perDay}) t(i))`,
    );
    await duck.run(
      `COPY (SELECT * FROM d ORDER BY y_principal, "time") TO ${quoted(join(at, "c.parquet"))} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${EVENT_ROWS})`,
    );
  }
  duck.close();
  const add = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".parquet"))
    .map(
      (path): LakeFile => ({
        path,
        kind: "events",
        class: "api_activity",
        region: "ap-northeast-1",
        account: "012345678901",
        day: /eventDay=(\d+)/.exec(path)?.[1] ?? "",
        bytes: statSync(join(folder, path)).size,
        sha256: "",
        schema: SCHEMA,
        compacted: true,
      }),
    );
  appendChange(folder, { change: "bench", add, remove: [], keys: [] });
  await compactLake(folder);
  const files = [...readManifest(folder).files.values()];
  const size = (kind: string) => files.filter((file) => file.kind === kind).reduce((sum, file) => sum + file.bytes, 0);
  console.log(JSON.stringify({ events: perDay * DAYS, bytes: size("events"), edgeBytes: size("edges") }));
}

/** The first answer of an open lake: all of it, or what the roll-ups alone say (no timeline). */
async function ask(how: string, entity: string): Promise<void> {
  const duck = await openDuck();
  await duck.rows("SELECT 1");
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  const source = duckSource(duck, lakeTables(folder));
  const found = await investigate(source, { entity: entityOf(entity), timeline: how === "whole" });
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  console.log(JSON.stringify({ ms, cpuMs: (user + system) / 1_000, events: found.events, related: found.related.length }));
  source.close();
}

if (mode === "make") await make(Number(rest[0]));
else await ask(rest[0] ?? "", rest[1] ?? "");
