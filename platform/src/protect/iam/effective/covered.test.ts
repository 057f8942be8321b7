import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Resource, World } from "../../../model/index.ts";
import { resource } from "../../cases.ts";
import { overlap } from "../glob.ts";
import { arnResource } from "../policy/arn.ts";
import { wild } from "../policy/glob.ts";
import { type Form, ResourceIndex, resourceIndex } from "./resource-index.ts";

const A = "111122223333";
const at = (service: string, rest: string, region: string) => `arn:aws:${service}:${region}:${A}:${rest}`;
const regions = ["eu-west-1", "us-east-1"];
const names = ["pay", "pay-test", "order", "orders", "orders/x", "q", "live"];

const nouns = regions.flatMap((region) =>
  names.flatMap((name) => [
    resource("LambdaFunction", { Arn: at("lambda", `function:${name}`, region), name, account: A }),
    resource("DynamoTable", { Arn: at("dynamodb", `table/${name}`, region), name, account: A }),
    resource("LogGroup", { Arn: at("logs", `log-group:${name}`, region), name, account: A }),
    resource("Queue", { Arn: at("sqs", name, region), name, account: A }),
  ]),
) as unknown as readonly Resource[];
const index = new ResourceIndex(nouns);
const separators: Readonly<Record<string, string>> = { lambda: ":", dynamodb: "/", logs: ":" };
const types: Readonly<Record<string, string>> = { lambda: "function:", dynamodb: "table/", logs: "log-group:", sqs: "" };

const covered = (service: string, pattern: string, form: Form): readonly string[] =>
  index
    .covered(A, service, pattern, form)
    .members.map(({ id }) => id)
    .toSorted();
const all = (service: string): readonly string[] => nouns.map(({ id }) => id).filter((id) => id.split(":", 3)[2] === service);

const service = fc.constantFrom("lambda", "dynamodb", "logs", "sqs");
const piece = fc.constantFrom("pay", "order", "orders", "live", "x", "*", "?", "-", "o*", "?s", ":", "/", "*:*");
const rest = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(""));
const pattern = (of: string) =>
  fc.oneof(
    fc
      .tuple(
        fc.constantFrom("eu-west-1", "us-east-1", "*", "eu-*", "?*"),
        fc.constantFrom(A, "*", "1111*", "444455556666"),
        fc.constantFrom(types[of] ?? "", ""),
        rest,
      )
      .map(([region, account, type, tail]) => `arn:aws:${of}:${region}:${account}:${type}${tail}`),
    rest.map((tail) => `arn:aws:${of}:*:${types[of]}${tail}`),
    rest.map((tail) => `arn:aws:*:${types[of]}${tail}`),
    rest.map((tail) => `arn:*${tail}`),
    rest,
  );
const asked = service.chain((of) => fc.tuple(fc.constant(of), pattern(of)));

describe("the resources that any pattern covers", () => {
  it("itself are those whose ARN matches", () => {
    fc.assert(
      fc.property(asked, ([of, given]) => {
        const whole = arnResource(wild(given));
        expect(covered(of, given, "self")).toEqual(
          all(of)
            .filter((id) => whole.matches(id))
            .toSorted(),
        );
      }),
      { numRuns: 1000 },
    );
  });
  it("with what is inside are those of which something that lies inside matches, and none whose ARN cannot go on", () => {
    const inner = ["x", "live", "pay", "index/by-day", "orders", "a:b", "x/pay", "s", "-x"];
    fc.assert(
      fc.property(asked, ([of, given]) => {
        const [separator, found] = [separators[of], covered(of, given, "inside")];
        const whole = arnResource(wild(given));
        const surely =
          separator === undefined ? [] : all(of).filter((id) => inner.some((name) => whole.matches(`${id}${separator}${name}`)));
        expect(found).toEqual(expect.arrayContaining(surely));
        for (const id of found) expect(overlap(given, `${id}${separator}?*`), id).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("what a pattern covers inside a resource", () => {
  it.each<readonly [pattern: string, service: string, names: readonly string[]]>([
    [`arn:aws:dynamodb:eu-west-1:${A}:table/orde?s/index/by-day`, "dynamodb", ["table/orders"]],
    [`arn:aws:dynamodb:eu-west-1:${A}:table/orders/`, "dynamodb", []],
    [`arn:aws:dynamodb:eu-west-1:${A}:table/orde?s/`, "dynamodb", []],
    [`arn:aws:dynamodb:eu-west-1:${A}:table/orders/x/index/i`, "dynamodb", ["table/orders", "table/orders/x"]],
    [`arn:aws:dynamodb:eu-west-1:${A}:table/orders/x?`, "dynamodb", ["table/orders"]],
    [`arn:aws:lambda:eu-west-1:${A}:function:pay:`, "lambda", []],
    [`arn:aws:lambda:eu-west-1:${A}:function:pa*:live`, "lambda", ["function:pay", "function:pay-test"]],
    [`arn:aws:lambda:eu-west-1:${A}:function:p??:live`, "lambda", ["function:pay"]],
    [`arn:aws:lambda:eu-west-1:${A}:*:live`, "lambda", names.map((name) => `function:${name}`)],
    [`arn:aws:logs:eu-west-1:${A}:log-group:q:log-stream:*`, "logs", ["log-group:q"]],
  ])("%s", (given, of, expected) => {
    expect(covered(of, given, "inside")).toEqual(expected.map((name) => at(of, name, "eu-west-1")).toSorted());
  });
  it("and what a star over the service covers", () => {
    expect(covered("lambda", "arn:aws:*:function:pay", "self")).toEqual(
      regions.map((region) => at("lambda", "function:pay", region)).toSorted(),
    );
    // The star may stand for anything up to a qualifier that ends so.
    expect(covered("lambda", "arn:aws:*:function:pay:live", "inside")).toEqual(all("lambda").toSorted());
  });
});

describe("an index", () => {
  const queue = (id: string, name: string) => resource("Queue", { id, name, account: A }) as unknown as Resource;
  it("is of the services there are, and of what has an ARN", () => {
    const made = new ResourceIndex([queue(at("sqs", "q", "eu-west-1"), "q"), queue("template:stack", "stack"), queue("a:b:c:d", "d")]);
    expect(made.services).toEqual(["sqs"]);
  });
  it("of a world is made once, and knows each id once", () => {
    const twice = ["one", "two"].map((name) => queue(at("sqs", "q", "eu-west-1"), name));
    const world = new World({ scopes: [], resources: twice, gaps: [], problems: [], unrecognised: {} }, { now: new Date(0) });
    expect(resourceIndex(world)).toBe(resourceIndex(world));
    expect(resourceIndex(world).covered(A, "sqs", "*", "self").members).toHaveLength(1);
  });
  it("has one class for all that covers nothing", () => {
    expect(index.covered("444455556666", "sqs", "a", "self")).toBe(index.covered("444455556666", "sqs", "b", "self"));
    expect(index.covered(A, "sqs", "a", "self")).not.toBe(index.covered(A, "sqs", "b", "self"));
  });
  it("covers a resource named like its type, whatever stands for the account", () => {
    const resources = ["function:function-a", "function:b", "function:q"].map((rest) => queue(at("lambda", rest, "eu-west-1"), rest));
    const names = (given: string) => new ResourceIndex(resources).covered(A, "lambda", given, "self").members.map(({ name }) => name);
    expect(names("arn:aws:lambda:*:*:function-a")).toEqual(["function:function-a"]);
    expect(names("arn:aws:lambda:*:*:b")).toEqual(["function:b"]);
    expect(names(`*:lambda:eu-west-1:${A}:function:q`)).toEqual(["function:q"]);
  });
});

describe("how many resources are looked at for a pattern", () => {
  let looked = 0;
  const counted = (id: string, name: string) =>
    ({
      kind: "Queue",
      name,
      account: A,
      get id() {
        looked += 1;
        return id;
      },
    }) as unknown as Resource;
  const many = ["n01", ...Array.from({ length: 100 }, (_, i) => `n0${String(i).padStart(2, "0")}`)];
  const here = (service: string, rest: string) => at(service, rest, "eu-west-1");
  const made = () => [
    ...many.flatMap((name) => [counted(here("lambda", `function:${name}`), name), counted(here("sqs", name), name)]),
    counted(here("lambda", "layer:n"), "n"),
  ];
  it.each<readonly [service: string, pattern: string, form: Form, names: readonly string[], atMost: number]>([
    ["lambda", here("lambda", "function:n017"), "self", ["n017"], 1],
    ["lambda", here("lambda", "function:n01?"), "self", many.filter((name) => /^n01./.test(name)), 11],
    ["lambda", here("lambda", "lay*"), "self", ["n"], 1],
    ["lambda", "arn:aws:lambda:*:*:function:n017", "self", ["n017"], 1],
    ["lambda", "arn:aws:lambda:*:*:layer:n", "self", ["n"], 1],
    ["lambda", "arn:aws:lambda:*:*:n017", "self", ["n017"], 102],
    ["lambda", here("lambda", "function:n017:live"), "inside", ["n017"], 1],
    ["lambda", here("lambda", "function:n01:live"), "self", [], 0],
    ["lambda", here("lambda", "function:n0173/x"), "inside", [], 0],
    ["sqs", "arn:aws:sqs:*:*:n017", "self", ["n017"], 1],
    ["sqs", "*", "self", many, 0],
    ["sqs", "**", "self", many, 0],
  ])("%s: %s, %s", (service, given, form, names, atMost) => {
    const fresh = new ResourceIndex(made());
    // The parts are put in order when they are first needed.
    fresh.covered(A, service, here(service, "function:none"), "self");
    looked = 0;
    const { members } = fresh.covered(A, service, given, form);
    expect(looked).toBeLessThanOrEqual(atMost);
    expect(members.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  });
});
