import { unknown } from "../../../model/index.ts";
import { DENIED, defineCases, resource } from "../../cases.ts";

const given = { ReservedConcurrentExecutions: undefined, Policies: [], name: "f" };

export default defineCases<"LambdaFunction">({
  pass: {
    limited: { given: { ...given, Environment: { DB_HOST: "db.example.com" }, ReservedConcurrentExecutions: 20 } },
    "through RDS Proxy": { given: { ...given, Environment: { DB_HOST: "p.proxy-abc.ap-northeast-1.rds.amazonaws.com" } } },
    "fed by a queue with a maximum only": {
      given: { ...given, Environment: { DB_HOST: "db" } },
      beside: [resource("EventSourceMapping", { FunctionName: "f", MaximumConcurrency: 5 })],
    },
  },
  fail: {
    "a snapshot took the address away, and says of what it was": {
      given: { ...given, Environment: { STORE: unknown("masked", { what: "mysql://*:*@" }) } },
    },
    "a name says so": { given: { ...given, Environment: { DB_HOST: DENIED } } },
    "a value says so": { given: { ...given, Environment: { HOST: "c.cluster-x.ap-northeast-1.rds.amazonaws.com" } } },
    "a queue with a maximum beside an open policy": {
      given: { ...given, Policies: [{ Qualifier: undefined, Document: DENIED }], Environment: { PGHOST: "db" } },
      beside: [resource("EventSourceMapping", { FunctionName: "f", MaximumConcurrency: 5 })],
    },
  },
  unknown: {
    "the value of a variable that may be an address was denied": { given: { ...given, Environment: { HOST: DENIED } } },
    "another mapping may feed the function": {
      given: { ...given, Environment: { DB_HOST: "db" } },
      beside: [
        resource("EventSourceMapping", { FunctionName: "f", MaximumConcurrency: 5 }),
        resource("EventSourceMapping", { name: "m2", FunctionName: DENIED, MaximumConcurrency: undefined }),
      ],
    },
    "variables could not be read": { given: { ...given, Environment: DENIED } },
    "another mapping may hide": {
      given: { ...given, Environment: { DB_HOST: "db" } },
      beside: [resource("EventSourceMapping", { FunctionName: "f", MaximumConcurrency: 5 })],
      gaps: ["EventSourceMapping"],
    },
    "the reservation is not known": { given: { ...given, Environment: { DB_HOST: "x" }, ReservedConcurrentExecutions: DENIED } },
  },
  "not-applicable": {
    "a snapshot took away what was no address": { given: { ...given, Environment: { MODE: unknown("masked") } } },
    "a value the template leaves open, under a name that is no address": {
      given: { ...given, Environment: { STAGE: unknown("parameter", { what: "Stage" }) } },
    },
    "a table, whatever the variable's prefix": { given: { ...given, Environment: { DB_TABLE_NAME: "orders" } } },
    "a DynamoDB table is no such database": { given: { ...given, Environment: { TABLE_NAME: "orders", DYNAMODB_TABLE: "orders" } } },
  },
});
