import { createHash } from "node:crypto";
import type { Signal } from "../../model/index.ts";
import { digestSignal } from "../../words/digest.ts";
import type { DigestFault } from "./digest.ts";

const MAX_RESOURCES = 50;

/** One signal for each account and region whose trail was tampered with. What could not be read is no proof of that. */
export function digestSignals(faults: readonly DigestFault[]): readonly Signal[] {
  const groups = new Map<string, DigestFault[]>();
  for (const fault of faults) {
    if (fault.fault === "not-readable") continue;
    const key = `${fault.account}\n${fault.region}`;
    const group = groups.get(key);
    if (group) group.push(fault);
    else groups.set(key, [fault]);
  }
  return [...groups.values()].map((group) => {
    const sorted = group.toSorted((a, b) => a.time - b.time || (a.key < b.key ? -1 : 1));
    const first = sorted[0] as DigestFault;
    return {
      ...digestSignal,
      id: createHash("sha256")
        .update(sorted.map((f) => `${f.fault} ${f.key}`).join("\n"))
        .digest("hex")
        .slice(0, 32),
      detector: "cloudtrail-digest",
      kind: "finding",
      severity: "high",
      tactics: ["defense-evasion"],
      techniques: ["T1565.001", "T1070"],
      time: first.time,
      until: (sorted.at(-1) as DigestFault).time,
      count: sorted.length,
      account: first.account,
      region: first.region,
      principal: "",
      principalType: "unknown",
      credential: "",
      session: "",
      lineage: [],
      ips: [],
      userAgent: "",
      actions: [],
      resources: [...new Set(sorted.map((f) => f.key))].slice(0, MAX_RESOURCES),
      contrasts: [],
      events: [],
    };
  });
}
