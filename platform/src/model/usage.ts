import type { Fact, Unknown } from "./fact.ts";

/** Signs that a resource is at work, and how far back somebody looked for them. */
export interface Use {
  /** Day of the newest sign, `YYYY-MM-DD`; undefined: looked since `since`, and there is none. */
  readonly last: Fact<string | undefined>;
  /** The first day that was looked at. */
  readonly since: string;
  /** Where the signs were looked for: `AWS/Lambda Invocations`, `iam:RoleLastUsed`. */
  readonly by: string;
  /** Set when one of several places could not be looked at: `last` may then be older than the truth. */
  readonly partly?: Unknown;
}

/** What only the list of a function's versions says of one of them. */
export interface VersionFacts {
  readonly Version: string;
  readonly CodeSize: number | undefined;
  /** Day on which it was published. */
  readonly Published: string | undefined;
  readonly Layers: readonly string[];
}

export interface LogFacts {
  readonly StoredBytes: number | undefined;
  /** Day of creation. */
  readonly Created: string | undefined;
  /** Day of the newest event; Unknown where nobody asked. */
  readonly LastEvent: Fact<string | undefined>;
}

/** Evidence of use. Costs calls of its own, so it is read only when asked for; what is not in a map was not asked. */
export interface Usage {
  /** Calls, messages, requests: by resource id, and by `<function id>:<version>`. */
  readonly uses: ReadonlyMap<string, Use>;
  /** The other end of queues and streams: what was taken out of them. */
  readonly taken: ReadonlyMap<string, Use>;
  /** Day of creation, for what no use was found of. */
  readonly born: ReadonlyMap<string, Fact<string | undefined>>;
  /** By function id. */
  readonly versions: ReadonlyMap<string, Fact<readonly VersionFacts[]>>;
  /** By log group id. */
  readonly logs: ReadonlyMap<string, Fact<LogFacts>>;
  /** Who created it, as CloudTrail names them: by resource id. */
  readonly creators: ReadonlyMap<string, string>;
}
