import type { Collector } from "./collector.ts";

/** Loads only what is asked for: each service's SDK client is large. */
export const collectors: Readonly<Record<string, () => Promise<Collector>>> = {
  sqs: async () => (await import("./sqs.ts")).sqs,
};
