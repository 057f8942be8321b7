import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Region">({
  pass: {
    "a topic": { given: { ConfigDeliveryChannels: [{ S3BucketName: "b", SnsTopicArn: "arn:aws:sns:ap-northeast-1:111122223333:t" }] } },
  },
  fail: { "a bucket only": { given: { ConfigDeliveryChannels: [{ S3BucketName: "b", SnsTopicArn: undefined }] } } },
  unknown: { "the channels were denied": { given: { ConfigDeliveryChannels: DENIED } } },
  "not-applicable": { "no channel (config/recorder-off says so)": { given: { ConfigDeliveryChannels: [] } } },
});
