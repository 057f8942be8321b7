import { DENIED, defineCases } from "../../cases.ts";

function rule(change: object) {
  return {
    IpProtocol: "-1",
    FromPort: undefined,
    ToPort: undefined,
    CidrIp: undefined,
    CidrIpv6: undefined,
    SourceSecurityGroupId: undefined,
    PrefixListId: undefined,
    ...change,
  };
}

const UNDECIDED = rule(Object.fromEntries(Object.keys(rule({})).map((field) => [field, DENIED])));

export default defineCases<"SecurityGroup">({
  pass: { "no rule at all": { given: { GroupName: "default", Ingress: [], Egress: [] } } },
  fail: {
    "as AWS makes it": {
      given: { GroupName: "default", Ingress: [rule({ SourceSecurityGroupId: "sg-1" })], Egress: [rule({ CidrIp: "0.0.0.0/0" })] },
      subjects: ["Ingress", "Egress"],
    },
    "only the way out": { given: { GroupName: "default", Ingress: DENIED, Egress: [rule({ CidrIp: "0.0.0.0/0" })] }, subjects: ["Egress"] },
  },
  unknown: {
    "the rules could not be read": { given: { GroupName: "default", Ingress: DENIED, Egress: [] } },
    "a rule may stand where the template cannot say": {
      given: { GroupName: "default", Ingress: [UNDECIDED], Egress: [] },
    },
    "the name is decided elsewhere": { given: { GroupName: DENIED } },
  },
  "not-applicable": { "any other group": { given: { GroupName: "web" } } },
});
