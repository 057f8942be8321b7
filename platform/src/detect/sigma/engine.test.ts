import { describe, expect, test } from "vitest";
import { parseRules } from "./parse.ts";
import { RuleSet } from "./ruleset.ts";

const CLOUDTRAIL = { product: "aws", service: "cloudtrail" };

function rule(detection: string, more = ""): string {
  return `title: t\nid: r\nlogsource:\n  product: aws\n  service: cloudtrail\ndetection:\n${detection.replaceAll(/^/gm, "  ")}\n${more}`;
}

function matches(text: string, record: Record<string, unknown>, placeholders = {}): boolean {
  const { rules, problems } = parseRules(text, "rule.yml");
  expect(problems).toEqual([]);
  const set = new RuleSet(rules, { placeholders });
  expect(set.problems).toEqual([]);
  return set.match(CLOUDTRAIL, record).length > 0;
}

const field = (written: string, value: string) => rule(`s:\n  ${written}: ${value}\ncondition: s`);

describe("Sigma detections (R31)", () => {
  const record = {
    eventName: "CreateUser",
    eventSource: "iam.amazonaws.com",
    sourceIPAddress: "203.0.113.9",
    eventTime: "2026-11-22T23:30:00Z",
    userIdentity: { arn: "arn:aws:iam::111122223333:user/Alice", accountId: "111122223333" },
    requestParameters: { userName: "Alice", tags: [{ key: "team" }, { key: "cost" }], count: 7, path: null, script: "Y21kIC9jIGRpcg==" },
    names: ["alpha", "beta"],
    responseElements: null,
    readOnly: false,
    "dotted.key": "x",
    empty: "",
  };
  test.each([
    ["eventName", "CreateUser", true],
    ["eventName", "createuser", true],
    ["eventName|cased", "createuser", false],
    ["eventName", "Create*", true],
    ["eventName", "[DeleteUser, CreateUser]", true],
    ["eventName", "DeleteUser", false],
    ["eventName|contains", "teUs", true],
    ["eventName|startswith", "create", true],
    ["eventName|endswith", "user", true],
    ["eventName|contains|all", "[create, user]", true],
    ["eventName|contains|all", "[create, role]", false],
    ["eventName|re", "'^Create(User|Role)$'", true],
    ["eventName|re", "'^create'", false],
    ["eventName|re|i", "'^create'", true],
    ["eventName|neq", "DeleteUser", true],
    ["eventName|neq", "CreateUser", false],
    ["sourceIPAddress|cidr", "203.0.113.0/24", true],
    ["sourceIPAddress|cidr", "10.0.0.0/8", false],
    ["sourceIPAddress|cidr", "[10.0.0.0/8, 203.0.113.0/29]", false],
    ["eventSource|cidr", "203.0.113.0/24", false],
    ["userIdentity.arn|endswith", "/alice", true],
    ["userIdentity.accountId", "111122223333", true],
    ["userIdentity.arn|fieldref", "userIdentity.arn", true],
    ["userIdentity.arn|fieldref|endswith", "requestParameters.userName", true],
    ["userIdentity.arn|fieldref", "requestParameters.userName", false],
    ["requestParameters.count|gte", "7", true],
    ["requestParameters.count|gt", "7", false],
    ["requestParameters.count|lt", "8.5", true],
    ["requestParameters.count", "7", true],
    ["requestParameters.nothing|gt", "0", false],
    ["requestParameters.tags.key", "cost", true],
    ["requestParameters.tags.key", "size", false],
    ["requestParameters.userName|exists", "true", true],
    ["requestParameters.none|exists", "false", true],
    ["requestParameters.none|exists", "true", false],
    ["requestParameters.path", "null", true],
    ["requestParameters.none", "null", true],
    ["responseElements", "null", true],
    ["eventName", "null", false],
    ["readOnly", "false", true],
    ["readOnly", "'false'", true],
    ["names", "beta", true],
    ["names|contains|all", "[alph, bet]", true],
    ["requestParameters|contains", '\'"userName":"Alice"\'', true],
    ["dotted.key", "x", true],
    ["empty", "''", true],
    ["eventName", "''", false],
    ["requestParameters.script|base64offset|contains", "/c dir", true],
    ["requestParameters.script|base64", "'cmd /c dir'", true],
    ["eventTime|hour|gte", "23", true],
    ["eventTime|minute", "30", true],
    ["eventTime|week", "47", true],
    ["eventTime|hour|lt", "6", false],
  ])("%s: %s is %s", (written, value, expected) => {
    expect(matches(field(written, value), record)).toBe(expected);
  });

  test("placeholders are expanded", () => {
    const text = field("userIdentity.arn|expand", "'*/%admins%'");
    expect(matches(text, record, { admins: ["bob", "alice"] })).toBe(true);
    expect(matches(text, record, { admins: ["bob"] })).toBe(false);
  });

  test.each([
    ["words anywhere", "s: [alice]\ncondition: s", true],
    ["words all", "s:\n  '|all': [alice, cost]\ncondition: s", true],
    ["words not there", "s: [mallory]\ncondition: s", false],
    ["a list of mappings is a choice", "s:\n  - eventName: DeleteUser\n  - eventSource: iam.amazonaws.com\ncondition: s", true],
    ["a mapping holds as a whole", "s:\n  eventName: CreateUser\n  eventSource: s3.amazonaws.com\ncondition: s", false],
    ["not", "s:\n  eventSource: iam.amazonaws.com\nf:\n  eventName: CreateUser\ncondition: s and not f", false],
    ["several conditions are a choice", "a:\n  eventName: X\nb:\n  eventName: CreateUser\ncondition: [a, b]", true],
    ["2 of", "a1:\n  eventName: CreateUser\na2:\n  readOnly: false\na3:\n  eventName: X\ncondition: 2 of a*", true],
  ])("%s", (_, detection, expected) => {
    expect(matches(rule(detection), record)).toBe(expected);
  });

  test("a rule is found whatever its anchor", () => {
    const texts = [
      field("eventName", "CreateUser"),
      field("eventSource", "iam.amazonaws.com").replace("id: r", "id: q"),
      field("readOnly", "false").replace("id: r", "id: p"),
      rule("a:\n  eventName: CreateUser\nb:\n  eventSource: iam.amazonaws.com\ncondition: a or b").replace("id: r", "id: o"),
    ];
    const set = new RuleSet(texts.flatMap((text) => parseRules(text, "r.yml").rules));
    expect(
      set
        .match(CLOUDTRAIL, record)
        .map((r) => r.id)
        .toSorted(),
    ).toEqual(["o", "p", "q", "r"]);
    expect(set.match(CLOUDTRAIL, {}).map((r) => r.id)).toEqual([]);
    expect(
      set
        .match(CLOUDTRAIL, { eventName: "createUSER" })
        .map((r) => r.id)
        .toSorted(),
    ).toEqual(["o", "r"]);
    expect(set.match({ product: "aws", service: "vpcflow" }, record)).toEqual([]);
  });

  test("a filter takes matches away, by rule or from all", () => {
    const filter = `title: f\nid: f\nlogsource: {product: aws, service: cloudtrail}\nfilter:\n  rules: [r]\n  who:\n    userIdentity.arn|endswith: /alice\n  condition: who\n`;
    const set = new RuleSet([...parseRules(field("eventName", "CreateUser"), "r.yml").rules, ...parseRules(filter, "f.yml").rules]);
    expect(set.match(CLOUDTRAIL, record)).toEqual([]);
    expect(set.match(CLOUDTRAIL, { eventName: "CreateUser" })).toHaveLength(1);
  });

  test.each([
    ["s:\n  eventName|nonsense: x\ncondition: s", "modifier", "nonsense"],
    ["s:\n  eventName|re: '('\ncondition: s", "regex", "("],
    ["s:\n  a|cidr: 10.0.0.0/99\ncondition: s", "cidr", "10.0.0.0/99"],
    ["s:\n  a|gt: many\ncondition: s", "value", "many"],
    ["s:\n  a|expand: '%who%'\ncondition: s", "placeholder", "who"],
    ["s:\n  a: []\ncondition: s", "value", "a"],
    ["s: {}\ncondition: s", "value", "{}"],
    ["s:\n  a: b\ncondition: t", "unknown-search", "t"],
    ["s:\n  a: b\ncondition: s | count() > 3", "aggregation", "|"],
  ])("tells what is wrong with %j", (detection, reason, what) => {
    const set = new RuleSet(parseRules(rule(detection), "rule.yml").rules);
    expect(set.rules).toEqual([]);
    expect(set.problems).toMatchObject([{ code: "E_RULE_INVALID", detail: { reason, what, file: "rule.yml" } }]);
  });

  test.each([
    ["title: [", "E_RULE_SYNTAX", 1],
    ["id: x\ndetection: {s: {a: b}, condition: s}\nlogsource: {}", "E_RULE_INVALID", 1],
    ["title: t\nlogsource: {}\ndetection:\n  s: {a: b}", "E_RULE_INVALID", 1],
    ["title: t\nlogsource: {}\nlevel: urgent\ndetection: {s: {a: b}, condition: s}", "E_RULE_INVALID", 3],
    ["title: t\ncorrelation:\n  type: event_count\n  rules: [a]\n  timespan: soon\n  condition: {gte: 3}", "E_RULE_INVALID", 5],
    ["title: t\ncorrelation:\n  type: magic\n  rules: [a]\n  timespan: 5m", "E_RULE_INVALID", 3],
    ["just text", "E_RULE_INVALID", 1],
  ])("tells where a document is wrong: %j", (text, code, line) => {
    const { rules, problems } = parseRules(text, "rule.yml");
    expect(rules).toEqual([]);
    expect(problems).toMatchObject([{ code, place: { file: "rule.yml", line } }]);
  });

  test("one bad document does not take the others of its file along", () => {
    const { rules, problems } = parseRules(
      `${field("a", "b")}\n---\ntitle: bad\n---\n${field("a", "c").replace("id: r", "id: q")}`,
      "r.yml",
    );
    expect(rules.map((r) => r.id)).toEqual(["r", "q"]);
    expect(problems).toHaveLength(1);
  });

  test("an alias bomb is refused", () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x,x]\n${["b", "c", "d", "e", "f", "g"].map((k, i) => `${k}: &${k} [${Array(10).fill(`*${"abcdef"[i]}`).join(",")}]`).join("\n")}\n`;
    const { rules, problems } = parseRules(bomb, "bomb.yml");
    expect(rules).toEqual([]);
    expect(problems).toHaveLength(1);
  });

  test("a hostile regular expression costs time in proportion to the text", () => {
    expect(matches(field("a|re", "'^(a+)+$'"), { a: `${"a".repeat(5_000)}!` })).toBe(false);
  });

  test("hostile records are looked at without harm", () => {
    let deep: unknown = "needle";
    for (let i = 0; i < 20_000; i += 1) deep = { deep };
    expect(matches(rule("s: [needle]\ncondition: s"), { deep })).toBe(false);
    expect(matches(field("constructor.name", "Object"), {})).toBe(false);
    expect(matches(field("__proto__", "x"), {})).toBe(false);
    expect(matches(field("a.constructor.name", "Object"), { a: {} })).toBe(false);
    expect(matches(field("length", "1"), { length: 1 })).toBe(true);
  });
});
