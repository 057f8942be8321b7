import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"EcsService">({
  pass: { private: { given: { AssignPublicIp: false } } },
  fail: { public: { given: { AssignPublicIp: true } } },
  unknown: { "the read was denied": { given: { AssignPublicIp: DENIED } } },
});
