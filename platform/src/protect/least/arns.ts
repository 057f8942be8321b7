import type { CodeValue } from "../../model/index.ts";
import { type ActionInfo, actionInfo, resourceTypesOfService } from "../iam/catalog.ts";
import { at, itemsOf, namesOf, patternsOf } from "./values.ts";

/** Where a call is made: what its names are completed with. */
export interface Around {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  /** ARN of a key by its alias or id; undefined when nobody knows it. */
  keyArn(reference: string): string | undefined;
  /** ARN of a secret of the estate by its name. A template's has no random ending yet. */
  secretArn(name: string): string | undefined;
}

type Get = (...path: string[]) => CodeValue | undefined;
type Rule = (get: Get, around: Around, action: ActionInfo, operation: string) => readonly string[] | undefined;

/** ARN patterns an action is used on; undefined when they cannot be told. */
export function resourcesOf(action: string, parameters: CodeValue, around: Around, operation = ""): readonly string[] | undefined {
  const info = actionInfo(action);
  if (!info || info.resourceTypes.length === 0) return ["*"];
  // boto3, version 2 and version 3 spell parameters alike but for the case of the first letter.
  const get: Get = (...path) => at(parameters, path) ?? at(parameters, path.map(otherCase));
  const rule = Object.hasOwn(RULES, info.service) ? RULES[info.service] : undefined;
  return rule ? rule(get, around, info, operation) : generic(info, get, around);
}

function otherCase(name: string): string {
  const first = name[0] as string;
  return (first === first.toUpperCase() ? first.toLowerCase() : first.toUpperCase()) + name.slice(1);
}

/** Each name as it is when it is an ARN, else completed. */
function arns(
  value: CodeValue | undefined,
  complete: (name: string) => string | readonly string[] | undefined,
): readonly string[] | undefined {
  const names = patternsOf(value);
  if (names === undefined) return undefined;
  const out: string[] = [];
  for (const name of names) {
    const made = name.startsWith("arn:") ? name : complete(name);
    if (made === undefined) return undefined;
    if (typeof made === "string") out.push(made);
    else out.push(...made);
  }
  return out;
}

const arn = ({ partition, region, account }: Around, service: string, rest: string) =>
  `arn:${partition}:${service}:${region}:${account}:${rest}`;

function all(lists: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  return lists.length === 0 || lists.some((one) => one === undefined) ? undefined : [...new Set(lists.flat() as readonly string[])];
}

/** A queue by its URL. */
export function queueArn(url: string, around: Around): string | undefined {
  const parts = /^https?:\/\/(?:sqs\.)?([^/.]+)[^/]*\/(\d{12}|\*)\/([^/]+)$/.exec(url);
  if (parts)
    return `arn:${around.partition}:sqs:${/^[a-z]{2}(-[a-z]+)+-\d$/.test(parts[1] as string) ? parts[1] : around.region}:${parts[2]}:${parts[3]}`;
  // Templates of some tools write the name where the URL will be.
  return /^[A-Za-z0-9_.*-]+$/.test(url) ? arn(around, "sqs", url) : undefined;
}

const table = (around: Around) => (name: string) => arn(around, "dynamodb", `table/${name}`);

const dynamodb: Rule = (get, around, { name, resourceTypes }) => {
  const plain = arns(get("TableName"), table(around));
  if (plain) return withIndexes(plain, get, resourceTypes);
  const items = itemsOf(get("TransactItems"));
  if (items) {
    const kinds: Readonly<Record<string, string>> = {
      "dynamodb:PutItem": "Put",
      "dynamodb:UpdateItem": "Update",
      "dynamodb:DeleteItem": "Delete",
      "dynamodb:ConditionCheckItem": "ConditionCheck",
      "dynamodb:GetItem": "Get",
    };
    const kind = kinds[name] ?? "Get";
    const mine = items.filter((item) => item.is !== "object" || item.open || Object.hasOwn(item.fields, kind));
    return mine.length === 0 ? [] : all(mine.map((item) => arns(at(item, [kind, "TableName"]), table(around))));
  }
  const requests = get("RequestItems");
  if (requests) {
    const names = namesOf(requests);
    return names && names.length > 0 ? names.map((one) => (one.startsWith("arn:") ? one : table(around)(one))) : undefined;
  }
  const tables = arns(get("TableName") ?? get("ResourceArn") ?? get("StreamArn"), table(around));
  return tables && withIndexes(tables, get, resourceTypes);
};

/** A query goes to the table or to an index of it. */
function withIndexes(tables: readonly string[], get: Get, types: readonly string[]): readonly string[] {
  if (!types.includes("index") || get("IndexName") === undefined) return tables;
  const indexes = patternsOf(get("IndexName"));
  if (!indexes) return tables.flatMap((one) => [one, `${one}/index/*`]);
  return tables.flatMap((one) => indexes.map((index) => `${one}/index/${index}`));
}

const s3: Rule = (get, around, { name, resourceTypes }, operation) => {
  const place = (bucket: CodeValue | undefined, key: CodeValue | undefined) => {
    const buckets = patternsOf(bucket);
    const onObjects = resourceTypes.includes("object");
    return buckets?.flatMap((one) => {
      const base = one.startsWith("arn:") ? one : `arn:${around.partition}:s3:::${one}`;
      if (!onObjects) return [base];
      const keys = patternsOf(key) ?? ["*"];
      return keys.map((k) => (one.includes(":accesspoint/") ? `${base}/object/${k}` : `${base}/${k}`));
    });
  };
  if (/copy/i.test(operation) && name === "s3:GetObject") {
    const source = get("CopySource");
    const inside = place(at(source, ["Bucket"]), at(source, ["Key"]));
    const texts = patternsOf(source)?.map((text) => text.replace(/^\//, "").replace(/\?versionId=.*$/, ""));
    return texts
      ? texts.map((text) => `arn:${around.partition}:s3:::${text.includes("/") ? text : `${text.replace(/\*$/, "")}*`}`)
      : inside;
  }
  return place(get("Bucket"), get("Key"));
};

const lambda: Rule = (get, around) => {
  const names = arns(get("FunctionName"), (name) => {
    const partial = /^(\d{12}):(?:function:)?(.+)$/.exec(name);
    if (partial) return `arn:${around.partition}:lambda:${around.region}:${partial[1]}:function:${partial[2]}`;
    return arn(around, "lambda", `function:${name.replace(/^function:/, "")}`);
  });
  if (get("Qualifier") === undefined) return names;
  const qualifiers = patternsOf(get("Qualifier"));
  return names?.flatMap((name) => (qualifiers ? qualifiers.map((qualifier) => `${name}:${qualifier}`) : [name, `${name}:*`]));
};

/** A secret's ARN ends in six random characters. */
const secret: Rule = (get, around) =>
  arns(get("SecretId") ?? get("Name"), (name) => {
    const ending = arn(around, "secretsmanager", `secret:${name}-??????`);
    const known = around.secretArn(name);
    return known === undefined ? ending : [known, ending];
  });

const parameterArn = (around: Around) => (name: string) => arn(around, "ssm", `parameter/${name.replace(/^\//, "")}`);

const ssm: Rule = (get, around, { name }) => {
  if (name === "ssm:GetParametersByPath") {
    // Access is asked for on the path itself.
    return arns(get("Path"), (path) => {
      const base = parameterArn(around)(path.replace(/\/$/, ""));
      return [base, `${base}/*`];
    });
  }
  const many = get("Names");
  if (many !== undefined) {
    const items = itemsOf(many);
    return items && all(items.map((item) => arns(item, parameterArn(around))));
  }
  return arns(get("Name"), parameterArn(around));
};

const events: Rule = (get, around, info) => {
  const bus = (name: string) => arn(around, "events", `event-bus/${name}`);
  const entries = get("Entries");
  if (entries === undefined) return generic(info, get, around);
  const items = itemsOf(entries);
  if (!items || items.length === 0) return undefined;
  return all(
    items.map((item) =>
      item.is === "object" && !item.open && !Object.hasOwn(item.fields, "EventBusName")
        ? [bus("default")]
        : arns(at(item, ["EventBusName"]), bus),
    ),
  );
};

const kms: Rule = (get, around) =>
  arns(
    get("KeyId") ?? get("SourceKeyId") ?? get("DestinationKeyId"),
    (key) => around.keyArn(key) ?? (key.startsWith("alias/") || key.includes("*") ? undefined : arn(around, "kms", `key/${key}`)),
  );

const RULES: Readonly<Record<string, Rule>> = {
  dynamodb,
  s3,
  lambda,
  ssm,
  events,
  kms,
  secretsmanager: secret,
  sqs: (get, around) => arns(get("QueueUrl"), (url) => queueArn(url, around)),
  sns: (get) =>
    get("PhoneNumber") === undefined || get("TopicArn") !== undefined ? arns(get("TopicArn") ?? get("TargetArn"), () => undefined) : ["*"],
  states: (get, around, info) => {
    const execution = arns(get("ExecutionArn"), () => undefined);
    return execution ?? arns(get("StateMachineArn"), () => undefined) ?? (get("TaskToken") ? undefined : generic(info, get, around));
  },
  sts: (get) => arns(get("RoleArn"), () => undefined),
  kinesis: (get, around) => arns(get("StreamName") ?? get("StreamARN"), (name) => arn(around, "kinesis", `stream/${name}`)),
  firehose: (get, around) => arns(get("DeliveryStreamName"), (name) => arn(around, "firehose", `deliverystream/${name}`)),
  logs: (get, around) =>
    arns(get("LogGroupName") ?? get("LogGroupIdentifier"), (name) => [
      arn(around, "logs", `log-group:${name}`),
      arn(around, "logs", `log-group:${name}:*`),
    ]),
  "cognito-idp": (get, around) => arns(get("UserPoolId"), (id) => arn(around, "cognito-idp", `userpool/${id}`)),
  "execute-api": (_get, around) => [arn(around, "execute-api", "*/*/*/@connections/*")],
  bedrock: (get, around) =>
    arns(get("ModelId"), (id) =>
      /^(us|eu|apac|jp|au|global)\./.test(id) ? undefined : `arn:${around.partition}:bedrock:*::foundation-model/${id}`,
    ),
  scheduler: (get, around) => {
    const groups = get("GroupName") === undefined ? ["default"] : (patternsOf(get("GroupName")) ?? ["*"]);
    return arns(get("Name"), (name) => groups.map((group) => arn(around, "scheduler", `schedule/${group}/${name}`)));
  },
  "rds-data": (get) => arns(get("ResourceArn"), () => undefined),
  "rds-db": (get, around) =>
    (patternsOf(get("username") ?? get("DBUsername")) ?? ["*"]).map((user) => arn(around, "rds-db", `dbuser:*/${user}`)),
  iot: (get, around) =>
    arns(get("Topic"), (topic) => arn(around, "iot", `topic/${topic}`)) ??
    arns(get("ThingName"), (thing) => arn(around, "iot", `thing/${thing}`)),
};

/** Fills the forms of ARN the catalogue has for the action with parameters of the same name; a name that is missing becomes `*`. */
function generic(info: ActionInfo, get: Get, around: Around): readonly string[] | undefined {
  const out: string[] = [];
  const types = resourceTypesOfService(info.service).filter((type) => info.resourceTypes.includes(type.key));
  for (const type of types) {
    let found = false;
    const filled = type.arn.replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => {
      if (name === "Partition") return around.partition;
      if (name === "Region") return around.region;
      if (name === "Account") return around.account;
      const [only, ...more] = patternsOf(get(name)) ?? [];
      if (only === undefined || more.length > 0 || only.startsWith("arn:")) return "*";
      found = true;
      return only;
    });
    if (found) out.push(filled);
    const whole = patternsOf(get(`${type.key[0]?.toUpperCase()}${type.key.slice(1)}Arn`));
    if (whole) out.push(...whole.filter((one) => one.startsWith("arn:")));
  }
  return out.length === 0 ? undefined : out;
}
