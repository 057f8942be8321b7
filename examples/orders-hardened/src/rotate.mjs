import { GetRandomPasswordCommand, PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";

const secrets = new SecretsManagerClient({});

/** Makes the new password of the database; the other three steps belong to the database. */
export async function handler({ Step, SecretId, ClientRequestToken }) {
  if (Step !== "createSecret") return;
  const { RandomPassword } = await secrets.send(new GetRandomPasswordCommand({ PasswordLength: 40 }));
  await secrets.send(
    new PutSecretValueCommand({ SecretId, ClientRequestToken, SecretString: RandomPassword, VersionStages: ["AWSPENDING"] }),
  );
}
