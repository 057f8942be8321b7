import { version } from "./version.ts";

/** The way in. `--version` answers before anything else is loaded. */
export async function main(argv: readonly string[]): Promise<void> {
  if (argv.length === 1 && (argv[0] === "--version" || argv[0] === "-V")) {
    process.stdout.write(`${version}\n`);
    return;
  }
  const { runProgram } = await import("./program.ts");
  await runProgram(argv);
}
