import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { type AddressList, isEmpty, readList } from "../detect/threats/list.ts";
import { codeOf, YaguraError } from "./errors.ts";

/** Lists of addresses and names from files. One without any is an error: it would look as if nothing on it had been met. */
export function listsOf(files: readonly string[], trusted: boolean): readonly AddressList[] {
  return files.map((file) => {
    const list = readList(basename(file), readWhole(file), new Date(), trusted);
    if (isEmpty(list)) throw new YaguraError("E_ADDRESS_LIST", { file });
    return list;
  });
}

function readWhole(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new YaguraError("E_FILE_UNREADABLE", { file, message: codeOf(cause) }, { cause });
  }
}
