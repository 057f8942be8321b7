import { styleText } from "node:util";
import { escapeText } from "../../govern/report/escape.ts";
import type { Lang } from "../../model/index.ts";
import { cliWords } from "../../words/cli.ts";
import { words } from "../../words/index.ts";

type Stage = "identify" | "protect" | "govern";

/**
 * Progress on standard error: one living line a stage on a terminal, one line at each end elsewhere.
 * Throttling is shown, not hidden.
 */
export class Progress {
  readonly lang: Lang;
  readonly #live: boolean;
  readonly #silent: boolean;
  readonly #quiet: boolean;
  readonly #started = new Map<Stage, number>();
  #current = "";
  #drawn = 0;
  #calls = 0;
  #throttled = "";

  constructor(options: { readonly lang: Lang; readonly silent: boolean; readonly quiet: boolean; readonly live: boolean }) {
    this.lang = options.lang;
    this.#silent = options.silent;
    this.#quiet = options.quiet;
    this.#live = options.live && !options.silent;
  }

  stage(stage: Stage, event: "start" | "end", detail: { readonly resources?: number; readonly findings?: number }): void {
    if (this.#silent) return;
    const name = words[this.lang].stage[stage];
    const w = cliWords[this.lang];
    if (event === "start") {
      this.#started.set(stage, performance.now());
      this.#current = name;
      if (this.#live) this.#draw(true);
      else process.stderr.write(`${w.stageStart(name)}\n`);
      return;
    }
    const seconds = ((performance.now() - (this.#started.get(stage) ?? 0)) / 1000).toFixed(1);
    const parts = [
      ...(stage === "identify" && this.#calls > 0
        ? [w.calls(this.#calls, detail.resources ?? 0)]
        : detail.resources === undefined
          ? []
          : [w.resources(detail.resources)]),
      ...(detail.findings === undefined ? [] : [w.results(detail.findings)]),
    ];
    this.#clear();
    process.stderr.write(`${w.stageEnd(name, seconds, parts.join("  "))}\n`);
  }

  call(count: number): void {
    this.#calls += count;
    if (this.#live) this.#draw(false);
  }

  throttled(service: string, region: string): void {
    const line = cliWords[this.lang].waiting(service, region);
    if (!this.#live && !this.#silent && line !== this.#throttled) process.stderr.write(`${line}\n`);
    this.#throttled = line;
    if (this.#live) this.#draw(false);
  }

  /** Not progress: what the user must know is also said with `--no-progress`. */
  note(line: string): void {
    if (this.#quiet) return;
    this.#clear();
    process.stderr.write(`${escapeText(line)}\n`);
  }

  #draw(now: boolean): void {
    const time = performance.now();
    if (!now && time - this.#drawn < 100) return;
    this.#drawn = time;
    const counts = this.#calls > 0 ? `  ${this.#calls}` : "";
    process.stderr.write(`\r\u001b[2K${styleText("bold", this.#current)}${counts}${this.#throttled ? `  ${this.#throttled}` : ""}`);
  }

  #clear(): void {
    if (this.#live) process.stderr.write("\r\u001b[2K");
  }
}
