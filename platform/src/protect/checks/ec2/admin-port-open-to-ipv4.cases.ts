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
    "no rules": { given: { Ingress: [] } },
    "a narrow source": { given: { Ingress: [rule({ CidrIp: "10.0.0.0/8", FromPort: 3389, ToPort: 3389 })] } },
    "HTTPS only": { given: { Ingress: [rule({ CidrIp: "0.0.0.0/0", FromPort: 443, ToPort: 443 })] } },
    "the other address family": { given: { Ingress: [rule({ CidrIpv6: "::/0", FromPort: 3389, ToPort: 3389 })] } },
    "ping from everywhere": { given: { Ingress: [rule({ CidrIp: "0.0.0.0/0", IpProtocol: "icmp", FromPort: -1, ToPort: -1 })] } },
    "every port at once is said with SSH": {
      given: { Ingress: [rule({ CidrIp: "0.0.0.0/0", IpProtocol: "-1", FromPort: undefined, ToPort: undefined })] },
    },
    "SSH is said elsewhere": { given: { Ingress: [rule({ CidrIp: "0.0.0.0/0" })] } },
  },
  fail: {
    "every port but SSH": { given: { Ingress: [rule({ CidrIp: "0.0.0.0/0", IpProtocol: "6", FromPort: 23, ToPort: 65535 })] } },
    "the port itself": { given: { Ingress: [rule({ CidrIp: "0.0.0.0/0", FromPort: 3389, ToPort: 3389 })] }, subjects: ["ipv4/3389"] },
    "inside a range": { given: { Ingress: [rule({ CidrIp: "0.0.0.0/0", FromPort: 3387, ToPort: 3392 })] }, subjects: ["ipv4/3389"] },
    "at the end of a range": { given: { Ingress: [rule({ CidrIp: "0.0.0.0/0", FromPort: 3379, ToPort: 3389 })] }, subjects: ["ipv4/3389"] },
    "beside a source that is unknown": {
      given: {
        Ingress: [rule({ CidrIp: DENIED, FromPort: 3389, ToPort: 3389 }), rule({ CidrIp: "0.0.0.0/0", FromPort: 3389, ToPort: 3389 })],
      },
    },
    "a port of the settings": {
      given: { Ingress: [rule({ CidrIp: "0.0.0.0/0", FromPort: 5985, ToPort: 5986 })] },
      settings: { adminPorts: [22, 3389, 5985, 5986] },
      subjects: ["ipv4/5985", "ipv4/5986"],
    },
  },
  unknown: {
    "the rules could not be read": { given: { Ingress: DENIED } },
    "the source is a parameter": { given: { Ingress: [rule({ CidrIp: DENIED, FromPort: 3389, ToPort: 3389 })] } },
    "the port is a parameter": { given: { Ingress: [rule({ CidrIp: "0.0.0.0/0", FromPort: DENIED, ToPort: DENIED })] } },
  },
});
