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
  pass: { "all types": { given: { ConfigRecorder: recorder } } },
  fail: {
    "a list of types": { given: { ConfigRecorder: { ...recorder, AllSupported: false, ResourceTypes: ["AWS::S3::Bucket"] } } },
    "all but one": {
      given: { ConfigRecorder: { ...recorder, AllSupported: false, ExcludedResourceTypes: ["AWS::EC2::NetworkInterface"] } },
    },
  },
  unknown: { "the recorder was denied": { given: { ConfigRecorder: DENIED } } },
  "not-applicable": { "no recorder (config/recorder-off says so)": { given: { ConfigRecorder: undefined } } },
});
