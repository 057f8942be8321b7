import { type Fact, fail, isUnknown, type Noun, notApplicable, pass, type Resource, type Verdict } from "../../model/index.ts";
import type { Need } from "../check.ts";

/**
 * Whether a template writes the master password out. AWS never tells the password, so live databases are not judged.
 * A parameter without a default, a reference and a generated value are not written in the template.
 */
export function judgeMasterPassword(database: Resource, password: Fact<string | undefined>, need: Need): Verdict {
  if (isUnknown(password) && ["parameter", "elsewhere", "known-after-deploy"].includes(password.reason)) return pass;
  const text = need(password);
  if (text === undefined) return database.origin.source === "template" ? pass : notApplicable;
  if (text.startsWith("{{resolve:")) return pass;
  return fail({ path: ["MasterUserPassword"], found: { length: text.length, written: "in clear text" } });
}

/** Passes when Secrets Manager keeps the master password: RDS put it there, or the template takes it from there. */
export function judgePasswordKeeping(database: Noun<"DbInstance"> | Noun<"DbCluster">, need: Need): Verdict {
  if (need(database.ManagedMasterPassword)) return pass;
  const password = database.MasterUserPassword;
  const text = isUnknown(password) ? password.what : password;
  if (text?.includes("{{resolve:secretsmanager:")) return pass;
  // A password in clear text is the stronger fault, and has its own check.
  if (!isUnknown(password) && password !== undefined && !password.startsWith("{{resolve:")) return notApplicable;
  return fail({ path: ["ManageMasterUserPassword"], found: false, expected: true });
}
