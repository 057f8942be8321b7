import { parsePolicy, unknown } from "../../../model/index.ts";
import { DENIED, defineCases, resource } from "../../cases.ts";

const role = "arn:aws:iam::111122223333:role/a";
function granting(...Statement: object[]) {
  return [
    resource("Role", {
      name: "a",
      region: "global",
      id: role,
      Policies: [{ PolicyName: "p", PolicyDocument: parsePolicy({ Statement }) }],
      ManagedPolicyArns: [],
      PermissionsBoundary: undefined,
    }),
  ];
}
const secret = {
  Effect: "Allow",
  Action: "secretsmanager:GetSecretValue",
  Resource: "arn:aws:secretsmanager:ap-northeast-1:111122223333:secret:db-AbCdEf",
};

export default defineCases<"LambdaFunction">({
  pass: {
    "only the secret's ARN": {
      given: {
        Role: role,
        Environment: { DB_HOST: "db", DB_SECRET_ARN: "arn:aws:secretsmanager:ap-northeast-1:111122223333:secret:db-AbCdEf" },
      },
      beside: granting(secret),
    },
    "IAM database authentication": {
      given: { Role: role, Environment: { DB_HOST: "db" } },
      beside: granting({ Effect: "Allow", Action: "rds-db:connect", Resource: "*" }),
    },
  },
  fail: {
    "a snapshot took the password away, and left its name": {
      given: { Role: role, Environment: { DB_PASSWORD: unknown("masked") } },
      subjects: ["DB_PASSWORD"],
    },
    "a snapshot took an address with a password away": {
      given: { Role: role, Environment: { STORE: unknown("masked", { what: "postgres://*:*@" }) } },
      subjects: ["STORE"],
    },
    "the password in a variable": { given: { Role: role, Environment: { DB_PASSWORD: "not-a-real-one" } }, subjects: ["DB_PASSWORD"] },
    "a connection string with the password": {
      given: { Role: role, Environment: { DATABASE_URL: "postgres://app:not-a-real-one@db/app" } },
      subjects: ["DATABASE_URL"],
    },
    "the role may read no secret": {
      given: { Role: role, Environment: { DB_HOST: "db" } },
      beside: granting({ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }),
    },
  },
  unknown: {
    "a value is not known": { given: { Role: role, Environment: { DB_PASSWORD: DENIED } }, beside: granting(secret) },
    "roles could not be listed": { given: { Role: role, Environment: { DB_HOST: "db" } }, gaps: ["Role"] },
  },
  "not-applicable": {
    "a snapshot took away what was no address": { given: { Role: role, Environment: { MODE: unknown("masked") } } },
    "no sign of a database": { given: { Role: role, Environment: { TABLE: "orders" } } },
  },
});
