import { unknown } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const resolved = "{{resolve:secretsmanager:db:SecretString:password}}";

export default defineCases<"DbCluster">({
  pass: {
    managed: { given: { Engine: "aurora-mysql", ManagedMasterPassword: true } },
    "the template takes it from Secrets Manager": {
      given: { Engine: "aurora-mysql", ManagedMasterPassword: false, MasterUserPassword: unknown("elsewhere", { what: resolved }) },
    },
    "the reference as text": { given: { Engine: "aurora-mysql", ManagedMasterPassword: false, MasterUserPassword: resolved } },
  },
  fail: {
    "by hand": { given: { Engine: "aurora-mysql", ManagedMasterPassword: false, MasterUserPassword: undefined } },
    "as a parameter of the template": {
      given: { Engine: "aurora-mysql", ManagedMasterPassword: false, MasterUserPassword: unknown("parameter", { what: "DbPassword" }) },
    },
    "a plain parameter of Systems Manager": {
      given: {
        Engine: "aurora-mysql",
        ManagedMasterPassword: false,
        MasterUserPassword: unknown("elsewhere", { what: "{{resolve:ssm:db}}" }),
      },
    },
  },
  unknown: {
    "not readable": { given: { Engine: "aurora-mysql", ManagedMasterPassword: DENIED } },
  },
  "not-applicable": {
    "in clear text, which has a check of its own": {
      given: { Engine: "aurora-mysql", ManagedMasterPassword: false, MasterUserPassword: ["not", "a", "secret"].join("-") },
    },
    "Neptune knows no passwords": { given: { Engine: "neptune" } },
  },
});
