import { isUnknown, type Resource } from "../../model/index.ts";
import { type Commands, fileOf, NONE, only, quoted, type Speech } from "./command.ts";

/** Commands for what brings events, keeps them, or stores data. */
export function messagingCommands(resource: Resource, { aws, keep, name, arn }: Speech): Commands | undefined {
  switch (resource.kind) {
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
    default:
      return undefined;
  }
}
