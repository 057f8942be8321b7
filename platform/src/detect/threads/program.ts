import { existsSync } from "node:fs";

/** The program of a thread: beside the bundle, or beside this file where Node reads TypeScript. Undefined where there is none. */
export function readerProgram(): URL | undefined {
  const bundled = ["./detect-reader.js", "../detect-reader.js"]
    .map((name) => new URL(name, import.meta.url))
    .find((url) => existsSync(url));
  if (bundled) return bundled;
  const source = new URL("./reader.ts", import.meta.url);
  return "typescript" in process.features && existsSync(source) ? source : undefined;
}
