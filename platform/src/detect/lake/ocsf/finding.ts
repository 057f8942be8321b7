import type { Severity, Signal, Story } from "../../../model/index.ts";
import { head, type OcsfEvent } from "./classes.ts";
import { cloudOf } from "./parts.ts";

const SEVERITY: Readonly<Record<Severity, readonly [number, string]>> = {
  info: [1, "Informational"],
  low: [2, "Low"],
  medium: [3, "Medium"],
  high: [4, "High"],
  critical: [5, "Critical"],
};

const PRODUCT = { name: "Yagura", uid: "yagura", vendor_name: "Yagura" };

/** A signal as an OCSF Detection Finding (class 2004); the sentences are the English ones, both languages are beside them. */
export function signalFinding(signal: Signal): OcsfEvent {
  const [severityId, severity] = SEVERITY[signal.severity];
  return {
    ...head("detection_finding", [1, "Create"], signal.time),
    end_time: signal.until,
    severity_id: severityId,
    severity,
    status_id: 1,
    status: "New",
    count: signal.count,
    message: signal.title.en,
    metadata: { version: "1.5.0", profiles: ["cloud"], uid: signal.id, event_code: signal.detector, product: PRODUCT },
    ...cloudOf(signal.account, signal.region),
    finding_info: infoOf(signal),
    ...(signal.first.en === "" ? {} : { remediation: { desc: signal.first.en } }),
    ...(signal.resources.length === 0 ? {} : { resources: signal.resources.map((uid) => ({ uid })) }),
    ...(signal.contrasts.length === 0 ? {} : { evidences: signal.contrasts.map((data) => ({ data })) }),
    unmapped: { signal },
  };
}

function infoOf(signal: Signal) {
  const attacks =
    signal.techniques.length > 0
      ? signal.techniques.map((uid) => ({ technique: { uid } }))
      : signal.tactics.map((name) => ({ tactic: { name } }));
  return {
    uid: signal.id,
    title: signal.title.en,
    ...(signal.description.en === "" ? {} : { desc: signal.description.en }),
    created_time: signal.time,
    first_seen_time: signal.time,
    last_seen_time: signal.until,
    analytic: {
      uid: signal.detector,
      name: signal.title.en,
      ...(signal.kind === "behaviour" ? { type_id: 2, type: "Behavioral" } : { type_id: 1, type: "Rule" }),
    },
    ...(attacks.length === 0 ? {} : { attacks }),
    related_events: signal.events.map((uid) => ({ uid })),
    related_events_count: signal.count,
  };
}

/** A story as an OCSF Incident Finding (class 2005). Nobody has taken it up yet: the group says so, for OCSF wants an assignee. */
export function storyFinding(story: Story): OcsfEvent {
  const [severityId, severity] = SEVERITY[story.severity];
  const first = story.signals[0];
  return {
    ...head("incident_finding", [1, "Create"], story.time),
    end_time: story.until,
    severity_id: severityId,
    severity,
    status_id: 1,
    status: "New",
    assignee_group: { name: "unassigned" },
    metadata: { version: "1.5.0", profiles: ["cloud"], uid: story.id, product: PRODUCT },
    ...cloudOf(story.accounts[0] ?? "", first?.region ?? ""),
    finding_info_list: story.signals.map(infoOf),
    unmapped: { story: { ...story, signals: story.signals.map((s) => s.id) } },
  };
}
