/** The logs Yagura reads, by what wrote them. */
export const feeds = [
  "cloudtrail",
  "vpc-flow",
  "dns",
  "s3-access",
  "api-access",
  "load-balancer",
  "cloudfront",
  "waf",
  "lambda",
  "finding",
  "ocsf",
] as const;
export type Feed = (typeof feeds)[number];

export const principalTypes = ["user", "role", "root", "federated", "service", "account", "anonymous", "unknown"] as const;
export type PrincipalType = (typeof principalTypes)[number];

/**
 * A log record in one flat shape, whatever wrote it. Text fields are `""` when the record does not say; nothing is guessed.
 * The record itself stays beside it: rules read it with the field names AWS gave it.
 */
export interface LogEvent {
  readonly feed: Feed;
  /** Unique among all events: AWS's own id where there is one, else made of the place it was read from. */
  readonly id: string;
  /** Milliseconds since 1970, UTC. */
  readonly time: number;
  /** 12 digits, as text: some begin with 0. */
  readonly account: string;
  readonly region: string;
  /** `lambda`, `s3`, … as in `eventSource` without its domain. */
  readonly service: string;
  /** The API operation, the query type, the HTTP method, the finding's type. */
  readonly name: string;
  /** Who: ARN of the user, of the role behind a session, of the root; name of a service. The same for all sessions of a role. */
  readonly principal: string;
  readonly principalType: PrincipalType;
  /** Access key id of the credentials used. */
  readonly credential: string;
  /** Name of the role session: a person, an instance id, a function. */
  readonly session: string;
  /** Source address; `""` when AWS itself called. */
  readonly ip: string;
  readonly userAgent: string;
  /** Error code; `""` for a success. */
  readonly error: string;
  /** Whether it only reads. */
  readonly readOnly: boolean;
  /** ARNs, or names where the record has no more. */
  readonly resources: readonly string[];
  readonly record: Readonly<Record<string, unknown>>;
}

/** Where a record was read: for people, and to know it again. */
export interface RecordPlace {
  /** Path or `s3://bucket/key`. */
  readonly object: string;
  /** Place in the object, from 0. */
  readonly index: number;
}
