import { isUnknown, type Resource } from "../../model/index.ts";
import type { Judgement } from "./item.ts";

export interface Command {
  readonly command: string;
  readonly undo?: string;
}

/** The AWS CLI commands that retire a resource, for a person to read and run. */
export interface Commands {
  /** Keeps the configuration, so that it can be made again. */
  readonly record: readonly Command[];
  /** Takes it out of service in a way that can be taken back at once. */
  readonly stop: readonly Command[];
  readonly delete: readonly Command[];
}

const NONE: Commands = { record: [], stop: [], delete: [] };

/** A word of the shell: quoted unless every character is plain. */
export function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) && !text.startsWith("-") ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

const only = (command: string): readonly Command[] => [{ command }];

/** File names of what is recorded: plain letters only. */
function fileOf(resource: Resource): string {
  return `retired/${resource.kind}-${resource.name.replace(/[^\w.-]+/g, "_")}.json`;
}

export function commandsOf(resource: Resource, judgement: Judgement): Commands {
  const at = resource.region === "global" ? "" : ` --region ${quoted(resource.region)}`;
  const aws = (text: string): string => `aws ${text}${at}`;
  const keep = (text: string): readonly Command[] => only(`${aws(text)} > ${fileOf(resource)}`);
  const name = quoted(resource.name);
  const arn = quoted(resource.id);
  switch (resource.kind) {
    case "LambdaFunction": {
      if (judgement.subject !== undefined)
        return {
          ...NONE,
          record: keep(`lambda list-versions-by-function --function-name ${name}`),
          delete: judgement.subject
            .split(", ")
            .map((v) => ({ command: aws(`lambda delete-function --function-name ${name} --qualifier ${quoted(v)}`) })),
        };
      const reserved = isUnknown(resource.ReservedConcurrentExecutions) ? undefined : resource.ReservedConcurrentExecutions;
      const provisioned = isUnknown(resource.ProvisionedConcurrency) ? [] : resource.ProvisionedConcurrency;
      const aliases = isUnknown(resource.Aliases) ? [] : resource.Aliases;
      return {
        record: keep(`lambda get-function --function-name ${name}`),
        stop: [
          {
            command: aws(`lambda put-function-concurrency --function-name ${name} --reserved-concurrent-executions 0`),
            undo:
              reserved === undefined
                ? aws(`lambda delete-function-concurrency --function-name ${name}`)
                : aws(`lambda put-function-concurrency --function-name ${name} --reserved-concurrent-executions ${reserved}`),
          },
        ],
        delete: [
          ...provisioned.map(({ Qualifier }) => ({
            command: aws(`lambda delete-provisioned-concurrency-config --function-name ${name} --qualifier ${quoted(Qualifier)}`),
          })),
          ...aliases.map((alias) => ({ command: aws(`lambda delete-alias --function-name ${name} --name ${quoted(alias.Name)}`) })),
          { command: aws(`lambda delete-function --function-name ${name}`) },
        ],
      };
    }
    case "LambdaLayerVersion": {
      const [layer, version] = [
        isUnknown(resource.LayerName) ? resource.name : resource.LayerName,
        isUnknown(resource.Version) ? "" : resource.Version,
      ];
      const of = `--layer-name ${quoted(layer)} --version-number ${version}`;
      return { ...NONE, record: keep(`lambda get-layer-version ${of}`), delete: only(aws(`lambda delete-layer-version ${of}`)) };
    }
    case "EventSourceMapping": {
      const uuid = quoted(resource.id.slice(resource.id.lastIndexOf(":") + 1));
      return {
        record: keep(`lambda get-event-source-mapping --uuid ${uuid}`),
        stop: [
          {
            command: aws(`lambda update-event-source-mapping --uuid ${uuid} --no-enabled`),
            undo: aws(`lambda update-event-source-mapping --uuid ${uuid} --enabled`),
          },
        ],
        delete: only(aws(`lambda delete-event-source-mapping --uuid ${uuid}`)),
      };
    }
    case "EventRule": {
      const bus =
        isUnknown(resource.EventBusName) || resource.EventBusName === "default" ? "" : ` --event-bus-name ${quoted(resource.EventBusName)}`;
      const targets = `events list-targets-by-rule --rule ${name}${bus}`;
      return {
        record: [
          ...keep(`events describe-rule --name ${name}${bus}`),
          ...only(`${aws(targets)} > ${fileOf(resource).replace(/\.json$/, "-targets.json")}`),
        ],
        stop: [{ command: aws(`events disable-rule --name ${name}${bus}`), undo: aws(`events enable-rule --name ${name}${bus}`) }],
        delete: [
          { command: aws(`events remove-targets --rule ${name}${bus} --ids $(${aws(`${targets} --query 'Targets[].Id' --output text`)})`) },
          { command: aws(`events delete-rule --name ${name}${bus}`) },
        ],
      };
    }
    case "Schedule": {
      const group = isUnknown(resource.GroupName) ? "" : ` --group-name ${quoted(resource.GroupName)}`;
      return {
        ...NONE,
        record: keep(`scheduler get-schedule --name ${name}${group}`),
        delete: only(aws(`scheduler delete-schedule --name ${name}${group}`)),
      };
    }
    case "Pipe":
      return {
        record: keep(`pipes describe-pipe --name ${name}`),
        stop: [{ command: aws(`pipes stop-pipe --name ${name}`), undo: aws(`pipes start-pipe --name ${name}`) }],
        delete: only(aws(`pipes delete-pipe --name ${name}`)),
      };
    case "Subscription": {
      if (isUnknown(resource.TopicArn) || isUnknown(resource.Endpoint)) return NONE;
      // A subscription's own ARN ends in an id that is not kept: it is looked up by its endpoint.
      const list = aws(`sns list-subscriptions-by-topic --topic-arn ${quoted(resource.TopicArn)}`);
      const query = quoted(`Subscriptions[?Endpoint==\`${resource.Endpoint}\`].SubscriptionArn`);
      return {
        ...NONE,
        record: only(`${list} > ${fileOf(resource)}`),
        delete: only(aws(`sns unsubscribe --subscription-arn "$(${list} --query ${query} --output text)"`)),
      };
    }
    case "RestApi": {
      if (isUnknown(resource.RestApiId)) return NONE;
      const id = `--rest-api-id ${quoted(resource.RestApiId)}`;
      const patch = (value: boolean) =>
        aws(`apigateway update-rest-api ${id} --patch-operations op=replace,path=/disableExecuteApiEndpoint,value=${value}`);
      const before = resource.DisableExecuteApiEndpoint === true;
      return {
        record: keep(`apigateway get-rest-api ${id}`),
        stop: before ? [] : [{ command: patch(true), undo: patch(false) }],
        delete: only(aws(`apigateway delete-rest-api ${id}`)),
      };
    }
    case "HttpApi": {
      if (isUnknown(resource.ApiId)) return NONE;
      const id = `--api-id ${quoted(resource.ApiId)}`;
      const before = resource.DisableExecuteApiEndpoint === true;
      return {
        record: keep(`apigatewayv2 get-api ${id}`),
        stop: before
          ? []
          : [
              {
                command: aws(`apigatewayv2 update-api ${id} --disable-execute-api-endpoint`),
                undo: aws(`apigatewayv2 update-api ${id} --no-disable-execute-api-endpoint`),
              },
            ],
        delete: only(aws(`apigatewayv2 delete-api ${id}`)),
      };
    }
    case "AppSyncApi": {
      if (isUnknown(resource.ApiId)) return NONE;
      const id = `--api-id ${quoted(resource.ApiId)}`;
      return { ...NONE, record: keep(`appsync get-graphql-api ${id}`), delete: only(aws(`appsync delete-graphql-api ${id}`)) };
    }
    case "StateMachine":
      return {
        ...NONE,
        record: keep(`stepfunctions describe-state-machine --state-machine-arn ${arn}`),
        delete: only(aws(`stepfunctions delete-state-machine --state-machine-arn ${arn}`)),
      };
    case "Queue": {
      const url =
        isUnknown(resource.QueueUrl) || resource.QueueUrl === undefined
          ? `"$(${aws(`sqs get-queue-url --queue-name ${name} --output text`)})"`
          : quoted(resource.QueueUrl);
      return {
        ...NONE,
        record: keep(`sqs get-queue-attributes --queue-url ${url} --attribute-names All`),
        delete: only(aws(`sqs delete-queue --queue-url ${url}`)),
      };
    }
    case "Topic":
      return {
        ...NONE,
        record: keep(`sns get-topic-attributes --topic-arn ${arn}`),
        delete: only(aws(`sns delete-topic --topic-arn ${arn}`)),
      };
    case "KinesisStream":
      return {
        ...NONE,
        record: keep(`kinesis describe-stream-summary --stream-name ${name}`),
        delete: only(aws(`kinesis delete-stream --stream-name ${name}`)),
      };
    case "FirehoseStream":
      return {
        ...NONE,
        record: keep(`firehose describe-delivery-stream --delivery-stream-name ${name}`),
        delete: only(aws(`firehose delete-delivery-stream --delivery-stream-name ${name}`)),
      };
    case "DynamoTable": {
      const backup = `${resource.name.slice(0, 240)}-retired`;
      return {
        ...NONE,
        record: [
          ...keep(`dynamodb describe-table --table-name ${name}`),
          { command: aws(`dynamodb create-backup --table-name ${name} --backup-name ${quoted(backup)}`) },
        ],
        delete: only(aws(`dynamodb delete-table --table-name ${name}`)),
      };
    }
    case "Role":
      return roleCommands(resource, keep, aws);
    case "User": {
      const file = fileOf(resource);
      return {
        record: [...only(`${aws(`iam list-access-keys --user-name ${name}`)} > ${file}`)],
        stop: [
          {
            command: aws(`iam attach-user-policy --user-name ${name} --policy-arn arn:aws:iam::aws:policy/AWSDenyAll`),
            undo: aws(`iam detach-user-policy --user-name ${name} --policy-arn arn:aws:iam::aws:policy/AWSDenyAll`),
          },
        ],
        // Keys, policies and groups must go before; what there is of them is for a person to look at.
        delete: only(aws(`iam delete-user --user-name ${name}`)),
      };
    }
    case "LogGroup":
      return {
        ...NONE,
        record: keep(`logs describe-log-groups --log-group-name-prefix ${name}`),
        delete: only(aws(`logs delete-log-group --log-group-name ${name}`)),
      };
    case "RestMethod": {
      if (isUnknown(resource.RestApiId) || isUnknown(resource.ResourcePath) || isUnknown(resource.HttpMethod)) return NONE;
      const api = `--rest-api-id ${quoted(resource.RestApiId)}`;
      const found = `"$(${aws(`apigateway get-resources ${api} --query ${quoted(`items[?path==\`${resource.ResourcePath}\`].id`)} --output text`)})"`;
      const of = `${api} --resource-id ${found} --http-method ${quoted(resource.HttpMethod)}`;
      return { ...NONE, record: keep(`apigateway get-method ${of}`), delete: only(aws(`apigateway delete-method ${of}`)) };
    }
    case "HttpRoute": {
      if (isUnknown(resource.ApiId) || isUnknown(resource.RouteKey)) return NONE;
      const api = `--api-id ${quoted(resource.ApiId)}`;
      const found = `"$(${aws(`apigatewayv2 get-routes ${api} --query ${quoted(`Items[?RouteKey==\`${resource.RouteKey}\`].RouteId`)} --output text`)})"`;
      return {
        ...NONE,
        record: keep(`apigatewayv2 get-route ${api} --route-id ${found}`),
        delete: only(aws(`apigatewayv2 delete-route ${api} --route-id ${found}`)),
      };
    }
    default:
      return NONE;
  }
}

/** A role can only be deleted when nothing hangs on it any more. Until then a policy that denies everything takes its place. */
function roleCommands(
  role: Resource & { readonly kind: "Role" },
  keep: (text: string) => readonly Command[],
  aws: (text: string) => string,
): Commands {
  const name = `--role-name ${quoted(role.name)}`;
  const deny = "--policy-arn arn:aws:iam::aws:policy/AWSDenyAll";
  const managed = isUnknown(role.ManagedPolicyArns) ? [] : role.ManagedPolicyArns;
  const inline = isUnknown(role.Policies) ? [] : role.Policies;
  return {
    record: keep(`iam get-role ${name}`),
    stop: [{ command: aws(`iam attach-role-policy ${name} ${deny}`), undo: aws(`iam detach-role-policy ${name} ${deny}`) }],
    delete: [
      { command: aws(`iam detach-role-policy ${name} ${deny}`) },
      ...managed.flatMap((policy) =>
        isUnknown(policy) ? [] : [{ command: aws(`iam detach-role-policy ${name} --policy-arn ${quoted(policy)}`) }],
      ),
      ...inline.map((policy) => ({ command: aws(`iam delete-role-policy ${name} --policy-name ${quoted(policy.PolicyName)}`) })),
      { command: aws(`iam delete-role ${name}`) },
    ],
  };
}
