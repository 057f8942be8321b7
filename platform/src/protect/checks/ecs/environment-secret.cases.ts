import { unknown } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const noise = ["q8Zr", "T5w1", "Lm0V", "b7Xc", "9sKd"].join("");
const container = (Environment: Record<string, string | ReturnType<typeof unknown>>) => ({
  Containers: [
    {
      Name: "app",
      Image: "app:1",
      Privileged: false,
      ReadonlyRootFilesystem: true,
      User: undefined,
      Environment,
      Secrets: {},
      LogDriver: undefined,
      LogGroup: undefined,
      AddedCapabilities: [],
    },
  ],
});

export default defineCases<"EcsTaskDefinition">({
  pass: {
    "AWS credentials are another check": { given: container({ AWS_SECRET_ACCESS_KEY: noise }) },
    harmless: { given: container({ STAGE: "prod", TABLE: "orders" }) },
  },
  fail: {
    "token by its name": { given: container({ API_TOKEN: noise }), subjects: ["app/API_TOKEN"] },
    "written out at deployment": {
      given: container({ PW: unknown("elsewhere", { what: "{{resolve:secretsmanager:x}}" }) }),
      subjects: ["app/PW"],
    },
  },
  unknown: {
    "not readable": { given: { Containers: DENIED } },
    "a value is not known": { given: container({ CONFIG: unknown("parameter") }) },
  },
  manual: {
    "a weak password": { given: container({ DB_PASSWORD: "admin" }) },
  },
});
