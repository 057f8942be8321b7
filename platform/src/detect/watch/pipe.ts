import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { readLog } from "../sources/read.ts";
import type { Inbox } from "./inbox.ts";

/** A line that is longer is no record; what has come of it is told as damage. Characters. */
const LONGEST_LINE = 64_000_000;

/** Lines of a pipe, as they come. A pipe cannot be told what was taken: what a dead worker had in its hands is gone. */
export function pipeInbox(input: Readable): Inbox {
  return {
    run: async (accept, signal) => {
      const decoder = new StringDecoder("utf8");
      const run = Date.now();
      let rest = "";
      let portion = 0;
      const take = async (text: string) => {
        if (text.trim() === "") return;
        portion += 1;
        await accept([readLog(text, `-#${run}.${portion}`)]);
      };
      const stop = () => input.destroy();
      signal.addEventListener("abort", stop, { once: true });
      try {
        for await (const chunk of input) {
          rest += decoder.write(chunk as Buffer);
          const end = rest.lastIndexOf("\n") + 1;
          if (end === 0 && rest.length > LONGEST_LINE) {
            await take(rest);
            rest = "";
          }
          if (end === 0) continue;
          const whole = rest.slice(0, end);
          rest = rest.slice(end);
          await take(whole);
        }
      } catch (error) {
        if (!signal.aborted) throw error;
      } finally {
        signal.removeEventListener("abort", stop);
      }
      await take(rest + decoder.end());
    },
  };
}
