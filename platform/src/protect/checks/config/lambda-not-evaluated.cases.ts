import { DENIED, defineCases, resource } from "../../cases.ts";

const recorder = {
  RoleArn: "arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig",
  AllSupported: true,
  IncludeGlobalResourceTypes: true,
  ResourceTypes: [],
  ExcludedResourceTypes: [],
  Recording: true,
  LastStatus: "SUCCESS",
};
const fn = resource("LambdaFunction", {});

function pack(Name: string) {
  return { Name, Status: "CREATE_COMPLETE" };
}

export default defineCases<"Region">({
  pass: {
    "recorded and a serverless pack": {
      given: { ConfigRecorder: recorder, ConformancePacks: [pack("Operational-Best-Practices-for-Serverless")] },
      beside: [fn],
    },
  },
  fail: {
    "no pack": { given: { ConfigRecorder: recorder, ConformancePacks: [] }, beside: [fn] },
    "the pack was not created": {
      given: { ConfigRecorder: recorder, ConformancePacks: [{ Name: "serverless", Status: "CREATE_FAILED" }] },
      beside: [fn],
    },
    "functions are not recorded": {
      given: { ConfigRecorder: { ...recorder, AllSupported: false, ResourceTypes: ["AWS::S3::Bucket"] } },
      beside: [fn],
    },
    "functions are left out": {
      given: { ConfigRecorder: { ...recorder, AllSupported: false, ExcludedResourceTypes: ["AWS::Lambda::Function"] } },
      beside: [fn],
    },
  },
  unknown: {
    "the packs were denied": { given: { ConfigRecorder: recorder, ConformancePacks: DENIED }, beside: [fn] },
    "the recorder was denied": { given: { ConfigRecorder: DENIED }, beside: [fn] },
  },
  manual: { "a pack of one's own": { given: { ConfigRecorder: recorder, ConformancePacks: [pack("company-baseline")] }, beside: [fn] } },
  "not-applicable": {
    "no function in the region": { given: {} },
    "no recorder (config/recorder-off says so)": { given: { ConfigRecorder: undefined }, beside: [fn] },
  },
});
