import type { Problem } from "../../model/index.ts";
import { newBatch } from "../sources/batch.ts";
import { filesOf, isLarge, type LogObject, type Portion, portionsOfLarge, readBytes, readLogFiles } from "../sources/files.ts";
import { readLog } from "../sources/read.ts";
import { notReadable, notReadableFile } from "../sources/unreadable.ts";

/** A log, or a portion of one, that nobody has read yet: a file that whoever reads it opens, a text, or an object that was fetched. */
export type Piece = { readonly file: string; readonly size: number } | Portion | { readonly object: string; readonly bytes: Uint8Array };

/** What was read of a piece, in order: a problem stands where it came. */
export type Found = LogObject | Problem;

/** Bytes, about: packed where it is a file. */
export function sizeOf(piece: Piece): number {
  return "file" in piece ? piece.size : "text" in piece ? piece.text.length : piece.bytes.length;
}

/** The files of paths as pieces; large ones in portions. */
export async function* piecesOf(paths: readonly string[]): AsyncGenerator<Piece | Problem> {
  for await (const found of filesOf(paths)) {
    if ("code" in found) {
      yield found;
      continue;
    }
    try {
      const portions = isLarge(found) ? await portionsOfLarge(found.file) : undefined;
      if (portions) yield* portions;
      else yield found;
    } catch (error) {
      yield notReadableFile(found.file, error);
    }
  }
}

/** Reads a piece, as it would be read by itself. */
export async function readPiece(piece: Piece, make = newBatch): Promise<readonly Found[]> {
  if ("text" in piece) return [{ object: piece.object, batch: readLog(piece.text, piece.name, make(piece.name)) }];
  if ("bytes" in piece) {
    const { object, bytes } = piece;
    try {
      return [{ object, batch: await readBytes(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), object, make) }];
    } catch (error) {
      return [notReadable(object, error)];
    }
  }
  const out: Found[] = [];
  for await (const one of readLogFiles([piece.file], (problem) => out.push(problem), make)) out.push(one);
  return out;
}
