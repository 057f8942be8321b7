import type { LogEvent } from "../../model/index.ts";
import { isPrivate } from "./names.ts";
import type { Habit } from "./state.ts";

/** A behaviour of flow logs. */
export type FlowHabit = Habit;

/** A flow as its initiator sees it. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  /** Of the server. */
  readonly port: number;
  readonly protocol: number;
  readonly packets: number;
  readonly bytes: number;
  readonly flags: number;
  readonly refused: boolean;
  /** Whether the record is of the answering direction. */
  readonly reply: boolean;
  readonly fromInside: boolean;
  readonly interface: string;
  /** Bytes that left the network towards the internet in this record. */
  readonly outward: number;
  /** The side in the internet; `""` when both are inside. */
  readonly peer: string;
  readonly seconds: number;
}

const EPHEMERAL = 32_768;
const [SYN, ACK] = [2, 16];

/** Reads a flow log's record; who began is told by the flags, else by the ports. */
export function flowOf(event: LogEvent): Flow | undefined {
  if (event.feed !== "vpc-flow") return undefined;
  const r = event.record;
  const source = text(r["srcaddr"]);
  const target = text(r["dstaddr"]);
  if (source === "" || target === "") return undefined;
  const [sourcePort, targetPort, flags] = [number(r["srcport"]), number(r["dstport"]), number(r["tcp-flags"] ?? r["tcp_flags"])];
  const bytes = number(r["bytes"]);
  const reply =
    (flags & SYN) !== 0
      ? (flags & ACK) !== 0 && sourcePort < targetPort
      : (sourcePort < 1_024 && targetPort >= 1_024) || (sourcePort < EPHEMERAL && targetPort >= EPHEMERAL);
  const [insideSource, insideTarget] = [isPrivate(source), isPrivate(target)];
  const from = reply ? target : source;
  return {
    from,
    to: reply ? source : target,
    port: reply ? sourcePort : targetPort,
    protocol: number(r["protocol"]),
    packets: number(r["packets"]),
    bytes,
    flags,
    refused: r["action"] === "REJECT",
    reply,
    fromInside: isPrivate(from),
    interface: text(r["interface-id"] ?? r["interface_id"]),
    outward: insideSource && !insideTarget ? bytes : 0,
    peer: insideSource ? (insideTarget ? "" : target) : insideTarget ? source : "",
    seconds: Math.max(1, number(r["end"]) - number(r["start"])),
  };
}

function text(value: unknown): string {
  return typeof value === "string" ? value.slice(0, 64) : "";
}

function number(value: unknown): number {
  const n = Number(value);
  return Number.isFinite(n) && n >= 0 ? n : 0;
}
