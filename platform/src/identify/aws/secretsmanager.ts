import { GetResourcePolicyCommand, ListSecretsCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { defineCollector } from "./collector.ts";
import { isoDate, policyOf, tagRecord } from "./shapes.ts";

/** Secrets, without their values: those are never asked for. */
export const secretsmanager = defineCollector({
  service: "secretsmanager",
  scope: "region",
  kinds: ["Secret"],
  calls: { ListSecrets: "secretsmanager:ListSecrets", GetResourcePolicy: "secretsmanager:GetResourcePolicy" },
  origins: { Secret: { "": "secretsmanager:ListSecrets", Policy: "secretsmanager:GetResourcePolicy" } },
  async collect(aws) {
    const client = aws.client(SecretsManagerClient);
    const secrets = await aws.list(["Secret"], client, ListSecretsCommand, { MaxResults: 100 }, { items: (page) => page.SecretList });
    await aws.each(secrets, async (secret) => {
      const arn = secret.ARN ?? "";
      const name = secret.Name ?? arn;
      const policy = await aws.read(client, new GetResourcePolicyCommand({ SecretId: arn }), { absent: ["ResourceNotFoundException"] });
      aws.add(
        "Secret",
        { id: arn, name },
        {
          Arn: arn,
          Name: name,
          KmsKeyId: secret.KmsKeyId,
          RotationEnabled: secret.RotationEnabled ?? false,
          RotationDays: secret.RotationRules?.AutomaticallyAfterDays ?? daysOf(secret.RotationRules?.ScheduleExpression),
          LastRotatedDate: isoDate(secret.LastRotatedDate),
          LastAccessedDate: isoDate(secret.LastAccessedDate),
          CreatedDate: isoDate(secret.CreatedDate),
          NextRotationDate: isoDate(secret.NextRotationDate),
          OwningService: secret.OwningService,
          Policy: policyOf(policy, (known) => known.ResourcePolicy),
          SecretString: undefined,
          Tags: tagRecord(secret.Tags),
        },
      );
    });
  },
});

/** Days of `rate(10 days)` or `rate(12 hours)`; a cron expression has no single number. */
function daysOf(schedule: string | undefined): number | undefined {
  const match = /^rate\((\d+) (day|hour)s?\)$/.exec(schedule ?? "");
  return match ? Number(match[1]) / (match[2] === "hour" ? 24 : 1) : undefined;
}
