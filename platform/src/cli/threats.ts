import { basename } from "node:path";
import { type AddressList, isEmpty, readList } from "../detect/threats/list.ts";
import { YaguraError } from "./errors.ts";
import { readWhole } from "./read-whole.ts";

/** Lists of addresses and names from files. One without any is an error: it would look as if nothing on it had been met. */
export function listsOf(files: readonly string[], trusted: boolean): readonly AddressList[] {
  return files.map((file) => {
    const list = readList(basename(file), readWhole(file).toString("utf8"), new Date(), trusted);
    if (isEmpty(list)) throw new YaguraError("E_ADDRESS_LIST", { file });
    return list;
  });
}
