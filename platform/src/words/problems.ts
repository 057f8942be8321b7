import type { Words } from "../model/index.ts";
import { systemReason } from "./system.ts";

type Detail = Readonly<Record<string, string | number>>;
type Sentence = Readonly<Record<keyof Words, (d: Detail) => string>>;

/** What a parser found wrong, by the parser's own code. */
const syntax: Readonly<Record<string, Words>> = {
  ALIAS_PROPS: { en: "an alias has properties of its own", ja: "エイリアスにプロパティが付いている" },
  BAD_ALIAS: { en: "the alias refers to no anchor", ja: "エイリアスに対応するアンカーがない" },
  BAD_COLLECTION_TYPE: { en: "a tag stands on the wrong kind of value", ja: "タグと値の種類が合わない" },
  BAD_DIRECTIVE: { en: "the directive is not valid", ja: "ディレクティブが正しくない" },
  BAD_DQ_ESCAPE: { en: "the escape sequence is not valid", ja: "エスケープシーケンスが正しくない" },
  BAD_INDENT: { en: "the indentation does not fit", ja: "インデントが合わない" },
  BAD_PROP_ORDER: { en: "anchor and tag stand in the wrong place", ja: "アンカーやタグの位置が正しくない" },
  BAD_SCALAR_START: { en: "the value begins with a character that must be quoted", ja: "引用符が必要な文字で値が始まっている" },
  BLOCK_AS_IMPLICIT_KEY: { en: "a mapping stands where only a simple key may", ja: "キーの位置に入れ子のマッピングがある" },
  BLOCK_IN_FLOW: { en: "a block stands inside brackets", ja: "括弧の中にブロック形式がある" },
  COMMENT_SPACE: { en: "a comment needs a space before it", ja: "コメントの前に空白がない" },
  IMPOSSIBLE: { en: "the text cannot be parsed", ja: "解析できない" },
  KEY_NOT_A_STRING: { en: "a key is not a string", ja: "キーが文字列ではない" },
  KEY_OVER_1024_CHARS: { en: "the key is longer than 1024 characters", ja: "キーが 1024 文字を超えている" },
  MISSING_CHAR: { en: "a closing or separating character is missing", ja: "閉じ記号または区切り文字がない" },
  MULTILINE_IMPLICIT_KEY: {
    en: "a key runs over more than one line; often a missing colon",
    ja: "キーが複数行にわたっている（コロンの抜けが考えられる）",
  },
  MULTIPLE_ANCHORS: { en: "the value has more than one anchor", ja: "1 つの値に複数のアンカーがある" },
  MULTIPLE_DOCS: { en: "the file holds more than one document", ja: "1 つのファイルに複数のドキュメントがある" },
  MULTIPLE_TAGS: { en: "the value has more than one tag", ja: "1 つの値に複数のタグがある" },
  TAB_AS_INDENT: { en: "a tab is used to indent", ja: "インデントにタブが使われている" },
  TAG_RESOLVE_FAILED: { en: "the tag is not valid", ja: "タグが正しくない" },
  UNEXPECTED_TOKEN: { en: "unexpected text", ja: "予期しない文字列がある" },
  CloseBraceExpected: { en: "a closing brace is missing", ja: "閉じ波括弧がない" },
  CloseBracketExpected: { en: "a closing bracket is missing", ja: "閉じ角括弧がない" },
  ColonExpected: { en: "a colon is missing", ja: "コロンがない" },
  CommaExpected: { en: "a comma is missing", ja: "カンマがない" },
  DUPLICATE_KEY: { en: "a key is given twice", ja: "キーが重複している" },
  EndOfFileExpected: { en: "there is text after the end of the document", ja: "ドキュメントの後に余分な文字列がある" },
  InvalidCharacter: { en: "the character is not valid here", ja: "この位置では使えない文字がある" },
  InvalidCommentToken: { en: "JSON has no comments", ja: "JSON ではコメントを使えない" },
  InvalidEscapeCharacter: { en: "the escape sequence is not valid", ja: "エスケープシーケンスが正しくない" },
  InvalidNumberFormat: { en: "the number is not valid", ja: "数値の書き方が正しくない" },
  InvalidSymbol: { en: "unexpected text", ja: "予期しない文字列がある" },
  InvalidUnicode: { en: "the Unicode escape is not valid", ja: "Unicode エスケープが正しくない" },
  PropertyNameExpected: { en: "a property name is missing; often a comma too many", ja: "プロパティ名がない（余分なカンマが考えられる）" },
  UnexpectedEndOfComment: { en: "the comment does not end", ja: "コメントが閉じていない" },
  UnexpectedEndOfNumber: { en: "the number does not end", ja: "数値が途中で終わっている" },
  UnexpectedEndOfString: { en: "the string does not end", ja: "文字列が閉じていない" },
  ValueExpected: { en: "a value is missing", ja: "値がない" },
};

/** A fault of syntax in words, by the parser's code. */
export function syntaxReason(code: string, lang: keyof Words): string {
  return Object.hasOwn(syntax, code) ? syntax[code]![lang] : code;
}

function because(table: Readonly<Record<string, Words>>, d: Detail, lang: keyof Words): string {
  const reason = String(d["reason"] ?? "");
  return Object.hasOwn(table, reason) ? table[reason]![lang] : reason;
}

/** What a user must know about a template: the sentence of each problem code. */
export const problemWords: Readonly<Record<string, Sentence>> = {
  E_TEMPLATE_READ: {
    en: (d) => `the file cannot be read: ${systemReason(String(d["reason"] ?? ""), "en")}`,
    ja: (d) => `ファイルを読み取れません: ${systemReason(String(d["reason"] ?? ""), "ja")}`,
  },
  E_TEMPLATE_ENCODING: {
    en: () => "the file is not UTF-8; save it as UTF-8",
    ja: () => "ファイルが UTF-8 ではありません。UTF-8 で保存してください",
  },
  E_TEMPLATE_EMPTY: { en: () => "the file is empty", ja: () => "ファイルが空です" },
  E_TEMPLATE_TOO_LARGE: {
    en: (d) => `the file is larger than ${d["megabytes"]} MB and was not read`,
    ja: (d) => `ファイルが ${d["megabytes"]} MB を超えるため、読み取りませんでした`,
  },
  E_TEMPLATE_TOO_DEEP: {
    en: () => "values are nested too deeply; the file was not used",
    ja: () => "入れ子が深すぎるため、このファイルは使いませんでした",
  },
  E_TEMPLATE_ALIAS_BOMB: {
    en: () => "aliases or loops multiply to far more values than a template has; the file was not used",
    ja: () => "エイリアスまたはループの展開結果が大きくなりすぎるため、このファイルは使いませんでした",
  },
  E_TEMPLATE_SYNTAX: {
    en: (d) => `the file is not valid: ${because(syntax, d, "en")}`,
    ja: (d) => `構文が正しくありません: ${because(syntax, d, "ja")}`,
  },
  E_TEMPLATE_DUPLICATE_KEY: {
    en: (d) => `the key ${d["key"]} is given twice; the last one was used`,
    ja: (d) => `キー ${d["key"]} が重複しています。最後の値を使いました`,
  },
  E_TEMPLATE_FORBIDDEN_KEY: {
    en: (d) => `the key ${d["key"]} is not allowed and was left out`,
    ja: (d) => `キー ${d["key"]} は使えないため、除外しました`,
  },
  E_TEMPLATE_NOT_A_TEMPLATE: {
    en: () => "the file is no template: nothing in it has a resource type",
    ja: () => "テンプレートではありません。リソースタイプが見つかりません",
  },
  E_TEMPLATE_NONE_FOUND: { en: (d) => `no template in ${d["directory"]}`, ja: (d) => `${d["directory"]} にテンプレートがありません` },
  E_TEMPLATE_BAD_RESOURCE: {
    en: (d) => `the resource ${d["target"]} has no type, or its properties are no mapping`,
    ja: (d) => `リソース ${d["target"]} にタイプがないか、プロパティがマッピングではありません`,
  },
  E_TEMPLATE_MISSING_REFERENCE: {
    en: (d) => `${d["target"]} is referred to but not declared`,
    ja: (d) => `参照先の ${d["target"]} が宣言されていません`,
  },
  E_TEMPLATE_MISSING_CONDITION: {
    en: (d) => `the condition ${d["target"]} is used but not declared`,
    ja: (d) => `条件 ${d["target"]} が宣言されていません`,
  },
  E_TEMPLATE_MISSING_MAPPING: {
    en: (d) => `the mapping has no value ${d["target"]}`,
    ja: (d) => `マッピングに ${d["target"]} の値がありません`,
  },
  E_TEMPLATE_CYCLE: { en: (d) => `circular reference: ${d["members"]}`, ja: (d) => `循環参照があります: ${d["members"]}` },
  E_TEMPLATE_FUNCTION: { en: (d) => `${d["fn"]} does not have the arguments it needs`, ja: (d) => `${d["fn"]} の引数が正しくありません` },
  E_TEMPLATE_UNKNOWN_FUNCTION: {
    en: (d) => `${d["fn"]} is not an intrinsic function`,
    ja: (d) => `${d["fn"]} という組み込み関数はありません`,
  },
  E_TEMPLATE_LOOP_UNKNOWN: {
    en: (d) => `what the loop ${d["name"]} runs over is not known (${d["what"]}); what it would declare was not looked at`,
    ja: (d) => `ループ ${d["name"]} の対象が決まらないため（${d["what"]}）、その中の宣言は調べていません`,
  },
  E_TEMPLATE_INCLUDE_ELSEWHERE: {
    en: (d) => `the include ${d["location"]} is not on this machine and was not looked at`,
    ja: (d) => `インクルード ${d["location"]} が手元にないため、調べていません`,
  },
  E_TEMPLATE_MACRO: {
    en: (d) => `the macro ${d["name"]} was not run; what it would change was not looked at`,
    ja: (d) => `マクロ ${d["name"]} は実行していません。マクロによる変更は調べていません`,
  },
  E_TEMPLATE_NESTED_ELSEWHERE: {
    en: (d) => `the nested stack ${d["target"]} is not on this machine (${d["location"]}) and was not looked at`,
    ja: (d) => `ネストされたスタック ${d["target"]} が手元にないため（${d["location"]}）、調べていません`,
  },
  E_TEMPLATE_NESTED_LOOP: {
    en: (d) => `the nested stack ${d["target"]} contains itself (${d["file"]})`,
    ja: (d) => `ネストされたスタック ${d["target"]} が自分自身を含んでいます（${d["file"]}）`,
  },
  E_TEMPLATE_PARAMETER_FILE: {
    en: () => "the file holds no parameters in a known form",
    ja: () => "パラメーターファイルの形式が正しくありません",
  },
  E_TEMPLATE_SERVERLESS_PLUGIN: {
    en: (d) =>
      `the plugin ${d["name"]} was not run; what it changes was not looked at. Run \`serverless package\` and scan the packaged service to see it`,
    ja: (d) =>
      `プラグイン ${d["name"]} は実行していません。プラグインによる変更は調べていません。\`serverless package\` の出力をスキャンすると確認できます`,
  },
  E_TEMPLATE_SERVERLESS_EVENT: {
    en: (d) => `the event ${d["name"]} of the function ${d["fn"]} was not looked at`,
    ja: (d) => `関数 ${d["fn"]} のイベント ${d["name"]} は調べていません`,
  },
  E_TEMPLATE_FORMAT: {
    en: (d) => `${d["format"]} cannot be read by this version`,
    ja: (d) => `このバージョンでは ${d["format"]} を読み取れません`,
  },
  E_SAM_REFUSED: {
    en: (d) =>
      `AWS SAM would refuse ${d["logicalId"]}${d["property"] ? `.${d["property"]}` : ""}: ${d["message"]}; the resource was not looked at`,
    ja: (d) =>
      `AWS SAM の変換で ${d["logicalId"]}${d["property"] ? `.${d["property"]}` : ""} が拒否されるため、このリソースは調べていません: ${d["messageJa"] ?? d["message"]}`,
  },
  E_SAM_APPLICATION_NOT_OPENED: {
    en: (d) =>
      `${d["logicalId"]} comes from the Serverless Application Repository (${d["application"]} ${d["version"]}); what is in it was not looked at`,
    ja: (d) =>
      `${d["logicalId"]} は Serverless Application Repository のアプリケーション（${d["application"]} ${d["version"]}）のため、中身は調べていません`,
  },
  E_TEMPLATE_FAULT: {
    en: (d) => `a fault of Yagura: ${d["message"]}; please report it`,
    ja: (d) => `Yagura の不具合です: ${d["message"]}。ご報告ください`,
  },
};
