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
    none: { given: { Containers: [container] } },
    "a harmless one": { given: { Containers: [{ ...container, AddedCapabilities: ["NET_BIND_SERVICE"] }] } },
  },
  fail: {
    administration: { given: { Containers: [{ ...container, AddedCapabilities: ["SYS_ADMIN"] }] }, subjects: ["app"] },
    "all, in another spelling": { given: { Containers: [{ ...container, AddedCapabilities: ["cap_all"] }] } },
  },
  unknown: { "one is not known": { given: { Containers: [{ ...container, AddedCapabilities: [DENIED] }] } } },
});
