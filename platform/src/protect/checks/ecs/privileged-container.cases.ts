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
  pass: { unprivileged: { given: { Containers: [container] } } },
  fail: {
    "the sidecar is": { given: { Containers: [container, { ...container, Name: "agent", Privileged: true }] }, subjects: ["agent"] },
  },
  unknown: { "one is not known": { given: { Containers: [{ ...container, Privileged: DENIED }] } } },
});
