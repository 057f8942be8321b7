import type { Lang } from "../model/index.ts";

/** Sentences of the exchange formats and of the pages made for pull requests and browsers. */
export interface FormatWords {
  /** One line about where something was found, for a finding without a file. */
  accepted(reason: string, owner: string, until: string): string;
  gap(kind: string, account: string, region: string, because: string): string;
  unrecognised(type: string, count: number): string;
  fault(check: string, resource: string, message: string): string;
  readonly gapsHead: string;
  readonly howToDecide: string;
  passed(n: number): string;
  readonly notSure: string;
  /** Failed resources of those that could be judged. */
  failedOf(failed: number, judged: number): string;
  resourcesChecked(resources: number, checks: number): string;
  readonly suppressedHead: string;
  readonly exceptionsHead: string;
  readonly acceptedUntil: string;
  readonly owner: string;
  readonly reason: string;
  readonly what: string;
  readonly whyItMatters: string;
  readonly whatToDo: string;
  readonly example: string;
  readonly requirement: string;
  readonly clean: string;
  readonly truncated: (n: number) => string;
  readonly place: string;
  readonly kind: string;
  readonly scopes: string;
  readonly actions: string;
  // HTML only
  readonly search: string;
  readonly clear: string;
  readonly shown: (shown: string, total: string) => string;
  /** Above the names of the resources that one row stands for, and what shows them one by one. */
  readonly names: string;
  readonly listEach: string;
  readonly filteredOut: string;
  readonly showMore: (n: string) => string;
  readonly caption: string;
  readonly details: string;
  readonly skip: string;
  readonly noScript: string;
  readonly printNote: (n: string) => string;
  readonly timeNote: string;
  readonly unrecognisedHead: string;
  readonly byCheck: string;
  readonly passRate: string;
  readonly rankNote: string;
  readonly theme: string;
  readonly findingId: string;
  readonly property: string;
  readonly affected: string;
  readonly byCheckCaption: string;
  readonly exceptions: string;
  ofFindings(n: number): string;
  ofVerdicts(n: number): string;
}

export const formatWords: Readonly<Record<Lang, FormatWords>> = {
  en: {
    accepted: (reason, owner, until) => `${reason} (owner: ${owner}, until ${until})`,
    gap: (kind, account, region, because) => `The list of ${kind} in ${account}/${region} is not complete: ${because}`,
    unrecognised: (type, count) => `${type} is not known to Yagura and was not judged (${count})`,
    fault: (check, resource, message) => `The check ${check} failed to run on ${resource}: ${message}`,
    gapsHead: "Lists that were not read to their end",
    howToDecide: "How to decide",
    passed: (n) => `${n} passed`,
    notSure: "Could not be decided",
    failedOf: (failed, judged) => `${failed} of ${judged}`,
    resourcesChecked: (resources, checks) => `${resources} resources looked at with ${checks} checks`,
    suppressedHead: "Accepted by exceptions",
    exceptionsHead: "Exceptions to look at again",
    acceptedUntil: "Until",
    owner: "Owner",
    reason: "Reason",
    what: "What is wrong",
    whyItMatters: "Why it matters",
    whatToDo: "What to do",
    example: "Example",
    requirement: "Requirements",
    clean: "No finding needs attention.",
    truncated: (n) => `${n} more findings did not fit here; the JSON report has all of them.`,
    place: "Place",
    kind: "Kind",
    scopes: "Looked at",
    actions: "Missing permissions",
    search: "Search text",
    clear: "Clear filters",
    shown: (shown, total) => `${shown} of ${total} findings`,
    names: "Resources",
    listEach: "Show each finding",
    filteredOut: "No finding fits the filters.",
    showMore: (n) => `Show ${n} more`,
    caption: "Findings, the most urgent first",
    details: "Details",
    skip: "Skip to the findings",
    noScript: "The list needs JavaScript; nothing is loaded from elsewhere. The counts and what was not seen are shown without it.",
    printNote: (n) => `Printed with the first ${n} findings; filter to print others.`,
    timeNote: "UTC",
    unrecognisedHead: "Resource types that are not known to Yagura",
    byCheck: "By check",
    passRate: "Passed / judged",
    rankNote: "Rank orders the work by reachability, privilege and data; it is no grade.",
    theme: "Light or dark",
    findingId: "Finding id",
    property: "Property",
    affected: "Failed / judged",
    byCheckCaption: "Checks with findings, the most urgent first; choose one to see its findings",
    exceptions: "Exceptions",
    ofFindings: (n) => `of ${n} failures`,
    ofVerdicts: (n) => `of ${n} verdicts`,
  },
  ja: {
    accepted: (reason, owner, until) => `${reason}（担当: ${owner}、期限: ${until}）`,
    gap: (kind, account, region, because) => `${account}/${region} の ${kind} の一覧は不完全です: ${because}`,
    unrecognised: (type, count) => `${type} は Yagura が対応していないため、判定していません（${count} 件）`,
    fault: (check, resource, message) => `${resource} に対するチェック ${check} の実行に失敗しました: ${message}`,
    gapsHead: "最後まで読み取れなかった一覧",
    howToDecide: "判断の方法",
    passed: (n) => `合格 ${n} 件`,
    notSure: "判定できなかったもの",
    failedOf: (failed, judged) => `${judged} 件中 ${failed} 件`,
    resourcesChecked: (resources, checks) => `リソース ${resources} 件を ${checks} 件のチェックで確認`,
    suppressedHead: "例外として受け入れたもの",
    exceptionsHead: "見直しが必要な例外",
    acceptedUntil: "期限",
    owner: "担当",
    reason: "理由",
    what: "問題",
    whyItMatters: "影響",
    whatToDo: "対処",
    example: "例",
    requirement: "対応する要件",
    clean: "対応が必要な検出事項はありません。",
    truncated: (n) => `ほか ${n} 件は表示しきれませんでした。JSON レポートにはすべて含まれます。`,
    place: "場所",
    kind: "種類",
    scopes: "対象",
    actions: "不足している権限",
    search: "検索文字列",
    clear: "絞り込みを解除",
    shown: (shown, total) => `検出事項 ${total} 件中 ${shown} 件を表示`,
    names: "該当するリソース",
    listEach: "検出事項を個別に表示",
    filteredOut: "条件に合う検出事項はありません。",
    showMore: (n) => `さらに ${n} 件を表示`,
    caption: "検出事項（優先度の高い順）",
    details: "詳細",
    skip: "検出事項へ移動",
    noScript:
      "一覧の表示には JavaScript が必要です。外部からは何も読み込みません。件数と確認できなかったものは JavaScript なしでも表示されます。",
    printNote: (n) => `先頭の ${n} 件を印刷しています。ほかの検出事項は絞り込んでから印刷してください。`,
    timeNote: "JST",
    unrecognisedHead: "Yagura が対応していないリソースタイプ",
    byCheck: "チェック別",
    passRate: "合格 / 判定済み",
    rankNote: "優先度は到達可能性・権限・データから求めた作業順であり、評点ではありません。",
    theme: "ライト/ダーク切り替え",
    findingId: "検出事項 ID",
    property: "プロパティ",
    affected: "不合格 / 判定済み",
    byCheckCaption: "検出事項のあるチェック（優先度の高い順）。選択すると該当する検出事項を表示します",
    exceptions: "例外",
    ofFindings: (n) => `不合格 ${n} 件中`,
    ofVerdicts: (n) => `判定 ${n} 件中`,
  },
};
