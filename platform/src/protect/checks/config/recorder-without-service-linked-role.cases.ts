import { DENIED, defineCases } from "../../cases.ts";

const recorder = {
  RoleArn: "arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig",
  AllSupported: true,
  IncludeGlobalResourceTypes: true,
  ResourceTypes: [],
  ExcludedResourceTypes: [],
  Recording: true,
  LastStatus: "SUCCESS",
};

export default defineCases<"Region">({
  pass: { "the service-linked role": { given: { ConfigRecorder: recorder } } },
  fail: {
    "a role of one's own": { given: { ConfigRecorder: { ...recorder, RoleArn: "arn:aws:iam::111122223333:role/config" } } },
    "no role": { given: { ConfigRecorder: { ...recorder, RoleArn: undefined } } },
  },
  unknown: { "the recorder was denied": { given: { ConfigRecorder: DENIED } } },
  "not-applicable": { "no recorder (config/recorder-off says so)": { given: { ConfigRecorder: undefined } } },
});
