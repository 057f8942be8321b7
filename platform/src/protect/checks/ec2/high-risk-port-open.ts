import { type Evidence } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { settle } from "../../monitoring/three-valued.ts";
import { openToInternet } from "../../network/ports.ts";

const HIGH_RISK = [20, 21, 23, 25, 110, 135, 143, 445, 1433, 1434, 3000, 3306, 4333, 5000, 5432, 5500, 5601, 8080, 8088, 8888, 9200, 9300];

/** FSBP's list of ports without the administration ports, which have checks of their own. */
export const highRiskPortOpen = defineCheck({
  id: "ec2/high-risk-port-open",
  on: "SecurityGroup",
  severity: "medium",
  layer: "network",
  topic: "infrastructure-protection",
  csf: ["PR.AC-5", "PR.AC-3"],
  meets: { "aws-fsbp": ["EC2.19"] },
  text: {
    en: {
      title: "A database, mail or development port is open to the internet",
      risk: "Services on these ports were built for trusted networks: many have default passwords, known holes, or no sign-in at all.",
      fix: "Allow the ports from the security groups that need them, not from the internet.",
    },
    ja: {
      title: "データベースや開発用などの高リスクポートがインターネットに公開されている",
      risk: "これらのポートのサービスは信頼できるネットワークを前提としており、既定のパスワード・既知の脆弱性・認証なしの設定が多く見られます。",
      fix: "インターネットではなく、必要とするセキュリティグループからのみ許可してください。",
    },
  },
  remedy: {
    cli: "aws ec2 revoke-security-group-ingress --group-id <group-id> --protocol tcp --port <port> --cidr 0.0.0.0/0\naws ec2 authorize-security-group-ingress --group-id <group-id> --protocol tcp --port <port> --source-group <client-group-id>",
  },
  judge(group, need, world) {
    const families = ["ipv4", "ipv6"] as const;
    const { evidence, undecided } = openToInternet(group, need, families, HIGH_RISK, [22, ...world.settings.adminPorts]);
    // One finding per rule, not per port: a rule for all traffic would be two dozen.
    const byRule = new Map<string, { ports: number[]; first: Evidence }>();
    for (const item of evidence) {
      const [family, port] = (item.subject ?? "").split("/");
      const key = `${family}/${String(item.path?.[1])}`;
      const row = byRule.get(key) ?? { ports: [], first: item };
      row.ports.push(Number(port));
      byRule.set(key, row);
    }
    const rows = [...byRule].map(([key, { ports, first }]) => ({
      ...first,
      subject: `${key.split("/")[0]}/${ports.join(",")}`,
      found: { rule: first.found, ports },
    }));
    return settle(rows, undecided, need);
  },
});
