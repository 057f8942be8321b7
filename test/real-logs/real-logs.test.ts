import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "vitest";
import { storiesOfFile } from "./replay.ts";
const F = fileURLToPath(new URL("stratus-red-team", import.meta.url));
test("x", () => {
  for (const f of readdirSync(F)) {
    const { stories, events, broken } = storiesOfFile(join(F, f));
    console.log(f.padEnd(72), events, broken, stories.map((s) => `${s.severity}: ${s.signals.map((x) => `${x.severity}/${x.title.en}`).join(" | ")}`).join(" || ") || "-");
  }
});
