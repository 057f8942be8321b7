import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { type Duck, openDuck } from "./duck.ts";

/** A folder for the lakes of a test file, and an engine to ask them; both are gone after its tests. */
export async function lakesForTests(): Promise<{ readonly scratch: string; readonly duck: Duck; readonly fresh: () => string }> {
  const scratch = mkdtempSync(join(tmpdir(), "yagura-lakes-"));
  const duck = await openDuck();
  afterAll(() => {
    duck.close();
    rmSync(scratch, { recursive: true, force: true });
  });
  return { scratch, duck, fresh: () => mkdtempSync(join(scratch, "lake-")) };
}
