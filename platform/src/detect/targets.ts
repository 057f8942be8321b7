import type { LogEvent } from "../model/index.ts";

/** Request parameters that name what a call is about, and how the ARN of it goes. `{a}` account, `{r}` region, `{v}` the value. */
const PARAMETERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  lambda: { functionName: "arn:aws:lambda:{r}:{a}:function:{v}", layerName: "arn:aws:lambda:{r}:{a}:layer:{v}" },
  s3: { bucketName: "arn:aws:s3:::{v}" },
  dynamodb: { tableName: "arn:aws:dynamodb:{r}:{a}:table/{v}", tableArn: "{v}" },
  iam: {
    userName: "arn:aws:iam::{a}:user/{v}",
    roleName: "arn:aws:iam::{a}:role/{v}",
    groupName: "arn:aws:iam::{a}:group/{v}",
    policyArn: "{v}",
  },
  sts: { roleArn: "{v}" },
  secretsmanager: { secretId: "arn:aws:secretsmanager:{r}:{a}:secret:{v}" },
  ssm: { name: "arn:aws:ssm:{r}:{a}:parameter/{v}" },
  kms: { keyId: "arn:aws:kms:{r}:{a}:key/{v}" },
  sqs: { queueUrl: "{v}" },
  sns: { topicArn: "{v}" },
  events: { name: "arn:aws:events:{r}:{a}:rule/{v}", rule: "arn:aws:events:{r}:{a}:rule/{v}" },
  states: { stateMachineArn: "{v}" },
  apigateway: { restApiId: "arn:aws:apigateway:{r}::/restapis/{v}", apiId: "arn:aws:apigateway:{r}::/apis/{v}" },
  logs: { logGroupName: "arn:aws:logs:{r}:{a}:log-group:{v}" },
  cloudtrail: { name: "arn:aws:cloudtrail:{r}:{a}:trail/{v}", trailName: "arn:aws:cloudtrail:{r}:{a}:trail/{v}" },
  ec2: { instanceId: "arn:aws:ec2:{r}:{a}:instance/{v}", groupId: "arn:aws:ec2:{r}:{a}:security-group/{v}" },
  cloudformation: { stackName: "arn:aws:cloudformation:{r}:{a}:stack/{v}" },
  "cognito-idp": { userPoolId: "arn:aws:cognito-idp:{r}:{a}:userpool/{v}" },
};

/** Names of the request parameters that `targetsOf` reads. */
export function namingParameters(service: string): readonly string[] {
  return Object.keys(PARAMETERS[service] ?? {});
}

/** What an event is about: the resources the record lists, and those its parameters name. */
export function targetsOf(event: LogEvent): readonly string[] {
  const parameters = PARAMETERS[event.service];
  const given = event.record["requestParameters"];
  if (!parameters || typeof given !== "object" || given === null) return event.resources;
  const out = [...event.resources];
  for (const [name, form] of Object.entries(parameters)) {
    const value = (given as Readonly<Record<string, unknown>>)[name];
    if (typeof value !== "string" || value === "") continue;
    // A whole ARN where a name may stand; versions and aliases are of the same function.
    const arn = value.startsWith("arn:")
      ? value
      : form
          .replace("{r}", event.region)
          .replace("{a}", event.account)
          .replace("{v}", () => value.replace(/^\//, ""));
    if (!out.includes(arn)) out.push(arn);
  }
  return out;
}
