import { version } from "./version.ts";

/** The way in. `--version` answers before anything else is loaded. */
export async function main(argv: readonly string[]): Promise<void> {
  if (argv.length === 1 && (argv[0] === "--version" || argv[0] === "-V")) {
    process.stdout.write(`${version}\n`);
    return;
  }
  // A reader that went away (`| head`) ends the output, not the run; what writes tells of other faults itself.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  // We say ourselves, once and in the user's language, when this Node.js is too old.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
  const { runProgram } = await import("./program.ts");
  await runProgram(argv);
}
