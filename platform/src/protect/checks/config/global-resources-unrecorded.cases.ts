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

function region(IncludeGlobalResourceTypes: boolean) {
  return resource("Region", { ConfigRecorder: { ...recorder, IncludeGlobalResourceTypes } });
}

export default defineCases<"Account">({
  pass: {
    "one of two regions": { given: {}, beside: [region(true), region(false)] },
    "one region includes them, another was denied": { given: {}, beside: [resource("Region", { ConfigRecorder: DENIED }), region(true)] },
  },
  fail: {
    "none does": { given: {}, beside: [region(false)] },
    "the one that would include them is stopped": {
      given: {},
      beside: [resource("Region", { ConfigRecorder: { ...recorder, Recording: false } }), region(false)],
    },
  },
  unknown: {
    "one region was denied, the others do not": { given: {}, beside: [resource("Region", { ConfigRecorder: DENIED }), region(false)] },
    "whether it records was denied": { given: {}, beside: [resource("Region", { ConfigRecorder: { ...recorder, Recording: DENIED } })] },
    "a region could not be read": { given: {}, beside: [region(false)], gaps: ["Region"] },
  },
  "not-applicable": {
    "no recorder anywhere (config/recorder-off says so)": { given: {}, beside: [resource("Region", { ConfigRecorder: undefined })] },
  },
});
