import { DENIED, defineCases } from "../../cases.ts";

function entry(RuleNumber: number, RuleAction: "allow" | "deny", change: object = {}) {
  return {
    RuleNumber,
    Egress: false,
    RuleAction,
    Protocol: "-1",
    CidrBlock: "0.0.0.0/0",
    Ipv6CidrBlock: undefined,
    FromPort: undefined,
    ToPort: undefined,
    ...change,
  };
}

export default defineCases<"NetworkAcl">({
  pass: {
    "nothing is allowed": { given: { Entries: [] } },
    "a deny stands before the allow": {
      given: {
        Entries: [
          entry(100, "allow"),
          entry(50, "deny", { Protocol: "6", FromPort: 22, ToPort: 22 }),
          entry(60, "deny", { Protocol: "-1", FromPort: 3389, ToPort: 3389 }),
        ],
      },
    },
    "HTTPS only": { given: { Entries: [entry(100, "allow", { Protocol: "6", FromPort: 443, ToPort: 443 })] } },
    "a narrow source": { given: { Entries: [entry(100, "allow", { CidrBlock: "10.0.0.0/8" })] } },
    "outgoing only": { given: { Entries: [entry(100, "allow", { Egress: true })] } },
    "an undecided entry behind a deny": { given: { Entries: [entry(1, "deny"), entry(100, "allow", { CidrBlock: DENIED })] } },
  },
  fail: {
    "as AWS makes the default": { given: { Entries: [entry(100, "allow"), entry(32767, "deny")] }, subjects: ["ipv4/22", "ipv4/3389"] },
    "the deny comes too late": {
      given: { Entries: [entry(100, "allow"), entry(200, "deny", { Protocol: "6", FromPort: 22, ToPort: 22 })] },
      subjects: ["ipv4/22", "ipv4/3389"],
    },
    "the deny is for UDP, the allow for TCP": {
      given: {
        Entries: [
          entry(50, "deny", { Protocol: "17", FromPort: 22, ToPort: 22 }),
          entry(100, "allow", { Protocol: "6", FromPort: 22, ToPort: 22 }),
        ],
      },
      subjects: ["ipv4/22"],
    },
    "remote desktop over UDP": {
      given: { Entries: [entry(100, "allow", { Protocol: "17", FromPort: 3000, ToPort: 4000 })] },
      subjects: ["ipv4/3389"],
    },
    IPv6: {
      given: { Entries: [entry(101, "allow", { CidrBlock: undefined, Ipv6CidrBlock: "::/0", Protocol: "6", FromPort: 22, ToPort: 22 })] },
      subjects: ["ipv6/22"],
    },
  },
  unknown: {
    "the entries could not be read": { given: { Entries: DENIED } },
    "a rule number is unknown": { given: { Entries: [entry(100, "allow"), { ...entry(1, "deny"), RuleNumber: DENIED }] } },
    "a deny of an unknown source stands before the allow": {
      given: { Entries: [entry(1, "deny", { CidrBlock: DENIED }), entry(100, "allow")] },
    },
    "an allow of an unknown source": { given: { Entries: [entry(100, "allow", { CidrBlock: DENIED })] } },
  },
});
