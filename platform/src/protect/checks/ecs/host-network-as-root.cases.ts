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
  pass: {
    "its own address": { given: { NetworkMode: "awsvpc" } },
    "the host's, but not root": { given: { NetworkMode: "host", Containers: [container] } },
  },
  fail: { "the host's, as root": { given: { NetworkMode: "host", Containers: [{ ...container, User: undefined }] }, subjects: ["app"] } },
  unknown: {
    "the mode is not known": { given: { NetworkMode: DENIED } },
    "the user is not known": { given: { NetworkMode: "host", Containers: [{ ...container, User: DENIED }] } },
  },
});
