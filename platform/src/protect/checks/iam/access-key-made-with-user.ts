import { failIf, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { credentialsOf, daysSince } from "../../people/credentials.ts";

/** Password on, key active, never used, and both made within a minute. */
export const accessKeyMadeWithUser = defineCheck({
  id: "iam/access-key-made-with-user",
  on: "User",
  severity: "low",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-1", "PR.AC-4"],
  meets: { "cis-aws-foundations-2.0.0": ["1.11"] },
  text: {
    en: {
      title: "An access key was made together with the user and never used",
      risk: "A key that nobody asked for lies in an old download or mail, and works.",
      fix: "Delete the unused key; make one only when the user needs it.",
    },
    ja: {
      title: "ユーザー作成時に発行され未使用のアクセスキー",
      risk: "必要とされていないキーが古いダウンロードやメールに残り、有効なままになっています。",
      fix: "未使用のキーを削除し、必要になった時点で発行してください。",
    },
  },
  remedy: {
    cli: "aws iam delete-access-key --user-name <user> --access-key-id <key-id>",
  },
  judge(user, need, world) {
    const row = credentialsOf(user, need);
    if (row === undefined) return notApplicable;
    const born = row.UserCreationTime;
    if (!row.PasswordEnabled || born === undefined) return pass;
    const together = (made: string) => Math.abs(daysSince(made, world.now, need) - daysSince(born, world.now, need)) * 86_400 <= 60;
    return failIf(
      row.Keys.flatMap((key, index) =>
        key.Active && key.LastUsed === undefined && key.LastRotated !== undefined && together(key.LastRotated)
          ? [
              {
                subject: `access-key-${index + 1}`,
                path: ["Credentials", "Keys", index],
                found: { created: key.LastRotated, userCreated: born },
              },
            ]
          : [],
      ),
    );
  },
});
