import { type LogObject, readLogFiles } from "../detect/sources/files.ts";
import type { Problem } from "../model/index.ts";
import { s3Client } from "./aws-clients.ts";
import type { LiveOptions } from "./options.ts";

/** Logs from where the arguments say: files and folders, `s3://bucket/prefix`, `-` for a pipe. */
export async function* logSources(
  paths: readonly string[],
  options: LiveOptions,
  onProblem: (problem: Problem) => void,
): AsyncGenerator<LogObject> {
  let files: string[] = [];
  for (const path of paths) {
    const elsewhere = path === "-" || path.startsWith("s3://");
    if (!elsewhere) {
      files.push(path);
      continue;
    }
    yield* readLogFiles(files, onProblem);
    files = [];
    if (path === "-") yield* (await import("../detect/sources/stdin.ts")).readPipe(process.stdin);
    else {
      const { readBucket, s3Place } = await import("../detect/sources/s3.ts");
      const at = s3Place(path);
      if (at) yield* readBucket(await s3Client(options), at, onProblem);
      else onProblem({ code: "E_LOG_NOT_READABLE", detail: { file: path, reason: "ENOENT" } });
    }
  }
  yield* readLogFiles(files, onProblem);
}
