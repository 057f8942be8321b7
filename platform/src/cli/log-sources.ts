import { type LogObject, readLogFiles } from "../detect/sources/files.ts";
import { type Piece, piecesOf } from "../detect/threads/piece.ts";
import type { Problem } from "../model/index.ts";
import { s3Client } from "./aws-clients.ts";
import type { LiveOptions } from "./options.ts";

/** Logs from where the arguments say: files and folders, `s3://bucket/prefix`, `-` for a pipe. */
export async function* logSources(
  paths: readonly string[],
  options: LiveOptions,
  onProblem: (problem: Problem) => void,
): AsyncGenerator<LogObject> {
  for (const place of placesOf(paths)) {
    if (place === "-") yield* (await import("../detect/sources/stdin.ts")).readPipe(process.stdin);
    else if (typeof place !== "string") yield* readLogFiles(place, onProblem);
    else {
      const { readBucket, s3Place } = await import("../detect/sources/s3.ts");
      const at = s3Place(place);
      if (at) yield* readBucket(await s3Client(options), at, onProblem);
      else onProblem(noPlace(place));
    }
  }
}

/** The same logs, for others to read. */
export async function* logPieces(paths: readonly string[], options: LiveOptions): AsyncGenerator<Piece | Problem> {
  for (const place of placesOf(paths)) {
    if (place === "-") yield* (await import("../detect/sources/stdin.ts")).portionsOfPipe(process.stdin);
    else if (typeof place !== "string") yield* piecesOf(place);
    else {
      const { objectsOf, s3Place } = await import("../detect/sources/s3.ts");
      const at = s3Place(place);
      if (at) yield* objectsOf(await s3Client(options), at, (bytes, object) => ({ object, bytes }));
      else yield noPlace(place);
    }
  }
}

/** Files that stand together, and each other place by itself: a file that is named twice among them is read once. */
function placesOf(paths: readonly string[]): readonly (string | readonly string[])[] {
  const out: (string | string[])[] = [];
  for (const path of paths) {
    const before = out.at(-1);
    if (path === "-" || path.startsWith("s3://")) out.push(path);
    else if (Array.isArray(before)) before.push(path);
    else out.push([path]);
  }
  return out;
}

function noPlace(file: string): Problem {
  return { code: "E_LOG_NOT_READABLE", detail: { file, reason: "ENOENT" } };
}
