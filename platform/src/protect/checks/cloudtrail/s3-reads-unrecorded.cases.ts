import { DENIED, defineCases, resource } from "../../cases.ts";
import { allManagement, field, trail } from "../../monitoring/fixtures.ts";

const data = { ...allManagement, DataResources: [{ Type: "AWS::S3::Object", Values: ["arn:aws:s3:::"] }] };
const objects = [field("eventCategory", ["Data"]), field("resources.type", ["AWS::S3::Object"])];
const bucketA = resource("Bucket", { Arn: "arn:aws:s3:::a", name: "a" });

export default defineCases<"Account">({
  pass: {
    "all buckets, ReadOnly": { given: {}, beside: [trail({ EventSelectors: [{ ...data, ReadWriteType: "ReadOnly" }] })] },
    "the old form of the value": {
      given: {},
      beside: [trail({ EventSelectors: [{ ...data, DataResources: [{ Type: "AWS::S3::Object", Values: ["arn:aws:s3"] }] }] })],
    },
    "advanced, without narrowing": {
      given: {},
      beside: [trail({ EventSelectors: [], AdvancedEventSelectors: [{ FieldSelectors: objects }] })],
    },
    "advanced, readOnly true": {
      given: {},
      beside: [trail({ EventSelectors: [], AdvancedEventSelectors: [{ FieldSelectors: [...objects, field("readOnly", ["true"])] }] })],
    },
    "every bucket by name": {
      given: {},
      beside: [
        trail({ EventSelectors: [{ ...data, DataResources: [{ Type: "AWS::S3::Object", Values: ["arn:aws:s3:::a/"] }] }] }),
        bucketA,
      ],
    },
  },
  fail: {
    "no trail": { given: {} },
    "no data events": { given: {}, beside: [trail(), bucketA] },
    WriteOnly: { given: {}, beside: [trail({ EventSelectors: [{ ...data, ReadWriteType: "WriteOnly" }] }), bucketA] },
    "not a multi-region trail": { given: {}, beside: [trail({ IsMultiRegionTrail: false, EventSelectors: [data] }), bucketA] },
    stopped: { given: {}, beside: [trail({ IsLogging: false, EventSelectors: [data] }), bucketA] },
    "one bucket is left out": {
      given: {},
      beside: [
        trail({ EventSelectors: [{ ...data, DataResources: [{ Type: "AWS::S3::Object", Values: ["arn:aws:s3:::b/"] }] }] }),
        bucketA,
      ],
    },
    "only a prefix of the bucket": {
      given: {},
      beside: [
        trail({ EventSelectors: [{ ...data, DataResources: [{ Type: "AWS::S3::Object", Values: ["arn:aws:s3:::a/in/"] }] }] }),
        bucketA,
      ],
    },
    "advanced, readOnly false": {
      given: {},
      beside: [
        trail({ EventSelectors: [], AdvancedEventSelectors: [{ FieldSelectors: [...objects, field("readOnly", ["false"])] }] }),
        bucketA,
      ],
    },
    "advanced, one event name": {
      given: {},
      beside: [
        trail({
          EventSelectors: [],
          AdvancedEventSelectors: [{ FieldSelectors: [...objects, field("eventName", ["GetObject", "PutObject"])] }],
        }),
        bucketA,
      ],
    },
    "advanced, the bucket is excluded": {
      given: {},
      beside: [
        trail({
          EventSelectors: [],
          AdvancedEventSelectors: [{ FieldSelectors: [...objects, field("resources.ARN", [], { NotStartsWith: ["arn:aws:s3:::a/"] })] }],
        }),
        bucketA,
      ],
    },
  },
  unknown: {
    "trails could not be listed": { given: {}, gaps: ["Trail"] },
    "selectors were denied": { given: {}, beside: [trail({ EventSelectors: DENIED }), bucketA] },
    "buckets could not be listed": {
      given: {},
      beside: [trail({ EventSelectors: [{ ...data, DataResources: [{ Type: "AWS::S3::Object", Values: ["arn:aws:s3:::a/"] }] }] })],
      gaps: ["Bucket"],
    },
  },
});
