import type { LogEvent } from "../../model/index.ts";
import { hashOf } from "./distinct.ts";
import { operationOf } from "./names.ts";

/** What was called, worked out once for all calls of it. */
export interface Operation {
  /** Never given twice. */
  readonly id: number;
  readonly service: string;
  /** `service:Name`, without the API's version. */
  readonly api: string;
  readonly hash: number;
  /** Whether it begins to cost: machines, clusters, training. */
  readonly starts: boolean;
}

const MOST = 5_000;

const STARTS: ReadonlySet<string> = new Set([
  "RunInstances",
  "RequestSpotInstances",
  "RequestSpotFleet",
  "CreateFleet",
  "CreateAutoScalingGroup",
  "CreateCluster",
  "RunTask",
  "CreateComputeEnvironment",
  "SubmitJob",
  "CreateTrainingJob",
  "CreateNotebookInstance",
  "CreateEndpoint",
  "CreateFunction",
  "CreateDBInstance",
  "AllocateHosts",
]);

/** Finds the operation of an event among those seen before. */
export class Operations {
  readonly #byName = new Map<string, Operation[]>();
  #next = 1;

  of({ service, name }: LogEvent): Operation {
    let list = this.#byName.get(name);
    if (!list) {
      if (this.#byName.size >= MOST) this.#byName.clear();
      this.#byName.set(name, (list = []));
    }
    for (const operation of list) if (operation.service === service) return operation;
    if (list.length >= MOST) list.length = 0;
    const operation = {
      id: this.#next,
      service,
      api: `${service}:${operationOf(name)}`,
      hash: (hashOf(name) ^ Math.imul(hashOf(service), 31)) | 0,
      starts: STARTS.has(name.replace(/20\d{6}.*$/, "")),
    };
    this.#next += 1;
    list.push(operation);
    return operation;
  }
}
