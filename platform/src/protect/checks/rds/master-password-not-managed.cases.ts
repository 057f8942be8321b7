import { unknown } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const resolved = "{{resolve:secretsmanager:db:SecretString:password}}";

export default defineCases<"DbInstance">({
  pass: {
    managed: { given: { DbClusterIdentifier: undefined, ManagedMasterPassword: true } },
    "the template takes it from Secrets Manager": {
      given: { DbClusterIdentifier: undefined, ManagedMasterPassword: false, MasterUserPassword: unknown("elsewhere", { what: resolved }) },
    },
    "the reference as text": { given: { DbClusterIdentifier: undefined, ManagedMasterPassword: false, MasterUserPassword: resolved } },
  },
  fail: {
    "by hand": { given: { DbClusterIdentifier: undefined, ManagedMasterPassword: false, MasterUserPassword: undefined } },
    "as a parameter of the template": {
      given: {
        DbClusterIdentifier: undefined,
        ManagedMasterPassword: false,
        MasterUserPassword: unknown("parameter", { what: "DbPassword" }),
      },
    },
    "a plain parameter of Systems Manager": {
      given: {
        DbClusterIdentifier: undefined,
        ManagedMasterPassword: false,
        MasterUserPassword: unknown("elsewhere", { what: "{{resolve:ssm:db}}" }),
      },
    },
  },
  unknown: {
    "not readable": { given: { DbClusterIdentifier: undefined, ManagedMasterPassword: DENIED } },
  },
  "not-applicable": {
    "in clear text, which has a check of its own": {
      given: { DbClusterIdentifier: undefined, ManagedMasterPassword: false, MasterUserPassword: ["not", "a", "secret"].join("-") },
    },
    "member of a cluster": { given: { DbClusterIdentifier: "c", ManagedMasterPassword: false } },
  },
});
