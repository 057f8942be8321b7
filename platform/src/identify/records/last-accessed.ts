import { GenerateServiceLastAccessedDetailsCommand, GetServiceLastAccessedDetailsCommand, IAMClient } from "@aws-sdk/client-iam";
import { isUnknown, type LastAccessed, type Resource, unknown } from "../../model/index.ts";
import { type Aws, type Collector, defineCollector } from "../aws/collector.ts";

export const lastAccessedCalls = {
  GenerateServiceLastAccessedDetails: "iam:GenerateServiceLastAccessedDetails",
  GetServiceLastAccessedDetails: "iam:GetServiceLastAccessedDetails",
} as const;

const TRIES = 30;

/**
 * When each role last used each service, and the actions IAM tracks: for a scan to run afterwards. What may not be asked is Unknown with
 * the missing action. Only the roles of functions, and those `also` names: each costs two calls and some seconds.
 */
export function lastAccessedCollector(
  found: readonly Resource[],
  out: Map<string, LastAccessed>,
  also: string | undefined,
  wait: (ms: number) => Promise<void> = pause,
): Collector {
  const carried = new Set(found.flatMap((one) => (one.kind === "LambdaFunction" && !isUnknown(one.Role) ? [one.Role] : [])));
  const roles = found.filter((one) => one.kind === "Role" && (carried.has(one.id) || one.name === also || one.id === also));
  return defineCollector({
    service: "iam",
    scope: "global",
    kinds: [],
    calls: lastAccessedCalls,
    async collect(aws) {
      await aws.each(roles, async ({ id }) => {
        out.set(id, { role: id, services: await ofRole(aws, id, wait) });
      });
    },
  });
}

async function ofRole(aws: Aws, role: string, wait: (ms: number) => Promise<void>): Promise<LastAccessed["services"]> {
  const client = aws.client(IAMClient);
  const job = await aws.read(client, new GenerateServiceLastAccessedDetailsCommand({ Arn: role, Granularity: "ACTION_LEVEL" }));
  if (isUnknown(job)) return job;
  if (job?.JobId === undefined) return unknown("failed", { action: lastAccessedCalls.GenerateServiceLastAccessedDetails });
  const { JobId } = job;
  const services: { service: string; last: string | undefined; actions: { action: string; last: string | undefined }[] }[] = [];
  let Marker: string | undefined;
  for (let tries = 0; tries < TRIES; ) {
    const page = await aws.read(
      client,
      new GetServiceLastAccessedDetailsCommand({ JobId, MaxItems: 1000, ...(Marker === undefined ? {} : { Marker }) }),
    );
    if (isUnknown(page)) return page;
    if (page?.JobStatus === "FAILED" || page === undefined)
      return unknown("failed", { action: lastAccessedCalls.GetServiceLastAccessedDetails });
    if (page.JobStatus === "IN_PROGRESS") {
      tries += 1;
      await wait(1000);
      continue;
    }
    for (const row of page.ServicesLastAccessed ?? []) {
      if (row.ServiceNamespace === undefined) continue;
      services.push({
        service: row.ServiceNamespace,
        last: row.LastAuthenticated?.toISOString(),
        actions: (row.TrackedActionsLastAccessed ?? []).flatMap((one) =>
          one.ActionName === undefined ? [] : [{ action: one.ActionName, last: one.LastAccessedTime?.toISOString() }],
        ),
      });
    }
    if (page.IsTruncated !== true || page.Marker === undefined) return services;
    Marker = page.Marker;
  }
  return unknown("failed", { action: lastAccessedCalls.GetServiceLastAccessedDetails, what: "the report takes too long" });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
