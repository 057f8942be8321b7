import { unknown, unknownInText } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const noise = ["q8Zr", "T5w1", "Lm0V", "b7Xc", "9sKd"].join("");
const env = (Environment: Record<string, string | ReturnType<typeof unknown>>) => ({ Environment });

export default defineCases<"LambdaFunction">({
  pass: {
    "an address of which AWS decides the host": {
      given: env({
        API: unknownInText(unknown("known-after-deploy", { what: "Api" }), "https://${…}.execute-api.ap-northeast-1.amazonaws.com/prod"),
      }),
    },
    "no variables": { given: env({}) },
    "names and references": {
      given: env({
        TABLE: "orders",
        DB_SECRET_ARN: "arn:aws:secretsmanager:ap-northeast-1:111122223333:secret:db-AbCdEf",
        API_TOKEN: "/app/api-token",
      }),
    },
    "names AWS gives at deployment": {
      given: env({ QUEUE: unknown("known-after-deploy"), DB_SECRET: unknown("known-after-deploy", { what: "Secret.Id" }) }),
    },
    "encrypted by KMS before it was set": { given: env({ DB_PASSWORD: `AQICA${"HhBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789".repeat(4)}` }) },
  },
  fail: {
    "an address with a password before a host that AWS decides": {
      given: env({
        DB: unknownInText(unknown("known-after-deploy", { what: "Db.Endpoint" }), "postgres://app:Sakura7-Tsukiji4-Hashi9@${…}/x"),
      }),
      subjects: ["DB"],
    },
    "a password with an ending that AWS decides": {
      given: env({ DB_PASSWORD: unknownInText(unknown("known-after-deploy", { what: "Db.Id" }), "Sakura7-Tsukiji4-Hashi9${…}") }),
      subjects: ["DB_PASSWORD"],
    },
    "a secret that the deployment writes out, of a name that AWS decides": {
      given: env({
        TOKEN: unknownInText(unknown("known-after-deploy", { what: "Secret" }), "{{resolve:secretsmanager:${…}:SecretString:token}}"),
      }),
      subjects: ["TOKEN"],
    },
    "token by its name": { given: env({ TABLE: "orders", API_TOKEN: noise }), subjects: ["API_TOKEN"] },
    "password in an address": { given: env({ DATABASE_URL: `postgres://app:${noise}@db.test/app` }), subjects: ["DATABASE_URL"] },
    "two secrets are two findings": { given: env({ API_TOKEN: noise, DB_PASSWORD: `${noise}!` }), subjects: ["API_TOKEN", "DB_PASSWORD"] },
    "a reference that is written out at deployment": {
      given: env({ DB_PASSWORD: unknown("elsewhere", { what: "{{resolve:secretsmanager:db:SecretString:password}}" }) }),
      subjects: ["DB_PASSWORD"],
    },
    "the key of a user made in the same template": {
      given: env({ AWS_KEY: unknown("known-after-deploy", { what: "UserKey.SecretAccessKey" }) }),
      subjects: ["AWS_KEY"],
    },
    "one secret proven, another value unknown": { given: env({ API_TOKEN: noise, OTHER: unknown("parameter") }), subjects: ["API_TOKEN"] },
  },
  unknown: {
    "a plan without its source does not show what stands around a reference": {
      given: env({ DB: unknown("elsewhere", { what: "aws_db_instance.d.address" }) }),
    },
    "environment not readable": { given: { Environment: DENIED } },
    "value comes from a parameter": { given: env({ CONFIG: unknown("parameter") }) },
    "a snapshot took the value away": { given: env({ API_TOKEN: unknown("masked") }) },
  },
  manual: {
    "a weak password, or a stand-in": { given: env({ DB_PASSWORD: "postgres" }) },
  },
});
