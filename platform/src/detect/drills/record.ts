import type { Random } from "./random.ts";

export type TrailRecord = Readonly<Record<string, unknown>>;

/** Where and as whom something is done. */
export interface Actor {
  readonly identity: TrailRecord;
  readonly ip: string;
  readonly userAgent: string;
}

/** What is done. */
export interface Call {
  readonly service: string;
  readonly name: string;
  readonly parameters?: TrailRecord | null;
  readonly answer?: TrailRecord | null;
  readonly error?: string;
  readonly resources?: readonly string[];
  /** A data event: not in EventBridge, not everywhere recorded. */
  readonly data?: boolean;
  readonly more?: TrailRecord;
}

export interface Surroundings {
  readonly account: string;
  readonly region: string;
  readonly random: Random;
}

const READS = /^(Get|List|Describe|Head|BatchGet|Query|Scan|Lookup|Search|Check|Filter|Select)/;

/** A CloudTrail record as AWS would write it. `time` in milliseconds since 1970. */
export function record(around: Surroundings, time: number, actor: Actor, call: Call): TrailRecord {
  const { account, region, random } = around;
  return {
    eventVersion: "1.11",
    userIdentity: actor.identity,
    eventTime: `${new Date(time).toISOString().slice(0, 19)}Z`,
    eventSource: `${call.service}.amazonaws.com`,
    eventName: call.name,
    awsRegion: region,
    sourceIPAddress: actor.ip,
    userAgent: actor.userAgent,
    ...(call.error === undefined ? {} : { errorCode: call.error, errorMessage: "not authorized" }),
    requestParameters: call.parameters ?? null,
    responseElements: call.answer ?? null,
    requestID: random.hex(32),
    eventID: `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-a${random.hex(3)}-${random.hex(12)}`,
    readOnly: READS.test(call.name),
    ...(call.resources ? { resources: call.resources.map((ARN) => ({ ARN, accountId: account })) } : {}),
    eventType: "AwsApiCall",
    managementEvent: call.data !== true,
    recipientAccountId: account,
    eventCategory: call.data === true ? "Data" : "Management",
    ...call.more,
  };
}

/** A role's session. */
export function sessionOf(account: string, role: string, session: string, key: string, roleId: string, issued: number): TrailRecord {
  return {
    type: "AssumedRole",
    principalId: `${roleId}:${session}`,
    arn: `arn:aws:sts::${account}:assumed-role/${role.split("/").at(-1)}/${session}`,
    accountId: account,
    accessKeyId: key,
    sessionContext: {
      sessionIssuer: {
        type: "Role",
        principalId: roleId,
        arn: `arn:aws:iam::${account}:role/${role}`,
        accountId: account,
        userName: role.split("/").at(-1),
      },
      attributes: { creationDate: `${new Date(issued).toISOString().slice(0, 19)}Z`, mfaAuthenticated: "false" },
    },
  };
}

/** An IAM user with a long-term key. */
export function userOf(account: string, name: string, key: string, userId: string): TrailRecord {
  return {
    type: "IAMUser",
    principalId: userId,
    arn: `arn:aws:iam::${account}:user/${name}`,
    accountId: account,
    accessKeyId: key,
    userName: name,
  };
}

export function serviceIdentity(service: string): TrailRecord {
  return { type: "AWSService", invokedBy: `${service}.amazonaws.com` };
}
