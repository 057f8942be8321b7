import type { Words } from "../model/index.ts";
import { syntaxReason } from "./problems.ts";

type Detail = Readonly<Record<string, string | number>>;
type Sentence = Readonly<Record<keyof Words, (d: Detail) => string>>;

/** Problems of the configuration file `.yagura.yaml`. */
export const configProblems: Readonly<Record<string, Sentence>> = {
  E_EXCEPTIONS_YAML: {
    en: (d) => `the file is not valid YAML: ${syntaxReason(String(d["message"]), "en")}`,
    ja: (d) => `YAML として正しくありません: ${syntaxReason(String(d["message"]), "ja")}`,
  },
  E_EXCEPTIONS_LIST: { en: () => "`exceptions` must be a list of mappings", ja: () => "`exceptions` は項目のリストにしてください" },
  E_EXCEPTIONS_FIELD: {
    en: (d) => `an exception has no field \`${d["field"]}\`; use check, resource, subject or finding, and reason, owner, until`,
    ja: (d) =>
      `例外に \`${d["field"]}\` という項目はありません。check・resource・subject または finding と、reason・owner・until を使います`,
  },
  E_EXCEPTIONS_MISSING: {
    en: (d) => `an exception needs \`${d["field"]}\` as text`,
    ja: (d) => `例外には \`${d["field"]}\` を文字列で書いてください`,
  },
  E_EXCEPTIONS_DATE: {
    en: (d) => `\`until: ${d["value"]}\` is not a day; write YYYY-MM-DD`,
    ja: (d) => `\`until: ${d["value"]}\` は日付ではありません。YYYY-MM-DD の形で書いてください`,
  },
  E_EXCEPTIONS_TARGET: {
    en: () => "an exception needs `finding`, or `check` and `resource`",
    ja: () => "例外には `finding`、または `check` と `resource` が必要です",
  },
  E_CONFIG_FIELD: {
    en: (d) => `unknown field \`${d["field"]}\`; remove it or mend its spelling`,
    ja: (d) => `\`${d["field"]}\` という項目はありません。削除するか綴りを直してください`,
  },
  E_CONFIG_RULE: {
    en: (d) =>
      `there is no detection rule \`${d["rule"]}\`; the entry has no effect (\`yagura rules coverage\` and docs/en/detection.md list them)`,
    ja: (d) =>
      `検出ルール \`${d["rule"]}\` はありません。この項目は効きません（\`yagura rules coverage\` と docs/ja/detection.md に一覧があります）`,
  },
  E_CONFIG_VALUE: {
    en: (d) => `the value of \`${d["field"]}\` is not of the right form`,
    ja: (d) => `\`${d["field"]}\` の値の形が正しくありません`,
  },
};
