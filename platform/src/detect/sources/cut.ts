import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";

/** What can be unpacked of a gzip file that is cut off or damaged, up to the damage. */
export async function unpackable(file: string, most: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  const gunzip = createReadStream(file).pipe(createGunzip());
  try {
    for await (const chunk of gunzip) {
      chunks.push(chunk as Buffer);
      size += (chunk as Buffer).length;
      if (size > most) break;
    }
  } catch {
    // What came before it is what there is.
  }
  return Buffer.concat(chunks).toString("utf8");
}
