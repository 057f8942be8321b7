import { LakeUnwritableError } from "../detect/lake/errors.ts";
import { LakeBusyError } from "../detect/lake/lock.ts";
import { LakeDamagedError } from "../detect/lake/manifest.ts";
import { exit, YaguraError } from "./errors.ts";

/** Does something with a lake; what is wrong with it is told as an error of the command line. */
export async function lakeErrors<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof LakeBusyError) throw new YaguraError("E_LAKE_BUSY", { file: folder, pid: thrown.pid }, { exitCode: exit.failed });
    if (thrown instanceof LakeDamagedError)
      throw new YaguraError("E_LAKE_DAMAGED", { file: thrown.file }, { cause: thrown, exitCode: exit.failed });
    if (thrown instanceof LakeUnwritableError)
      throw new YaguraError("E_OUTPUT", { file: folder, message: thrown.reason }, { cause: thrown, exitCode: exit.failed });
    throw thrown;
  }
}
