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
const channels = [{ S3BucketName: "config", SnsTopicArn: "arn:aws:sns:ap-northeast-1:111122223333:config" }];

export default defineCases<"Region">({
  pass: {
    "records and delivers": { given: { ConfigRecorder: recorder, ConfigDeliveryChannels: channels } },
    "the status in another spelling": {
      given: { ConfigRecorder: { ...recorder, LastStatus: "Success" }, ConfigDeliveryChannels: channels },
    },
  },
  fail: {
    "no recorder": { given: { ConfigRecorder: undefined } },
    stopped: { given: { ConfigRecorder: { ...recorder, Recording: false } } },
    "the last delivery failed": { given: { ConfigRecorder: { ...recorder, LastStatus: "FAILURE" }, ConfigDeliveryChannels: channels } },
    "no delivery channel": { given: { ConfigRecorder: recorder, ConfigDeliveryChannels: [] } },
  },
  unknown: {
    "the recorder was denied": { given: { ConfigRecorder: DENIED } },
    "its status was denied": {
      given: { ConfigRecorder: { ...recorder, Recording: DENIED, LastStatus: DENIED }, ConfigDeliveryChannels: channels },
    },
    "the channels were denied": { given: { ConfigRecorder: recorder, ConfigDeliveryChannels: DENIED } },
  },
});
