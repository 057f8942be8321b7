import { accountOfAccessKeyId, hasCrc32Tail, isSecretJwt, privateKeyState } from "./secret-checksums.ts";

export type Confidence = "confirmed" | "likely" | "possible";

export interface SecretFormat {
  readonly kind: string;
  /** What the text must contain, exactly: the prefilter. */
  readonly starts: readonly string[];
  /** Sticky; matched from where the start was found. Group 1, when there is one, is the secret itself. */
  readonly shape: RegExp;
  /** The start stands in the middle of the token, so anything may be before it. */
  readonly infix?: true;
  /** `undefined`: no secret after all. */
  judge(match: string): Confidence | undefined;
}

const likely = (): Confidence => "likely";
const possible = (): Confidence => "possible";
const confirmed = (): Confidence => "confirmed";

function format(kind: string, starts: string | readonly string[], shape: RegExp, judge: SecretFormat["judge"] = likely): SecretFormat {
  return { kind, starts: typeof starts === "string" ? [starts] : starts, shape: new RegExp(shape.source, "y"), judge };
}

const END = "(?![A-Za-z0-9_-])";
const rx = (source: string) => new RegExp(source + END);

/**
 * Tokens that name their maker. `confirmed` is kept for those whose checksum or structure was verified.
 * INVARIANT: no nested quantifiers; every length is bounded.
 */
export const secretFormats: readonly SecretFormat[] = [
  format("aws-access-key-id", ["AKIA", "ABIA", "ACCA"], rx("A(?:KIA|BIA|CCA)[A-Z2-7]{16}"), (m) =>
    m.endsWith("EXAMPLE") ? undefined : accountOfAccessKeyId(m) ? "confirmed" : "likely",
  ),
  format("aws-temporary-access-key-id", "ASIA", rx("ASIA[A-Z2-7]{16}"), (m) =>
    m.endsWith("EXAMPLE") ? undefined : accountOfAccessKeyId(m) ? "possible" : undefined,
  ),
  format("aws-bedrock-api-key", "ABSK", /ABSK[A-Za-z0-9+/]{100,240}={0,2}/, (m) =>
    Buffer.from(m.slice(4), "base64").toString("latin1").startsWith("BedrockAPIKey-") ? "confirmed" : undefined,
  ),
  format("github-token", ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"], rx("gh[pousr]_([A-Za-z0-9]{36})"), (m) =>
    hasCrc32Tail(m.slice(4)) ? "confirmed" : "possible",
  ),
  format("github-fine-grained-token", "github_pat_", rx("github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}")),
  format("npm-token", "npm_", rx("npm_([A-Za-z0-9]{36})"), (m) => (hasCrc32Tail(m.slice(4)) ? "confirmed" : "possible")),
  format("gitlab-token", ["glpat-", "gldt-", "glrt-", "glcbt-"], rx("gl(?:pat|dt|rt|cbt)-[A-Za-z0-9_-]{20,60}")),
  format("pypi-token", "pypi-AgEIcHlwaS5vcmc", rx("pypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{50,300}"), confirmed),
  format("docker-token", "dckr_pat_", rx("dckr_pat_[A-Za-z0-9_-]{27}")),
  format("slack-token", ["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxe-"], rx("xox[abprse]-[0-9]{1,14}-[A-Za-z0-9-]{20,160}")),
  format("slack-app-token", "xapp-", rx("xapp-[0-9]-[A-Z0-9]{8,14}-[0-9]{8,15}-[a-f0-9]{40,80}")),
  format(
    "slack-webhook",
    "https://hooks.slack.com/",
    rx("https://hooks\\.slack\\.com/(?:services|workflows)/[A-Z0-9]{8,14}/[A-Z0-9]{8,14}/([A-Za-z0-9]{16,40})"),
  ),
  format(
    "discord-webhook",
    ["https://discord.com/api/webhooks/", "https://discordapp.com/api/webhooks/"],
    rx("https://discord(?:app)?\\.com/api/webhooks/[0-9]{15,21}/([A-Za-z0-9_-]{60,72})"),
  ),
  format("stripe-key", ["sk_live_", "rk_live_"], rx("[sr]k_live_[A-Za-z0-9]{20,120}")),
  format("stripe-test-key", ["sk_test_", "rk_test_"], rx("[sr]k_test_[A-Za-z0-9]{20,120}"), possible),
  format("stripe-webhook-secret", "whsec_", rx("whsec_[A-Za-z0-9+/]{32,64}")),
  format("google-api-key", "AIza", rx("AIza[A-Za-z0-9_-]{35}")),
  format("google-oauth-secret", "GOCSPX-", rx("GOCSPX-[A-Za-z0-9_-]{28}")),
  format("google-oauth-token", "ya29.", rx("ya29\\.[A-Za-z0-9_-]{30,400}")),
  format("sendgrid-key", "SG.", rx("SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}")),
  format("mailgun-key", "key-", rx("key-[a-f0-9]{32}")),
  format("twilio-api-key", "SK", rx("SK[a-f0-9]{32}")),
  format("shopify-token", ["shpat_", "shpca_", "shppa_", "shpss_"], rx("shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}")),
  format("square-token", ["sq0atp-", "sq0csp-"], rx("sq0(?:atp|csp)-[A-Za-z0-9_-]{22,43}")),
  format(
    "openai-key",
    "sk-",
    /sk-(?:[A-Za-z0-9_-]{0,120}T3BlbkFJ[A-Za-z0-9_-]{20,120}|(?:proj|svcacct|admin)-[A-Za-z0-9_-]{40,200})/,
    (m) => (m.includes("T3BlbkFJ") ? "confirmed" : "likely"),
  ),
  format("anthropic-key", "sk-ant-", rx("sk-ant-(?:api|admin)[0-9]{2}-[A-Za-z0-9_-]{80,110}")),
  format("hugging-face-token", "hf_", rx("hf_[A-Za-z]{34}")),
  format("databricks-token", "dapi", rx("dapi[a-f0-9]{32}")),
  format("digitalocean-token", ["dop_v1_", "doo_v1_", "dor_v1_"], rx("do[opr]_v1_[a-f0-9]{64}")),
  format("grafana-token", "glsa_", rx("glsa_[A-Za-z0-9]{32}_[a-fA-F0-9]{8}")),
  format("newrelic-key", "NRAK-", rx("NRAK-[A-Z0-9]{27}")),
  format("postman-key", "PMAK-", rx("PMAK-[a-f0-9]{24}-[a-f0-9]{34}")),
  format("linear-key", "lin_api_", rx("lin_api_[A-Za-z0-9]{40}")),
  format("figma-token", "figd_", rx("figd_[A-Za-z0-9_-]{40}")),
  format("notion-token", "ntn_", rx("ntn_[A-Za-z0-9]{40,50}")),
  format("supabase-token", "sbp_", rx("sbp_[a-f0-9]{40}")),
  format("planetscale-token", ["pscale_tkn_", "pscale_pw_"], rx("pscale_(?:tkn|pw)_[A-Za-z0-9_.=-]{32,64}")),
  format("vault-token", "hvs.", rx("hvs\\.[A-Za-z0-9_-]{24,200}")),
  { ...format("terraform-cloud-token", ".atlasv1.", rx("\\.atlasv1\\.[A-Za-z0-9_=-]{60,80}")), infix: true },
  format("doppler-token", "dp.", rx("dp\\.(?:pt|st|sa|ct|scim|audit)\\.[A-Za-z0-9._-]{40,64}")),
  format("sentry-token", "sntrys_", rx("sntrys_eyJ[A-Za-z0-9+/=_-]{80,400}")),
  format("atlassian-token", "ATATT3", rx("ATATT3[A-Za-z0-9_=-]{180,240}")),
  format("age-key", "AGE-SECRET-KEY-1", rx("AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}")),
  { ...format("telegram-bot-token", ":AA", rx(":AA[A-Za-z0-9_-]{33}")), infix: true },
  format("azure-storage-key", "AccountKey=", /AccountKey=([A-Za-z0-9+/]{86}==)/, confirmed),
  format("azure-shared-access-key", "SharedAccessKey=", /SharedAccessKey=([A-Za-z0-9+/]{42,44}=)/),
  { ...format("azure-client-secret", "Q~", rx("Q~[A-Za-z0-9_.~-]{31,34}")), infix: true },
  format("jwt", "eyJ", /eyJ[A-Za-z0-9_-]{10,2000}\.eyJ[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{20,1400}/, (m) =>
    isSecretJwt(m) ? "confirmed" : undefined,
  ),
  format(
    "private-key",
    "-----BEGIN ",
    /-----BEGIN (?:RSA |EC |DSA |OPENSSH |ENCRYPTED )?PRIVATE KEY-----[A-Za-z0-9+/=\s\\:,.-]{0,12000}?-----END [A-Z ]{0,20}PRIVATE KEY-----/,
    (m) => ({ parsed: "confirmed", sealed: "possible", odd: "likely", no: undefined })[privateKeyState(m)] as Confidence | undefined,
  ),
  format("pgp-private-key", "-----BEGIN ", /-----BEGIN PGP PRIVATE KEY BLOCK-----[A-Za-z0-9+/=\s\\:.-]{200,20000}?-----END PGP/),
];
