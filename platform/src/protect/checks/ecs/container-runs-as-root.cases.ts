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
  pass: { "a number": { given: { Containers: [container] } }, "a name": { given: { Containers: [{ ...container, User: "node:node" }] } } },
  fail: {
    root: { given: { Containers: [{ ...container, User: "root" }] }, subjects: ["app"] },
    "0 with a group": { given: { Containers: [{ ...container, User: "0:1000" }] } },
    "not said": { given: { Containers: [{ ...container, User: undefined }] } },
  },
  unknown: { "one is not known": { given: { Containers: [{ ...container, User: DENIED }] } } },
});
