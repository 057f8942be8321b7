import { isUnknown, type Resource } from "../../model/index.ts";
import { type Command, type Commands, fileOf, NONE, only, quoted, speechOf } from "./command.ts";
import { apiCommands } from "./commands-apis.ts";
import { messagingCommands } from "./commands-messaging.ts";
import type { Judgement } from "./item.ts";

/** The commands that retire a resource; none for kinds that are only reported. */
export function commandsOf(resource: Resource, judgement: Judgement): Commands {
  const speech = speechOf(resource);
  const { aws, keep, name } = speech;
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
    case "StateMachine":
      return {
        ...NONE,
        record: keep(`stepfunctions describe-state-machine --state-machine-arn ${speech.arn}`),
        delete: only(aws(`stepfunctions delete-state-machine --state-machine-arn ${speech.arn}`)),
      };
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
    default:
      return apiCommands(resource, speech) ?? messagingCommands(resource, speech) ?? NONE;
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
