import { type Cases, DENIED, resource } from "../cases.ts";
import { allManagement, field, trail } from "./fixtures.ts";

const data = { ...allManagement, DataResources: [{ Type: "AWS::S3::Object", Values: ["arn:aws:s3:::"] }] };
const objects = [field("eventCategory", ["Data"]), field("resources.type", ["AWS::S3::Object"])];
const bucketA = resource("Bucket", { Arn: "arn:aws:s3:::a", name: "a" });

/** The cases of a check that wants one half of the data events of every bucket: reads or writes. */
export function objectEventCases(half: "reads" | "writes"): Cases<"Account"> {
  const [own, other] = half === "reads" ? ["ReadOnly" as const, "WriteOnly" as const] : ["WriteOnly" as const, "ReadOnly" as const];
  const [isOwn, isOther] = half === "reads" ? ["true", "false"] : ["false", "true"];
  return {
    pass: {
      [`all buckets, ${own}`]: { given: {}, beside: [trail({ EventSelectors: [{ ...data, ReadWriteType: own }] })] },
      "the old form of the value": {
        given: {},
        beside: [trail({ EventSelectors: [{ ...data, DataResources: [{ Type: "AWS::S3::Object", Values: ["arn:aws:s3"] }] }] })],
      },
      "advanced, without narrowing": {
        given: {},
        beside: [trail({ EventSelectors: [], AdvancedEventSelectors: [{ FieldSelectors: objects }] })],
      },
      [`advanced, readOnly ${isOwn}`]: {
        given: {},
        beside: [trail({ EventSelectors: [], AdvancedEventSelectors: [{ FieldSelectors: [...objects, field("readOnly", [isOwn])] }] })],
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
      [other]: { given: {}, beside: [trail({ EventSelectors: [{ ...data, ReadWriteType: other }] }), bucketA] },
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
      [`advanced, readOnly ${isOther}`]: {
        given: {},
        beside: [
          trail({ EventSelectors: [], AdvancedEventSelectors: [{ FieldSelectors: [...objects, field("readOnly", [isOther])] }] }),
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
  };
}
