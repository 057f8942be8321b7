import { DENIED, defineCases } from "../../cases.ts";

function rule(change: object) {
  return {
    IpProtocol: "tcp",
    FromPort: 22,
    ToPort: 22,
    CidrIp: undefined,
    CidrIpv6: undefined,
    SourceSecurityGroupId: undefined,
    PrefixListId: undefined,
    ...change,
  };
}

export default defineCases<"SecurityGroup">({
  pass: {
    "web ports": {
      given: { Ingress: [rule({ FromPort: 443, ToPort: 443, CidrIp: "0.0.0.0/0" }), rule({ FromPort: 80, ToPort: 80, CidrIpv6: "::/0" })] },
    },
    "SSH is said elsewhere": { given: { Ingress: [rule({ CidrIp: "0.0.0.0/0" })] } },
    "every port at once is said with SSH": {
      given: { Ingress: [rule({ CidrIp: "0.0.0.0/0", IpProtocol: "-1", FromPort: undefined, ToPort: undefined })] },
    },
    "a database inside": { given: { Ingress: [rule({ FromPort: 5432, ToPort: 5432, CidrIp: "10.0.0.0/16" })] } },
  },
  fail: {
    PostgreSQL: { given: { Ingress: [rule({ FromPort: 5432, ToPort: 5432, CidrIp: "0.0.0.0/0" })] }, subjects: ["ipv4/5432"] },
    "a range is one finding": {
      given: { Ingress: [rule({ FromPort: 9000, ToPort: 9300, CidrIpv6: "::/0" })] },
      subjects: ["ipv6/9200,9300"],
    },
  },
  unknown: {
    "the rules could not be read": { given: { Ingress: DENIED } },
    "the source is a parameter": { given: { Ingress: [rule({ FromPort: 3306, ToPort: 3306, CidrIp: DENIED })] } },
  },
});
