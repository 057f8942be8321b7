import { DENIED, defineCases } from "../../cases.ts";

const container = {
  Name: "app",
  Image: "111122223333.dkr.ecr.ap-northeast-1.amazonaws.com/app:1",
  Privileged: false,
  ReadonlyRootFilesystem: true,
  User: "1000",
  Environment: {},
  Secrets: {},
  LogDriver: "awslogs",
  LogGroup: "/app",
  AddedCapabilities: [],
};

export default defineCases<"EcsTaskDefinition">({
  pass: { "other variables": { given: { Containers: [{ ...container, Environment: { AWS_REGION: "ap-northeast-1" } }] } } },
  fail: {
    "a secret key": {
      given: { Containers: [{ ...container, Environment: { AWS_SECRET_ACCESS_KEY: DENIED } }] },
      subjects: ["app/AWS_SECRET_ACCESS_KEY"],
    },
  },
  unknown: { "the read was denied": { given: { Containers: DENIED } } },
});
