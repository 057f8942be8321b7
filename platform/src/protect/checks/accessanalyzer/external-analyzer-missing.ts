import { fail, isUnknown, knownOr, manual, type Noun, pass, type World } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

function isExternal(analyzer: { readonly Type: string }): boolean {
  return analyzer.Type === "ACCOUNT" || analyzer.Type === "ORGANIZATION";
}

/** The same region of the other scanned accounts. */
function otherAccounts(region: Noun<"Region">, world: World): readonly Noun<"Region">[] {
  return [...world.everywhere("Region").values()].filter((other) => other.region === region.region && other.account !== region.account);
}

/** Analyzers of unused or internal access never count. */
export const externalAnalyzerMissing = defineCheck({
  id: "accessanalyzer/external-analyzer-missing",
  on: "Region",
  also: ["Account"],
  severity: "medium",
  layer: "identity",
  topic: "detective-controls",
  csf: ["PR.AC-4", "DE.CM-8", "ID.RA-1"],
  meets: { "cis-aws-foundations-2.0.0": ["1.20"], "cis-aws-foundations-7.0.0": ["2.18"] },
  text: {
    en: {
      title: "No analyzer of external access runs in this region",
      risk: "A bucket, queue, key or role shared with strangers by mistake is reported by nobody.",
      fix: "Create an analyzer of the type ACCOUNT or ORGANIZATION in every region.",
      manual:
        "The account belongs to an organisation that was not scanned as a whole. Look in its management account and in the delegated administrator of IAM Access Analyzer for an active analyzer of the type ORGANIZATION in this region: if there is one, the account is covered.",
    },
    ja: {
      title: "外部アクセスのアナライザーがないリージョン",
      risk: "バケット・キュー・キー・ロールが誤って外部に共有されても検出されません。",
      fix: "すべてのリージョンに ACCOUNT または ORGANIZATION タイプのアナライザーを作成してください。",
      manual:
        "このアカウントが属する組織の全体はスキャンされていません。管理アカウントと IAM Access Analyzer の委任管理者アカウントで、このリージョンに有効な ORGANIZATION タイプのアナライザーがあるか確認してください。あれば、このアカウントも対象に含まれます。",
    },
  },
  remedy: {
    cli: "aws accessanalyzer create-analyzer --analyzer-name external --type ACCOUNT --region <region>",
    cloudformation: "Type: AWS::AccessAnalyzer::Analyzer\nProperties:\n  Type: ACCOUNT",
  },
  judge(region, need, world) {
    const analyzers = need(region.AccessAnalyzers);
    if (analyzers.some((analyzer) => isExternal(analyzer) && analyzer.Status === "ACTIVE")) return pass;
    // An organisation that could not be read may have an analyzer that covers this account too.
    const organization = need.outer(need.outer(world.all("Account", region))[0]?.Organization);
    const elsewhere = otherAccounts(region, world);
    if (organization !== undefined) {
      const members = organization.MemberAccounts;
      const family = [organization.ManagementAccount, ...knownOr(members, [])];
      const covering = elsewhere.some(
        (other) =>
          family.includes(other.account) &&
          knownOr(other.AccessAnalyzers, []).some((analyzer) => analyzer.Type === "ORGANIZATION" && analyzer.Status === "ACTIVE"),
      );
      if (covering) return pass;
      // The organisation's analyzer lives in an account that was perhaps not scanned; a person can look there.
      const unseen =
        isUnknown(members) ||
        family.some((id) => id !== region.account && !elsewhere.some((other) => other.account === id && !isUnknown(other.AccessAnalyzers)));
      if (unseen) return manual({ path: ["AccessAnalyzers"], found: { analyzers, organization: organization.Id } });
    }
    return fail({ path: ["AccessAnalyzers"], found: analyzers, expected: { Type: ["ACCOUNT", "ORGANIZATION"], Status: "ACTIVE" } });
  },
});
