import type { Lang, Words } from "../model/index.ts";

/** Why the system did not hand a file over or take one, by its own code. */
const reasons: Readonly<Record<string, Words>> = {
  EACCES: { en: "permission denied", ja: "アクセス権がありません" },
  EBUSY: { en: "it is in use", ja: "使用中です" },
  EDQUOT: { en: "the disk quota is used up", ja: "ディスクの割り当て容量を使い切っています" },
  EFBIG: { en: "the file would be too large", ja: "ファイルが大きすぎます" },
  EIO: { en: "the device failed", ja: "デバイスで入出力エラーが発生しました" },
  EISDIR: { en: "it is a directory", ja: "ディレクトリです" },
  ELOOP: { en: "the symbolic links form a circle", ja: "シンボリックリンクが循環しています" },
  EMFILE: { en: "too many files are open", ja: "開いているファイルが多すぎます" },
  ENAMETOOLONG: { en: "the path is too long", ja: "パスが長すぎます" },
  ENOENT: { en: "there is no such file or folder", ja: "ファイルまたはフォルダーがありません" },
  ENOSPC: { en: "no space is left on the device", ja: "ディスクの空き容量がありません" },
  ENOTDIR: { en: "a part of the path is not a folder", ja: "パスの途中にフォルダーではないものがあります" },
  EPERM: { en: "the system does not permit it", ja: "許可されていない操作です" },
  ERR_BUFFER_TOO_LARGE: { en: "it unpacks to more than is read at a time", ja: "展開後のサイズが大きすぎます" },
  Z_BUF_ERROR: { en: "the gzip ends too early", ja: "gzip が途中で切れています" },
  Z_DATA_ERROR: { en: "the gzip is damaged", ja: "gzip が壊れています" },
  DAMAGED: { en: "the file is damaged", ja: "ファイルが壊れています" },
  EROFS: { en: "the disk is read-only", ja: "読み取り専用のディスクです" },
};

/** The sentence of a system code such as `EACCES`; the code itself when there is none. */
export function systemReason(code: string, lang: Lang): string {
  return Object.hasOwn(reasons, code) ? (reasons[code] as Words)[lang] : code;
}
