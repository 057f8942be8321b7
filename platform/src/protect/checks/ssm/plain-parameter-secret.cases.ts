import { DENIED, defineCases } from "../../cases.ts";

const token = ["q8Zr", "T5w1", "Lm0V", "b7Xc", "9sKd"].join("");

export default defineCases<"SsmParameter">({
  pass: {
    SecureString: { given: { Name: "/app/db-password", Type: "SecureString", Value: undefined } },
    "harmless value": { given: { Name: "/app/table", Type: "String", Value: "orders" } },
    "a reference under a secret's name": {
      given: { Name: "/app/api-token", Type: "String", Value: "arn:aws:secretsmanager:ap-northeast-1:111122223333:secret:t-AbCdEf" },
    },
  },
  fail: {
    "token by its name": { given: { Name: "/app/prod/api-token", Type: "String", Value: token } },
    "password in JSON": { given: { Name: "/app/config", Type: "String", Value: JSON.stringify({ dbPassword: `${token}!` }) } },
    "in a list": { given: { Name: "/app/creds", Type: "StringList", Value: `user,client_secret=${token}` } },
  },
  unknown: {
    "value not readable": { given: { Name: "/app/x", Type: "String", Value: DENIED } },
    "type not readable": { given: { Name: "/app/x", Type: DENIED, Value: DENIED } },
  },
  manual: {
    "a weak password": { given: { Name: "/app/db-password", Type: "String", Value: "postgres" } },
  },
});
