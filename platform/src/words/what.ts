/** What collectors and readers say about an unknown, in Japanese; names and values stay as they are. */
const sentences: Readonly<Record<string, string>> = {
  "default VPC": "既定の VPC",
  "does not answer in time": "時間内に応答がありません",
  "no answer": "応答がありません",
  "no configuration": "設定がありません",
  "no default version": "既定のバージョンがありません",
  "no metadata options in the answer": "応答にメタデータオプションがありません",
  "no policy was answered": "応答にポリシーがありません",
  "no such endpoint": "エンドポイントがありません",
  "no trust policy": "信頼ポリシーがありません",
  "no web ACL in the answer": "応答に Web ACL がありません",
  "not answered": "応答がありません",
  "policy has no Statement": "ポリシーに Statement がありません",
  "policy is not an object": "ポリシーがオブジェクトではありません",
  "policy is not valid JSON": "ポリシーが正しい JSON ではありません",
  "selection by tags or exclusions": "タグまたは除外条件による選択",
  "the collection is not in the answer": "応答にコレクションがありません",
  "the page token repeats": "ページトークンが繰り返されています",
  "the report is not ready": "レポートがまだ作成されていません",
  "the report is older than the user": "レポートがユーザーの作成より古いものです",
  "the trail is not in the answer": "応答に証跡がありません",
  "a row of the credential report has another number of columns": "認証情報レポートに列数の異なる行があります",
};

const patterns: readonly (readonly [RegExp, string])[] = [
  [/^(.+) is not in the answer$/, "応答に $1 がありません"],
  [/^the credential report has no column (.+)$/, "認証情報レポートに $1 列がありません"],
  [/^the role belongs to (.+)$/, "ロールはアカウント $1 のものです"],
  [/^no row (.+)$/, "$1 の行がありません"],
  [/^check (.+)$/, "チェック $1"],
  [/^owner (.+)$/, "所有者 $1"],
  [/^selection (.+) by tags or exclusions$/, "タグまたは除外条件による選択 $1"],
  [/^authorizationType was not answered$/, "応答に authorizationType がありません"],
];

/** The Japanese for what is known to be an English sentence; anything else is a name and stays. */
export function whatInJapanese(what: string): string {
  const found = Object.hasOwn(sentences, what) ? sentences[what] : undefined;
  if (found !== undefined) return found;
  for (const [pattern, japanese] of patterns) if (pattern.test(what)) return what.replace(pattern, japanese);
  return what;
}
