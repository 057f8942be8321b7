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
  pass: { "CloudWatch Logs": { given: { Containers: [container] } } },
  fail: {
    "none on one": { given: { Containers: [container, { ...container, Name: "proxy", LogDriver: undefined }] }, subjects: ["proxy"] },
  },
  unknown: { "one is not known": { given: { Containers: [{ ...container, LogDriver: DENIED }] } } },
});
