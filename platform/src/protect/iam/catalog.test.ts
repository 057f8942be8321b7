import { describe, expect, test } from "vitest";
import {
  accessLevels,
  actionInfo,
  actionsOfService,
  expandActions,
  resourceTypesOfService,
  services,
  underResourceControl,
} from "./catalog.ts";

describe("the catalogue of IAM actions (R12)", () => {
  test("`*` covers every service; every entry is whole", () => {
    const everything = expandActions("*");
    expect(everything.length).toBe(services().reduce((n, service) => n + actionsOfService(service).size, 0));
    expect(everything.length).toBeGreaterThan(20_000);
    for (const action of everything) {
      expect(accessLevels).toContain(action.level);
      const types = new Set(resourceTypesOfService(action.service).map((type) => type.key));
      for (const type of action.resourceTypes) expect(types).toContain(type);
      expect(action.conditionKeys.every((key) => typeof key === "string")).toBe(true);
    }
    expect(services()).toEqual(expect.arrayContaining(["s3", "sqs", "lambda"]));
    for (const service of services()) {
      expect(service).toMatch(/^[a-z0-9-]+$/);
      expect(actionsOfService(service).size).toBeGreaterThan(0);
      for (const { conditionKeys } of resourceTypesOfService(service))
        expect(conditionKeys.every((key) => typeof key === "string")).toBe(true);
    }
  });

  test("knows an action in any case, with its level and resource types", () => {
    expect(actionInfo("LAMBDA:updatefunctioncode")).toMatchObject({
      name: "lambda:UpdateFunctionCode",
      service: "lambda",
      level: "Write",
      resourceTypes: ["function"],
    });
    expect(actionInfo("s3:PutBucketPolicy")?.level).toBe("Permissions management");
    expect(actionInfo("dynamodb:TagResource")?.level).toBe("Tagging");
    expect(actionInfo("s3:ListAllMyBuckets")?.resourceTypes).toEqual([]);
    expect(actionInfo("s3:PutObject")?.conditionKeys).toContain("s3:x-amz-acl");
  });

  test.each(["lambda", "lambda:", ":Get", "sqs:ReceiveMessage:x", "@levels:x", "nosuch:Get", "constructor:x", "__proto__:x"])(
    "does not know %j",
    (action) => {
      expect(actionInfo(action)).toBeUndefined();
    },
  );

  test.each([
    ["sqs:Receive*", ["sqs:ReceiveMessage"]],
    ["sqs:ReceiveMessage", ["sqs:ReceiveMessage"]],
    ["SQS:receivemessag?", ["sqs:ReceiveMessage"]],
    ["sqs:", []],
    ["?qs:ReceiveMessage", ["sqs:ReceiveMessage"]],
    ["sq*:ReceiveMessag?", ["sqs:ReceiveMessage"]],
    ["x*:ReceiveMessage", []],
    ["sqs:ReceiveMessageS", []],
    [":ReceiveMessage", []],
    ["*ReceiveMessage", []],
    ["*:PurgeQueue", ["sqs:PurgeQueue"]],
    ["sqs", []],
    ["nonsense", []],
  ])("expands %s", (pattern, names) => {
    expect(expandActions(pattern).map((a) => a.name)).toEqual(names);
  });

  test("is read once", () => {
    expect(actionsOfService("SQS")).toBe(actionsOfService("sqs"));
    expect(resourceTypesOfService("SQS")).toBe(resourceTypesOfService("sqs"));
    expect(expandActions("SQS:*")).toBe(expandActions("sqs:*"));
  });

  test("two stars are one", () => {
    expect(expandActions("**")).toHaveLength(expandActions("*").length);
  });

  test("knows the types of resources, in any case, with the keys that describe them", () => {
    const [queue] = resourceTypesOfService("SQS");
    expect(queue).toEqual({
      key: "queue",
      arn: "arn:${Partition}:sqs:${Region}:${Account}:${QueueName}",
      conditionKeys: ["aws:ResourceTag/${TagKey}"],
    });
    for (const service of ["nosuch", "constructor"]) expect(resourceTypesOfService(service)).toEqual([]);
  });

  test("resource control policies reach some services only", () => {
    expect(underResourceControl("s3")).toBe(true);
    expect(underResourceControl("ec2")).toBe(false);
  });
});
