import type { Cases } from "../cases.ts";
import { DENIED } from "../cases.ts";

/** The two address families, and what each calls everywhere and somewhere. */
const FAMILIES = {
  ipv4: { field: "CidrIp", everywhere: "0.0.0.0/0", inFull: "0.0.0.0/0", somewhere: "10.0.0.0/8" },
  ipv6: { field: "CidrIpv6", everywhere: "::/0", inFull: "0:0:0:0:0:0:0:0/0", somewhere: "2001:db8::/32" },
} as const;
type Family = keyof typeof FAMILIES;

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

/** Rules of a family that are cases of every check of an open port. */
export function familyRules(family: Family) {
  const { field, everywhere, inFull, somewhere } = FAMILIES[family];
  return {
    open: (change: object = {}) => rule({ [field]: everywhere, ...change }),
    inFull: (change: object) => rule({ [field]: inFull, ...change }),
    narrow: (change: object) => rule({ [field]: somewhere, ...change }),
    unclear: (change: object) => rule({ [field]: DENIED, ...change }),
  };
}

/** The cases of a check that looks for one port open to a whole address family. */
export function openPortCases(family: Family, port: number): Cases<"SecurityGroup"> {
  const { open, narrow, unclear } = familyRules(family);
  const other = familyRules(family === "ipv4" ? "ipv6" : "ipv4");
  const ports = { FromPort: port, ToPort: port };
  const subjects = [`${family}/${port}`];
  return {
    pass: {
      "no rules": { given: { Ingress: [] } },
      "a narrow source": { given: { Ingress: [narrow(ports)] } },
      "HTTPS only": { given: { Ingress: [open({ FromPort: 443, ToPort: 443 })] } },
      "the other address family": { given: { Ingress: [other.open(ports)] } },
      "ping from everywhere": { given: { Ingress: [open({ IpProtocol: "icmp", FromPort: -1, ToPort: -1 })] } },
    },
    fail: {
      "the port itself": { given: { Ingress: [open(ports)] }, subjects },
      "inside a range": { given: { Ingress: [open({ FromPort: port - 2, ToPort: port + 3 })] }, subjects },
      "at the end of a range": { given: { Ingress: [open({ FromPort: port - 10, ToPort: port })] }, subjects },
      "beside a source that is unknown": { given: { Ingress: [unclear(ports), open(ports)] } },
    },
    unknown: {
      "the rules could not be read": { given: { Ingress: DENIED } },
      "the source is a parameter": { given: { Ingress: [unclear(ports)] } },
      "the port is a parameter": { given: { Ingress: [open({ FromPort: DENIED, ToPort: DENIED })] } },
    },
  };
}

/** SSH, which every port at once counts for. */
export function sshCases(family: Family): Cases<"SecurityGroup"> {
  const { open, inFull } = familyRules(family);
  const cases = openPortCases(family, 22);
  return {
    ...cases,
    fail: {
      ...cases.fail,
      "every protocol": {
        given: { Ingress: [open({ IpProtocol: "-1", FromPort: undefined, ToPort: undefined })] },
        subjects: [`${family}/22`],
      },
      "the protocol by number, the network in full": { given: { Ingress: [inFull({ IpProtocol: "6", FromPort: 0, ToPort: 65535 })] } },
    },
  };
}

/** Every other port of administrators. */
export function adminPortCases(family: Family): Cases<"SecurityGroup"> {
  const { open } = familyRules(family);
  const cases = openPortCases(family, 3389);
  return {
    ...cases,
    pass: {
      ...cases.pass,
      "every port at once is said with SSH": {
        given: { Ingress: [open({ IpProtocol: "-1", FromPort: undefined, ToPort: undefined })] },
      },
      "SSH is said elsewhere": { given: { Ingress: [open()] } },
    },
    fail: {
      ...cases.fail,
      "every port but SSH": { given: { Ingress: [open({ IpProtocol: "6", FromPort: 23, ToPort: 65535 })] } },
      "a port of the settings": {
        given: { Ingress: [open({ FromPort: 5985, ToPort: 5986 })] },
        settings: { adminPorts: [22, 3389, 5985, 5986] },
        subjects: [`${family}/5985`, `${family}/5986`],
      },
    },
  };
}
