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
  pass: { "read-only": { given: { Containers: [container] } } },
  fail: { writable: { given: { Containers: [{ ...container, ReadonlyRootFilesystem: false }] }, subjects: ["app"] } },
  unknown: { "one is not known": { given: { Containers: [{ ...container, ReadonlyRootFilesystem: DENIED }] } } },
});
