import { unknown } from "../../../model/index.ts";
import { defineCases } from "../../cases.ts";

const noise = ["q8Zr", "T5w1", "Lm0V", "b7Xc", "9sKd"].join("");
const text = (Name: string | undefined, Value: string, ...Path: string[]) => ({ Name, Value, Path });

export default defineCases<"Template">({
  pass: {
    "no text that looks like a secret": {
      given: {
        Texts: [
          text("TableName", "orders", "Parameters", "TableName", "Default"),
          text("Url", "https://${Api}.example.test/prod", "Outputs", "Url", "Value", "Fn::Sub"),
        ],
      },
    },
    "a dynamic reference": {
      given: {
        Texts: [text("DbPassword", "{{resolve:secretsmanager:app/db:SecretString:password}}", "Parameters", "DbPassword", "Default")],
      },
    },
    "the name of a secret, not its value": {
      given: { Texts: [text("DbSecretName", "prod/orders/database", "Parameters", "DbSecretName", "Default")] },
    },
  },
  fail: {
    "a default of a parameter": {
      given: { Texts: [text("DbPassword", `${noise}!`, "Parameters", "DbPassword", "Default")] },
      subjects: ["Parameters.DbPassword.Default"],
    },
    "a value of a mapping": {
      given: { Texts: [text("ApiToken", noise, "Mappings", "Stages", "prod", "ApiToken")] },
      subjects: ["Mappings.Stages.prod.ApiToken"],
    },
    "an output": {
      given: { Texts: [text("Connection", `postgres://app:${noise}@db.internal.test/orders`, "Outputs", "Connection", "Value")] },
    },
    "an assignment in a text without a name": {
      given: { Texts: [text(undefined, `#!/bin/sh\nexport DB_PASSWORD="${noise}"\n`, "Resources", "Host", "Properties", "UserData")] },
    },
  },
  unknown: {
    "the snapshot masks it": {
      given: { Texts: [{ Name: "DbPassword", Path: ["Parameters", "DbPassword", "Default"], Value: unknown("masked") }] },
    },
  },
  manual: {
    "a weak password": { given: { Texts: [text("DbPassword", "postgres", "Parameters", "DbPassword", "Default")] } },
  },
});
