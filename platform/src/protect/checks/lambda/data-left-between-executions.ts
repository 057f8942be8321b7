import { type Evidence, manual, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Whether the code cleans up is not in the configuration: a person has to look where the configuration invites it. */
export const dataLeftBetweenExecutions = defineCheck({
  id: "lambda/data-left-between-executions",
  on: "LambdaFunction",
  severity: "info",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.DS-5"],
  meets: { "csa-sas-12": ["SAS-12"] },
  text: {
    en: {
      title: "Data may stay behind between executions",
      risk: "The function has a large temporary disk or a shared file system. Files of one user's request stay in the execution environment and can be read in the next one.",
      fix: "Delete temporary files at the end of each execution, write under a random name per request, and give each function an EFS access point of its own.",
      manual:
        "Read the handler: every file written to /tmp or the mount must be removed (also on errors), and nothing about a user may be kept in global variables.",
    },
    ja: {
      title: "実行間でデータが残るおそれ",
      risk: "大きな一時ディスクまたは共有ファイルシステムを使用しています。あるユーザーの処理で作成したファイルが実行環境に残り、次の処理で読み取られる可能性があります。",
      fix: "実行の最後に一時ファイルを削除し、リクエストごとにランダムな名前で書き込み、関数ごとに専用の EFS アクセスポイントを使用してください。",
      manual:
        "ハンドラーのコードを読み、/tmp やマウント先に書いたファイルがエラー時も含めて削除され、ユーザーの情報がグローバル変数に残らないことを確認してください。",
    },
  },
  judge(fn, need) {
    const storage = need(fn.EphemeralStorage);
    const mounts = need(fn.FileSystemArns);
    const evidence: Evidence[] = [];
    if (storage > 512) evidence.push({ path: ["EphemeralStorage"], found: storage });
    if (mounts.length > 0) evidence.push({ path: ["FileSystemArns"], found: mounts });
    return evidence.length > 0 ? manual(...evidence) : notApplicable;
  },
});
