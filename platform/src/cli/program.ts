import { Argument, Command, CommanderError, Option } from "commander";
import { escapeText } from "../govern/report/escape.ts";
import { type Lang, languages, pathStarts, pathTargets, severities } from "../model/index.ts";
import { cliWords } from "../words/cli.ts";
import { exit, messageOf, YaguraError } from "./errors.ts";
import { languageOf, spoken } from "./language.ts";
import { errorOf, helpIn } from "./speak.ts";
import { version } from "./version.ts";

/** Builds the commands, runs the one asked for, and turns every error into a sentence and an exit code. */
export async function runProgram(argv: readonly string[]): Promise<void> {
  const lang = languageOf(flagValue(argv, "--lang"), undefined, process.env);
  spoken.lang = lang;
  const program = buildProgram(lang);
  try {
    // Who types nothing but the name wants to know what there is.
    await program.parseAsync(argv.length === 0 ? ["--help"] : (argv as string[]), { from: "user" });
  } catch (thrown) {
    process.exitCode = report(
      thrown instanceof CommanderError && thrown.exitCode !== 0 ? errorOf(thrown, program, argv) : thrown,
      argv.includes("--debug"),
    );
  }
}

function report(thrown: unknown, debug: boolean): number {
  // Help and version end here too; commander has printed what there is to say.
  if (thrown instanceof CommanderError) return exit.clean;
  const error =
    thrown instanceof YaguraError
      ? thrown
      : new YaguraError("E_INTERNAL", { message: messageOf(thrown) }, { exitCode: exit.failed, cause: thrown });
  process.stderr.write(`${escapeText(error.sentence(spoken.lang))} [${error.code}]\n`);
  if (debug) process.stderr.write(`${thrown instanceof Error ? thrown.stack : String(thrown)}\n`);
  return error.exitCode;
}

/** The language is needed before the arguments are parsed: the help is in it. */
function flagValue(argv: readonly string[], flag: string): string | undefined {
  const at = argv.findIndex((a) => a === flag || a.startsWith(`${flag}=`));
  if (at < 0) return undefined;
  const arg = argv[at] as string;
  return arg.includes("=") ? arg.slice(arg.indexOf("=") + 1) : argv[at + 1];
}

const collect = (value: string, before: readonly string[] | undefined) => [...(before ?? []), value];

export function buildProgram(lang: Lang): Command {
  const w = cliWords[lang];
  const o = w.options;
  const program = new Command("yagura")
    .description(w.description)
    .version(version, "-V, --version", o.version)
    .helpOption("-h, --help", o.help)
    .configureHelp(helpIn(lang))
    // Errors are said by `report`, in the user's language.
    .configureOutput({ outputError: () => undefined })
    .exitOverride()
    .addHelpText("after", `\n${w.exitCodes}`);
  program.helpCommand("help [command]", w.helpCommand);

  const common = (command: Command) =>
    command
      .addOption(new Option("--lang <lang>", o.lang).choices([...languages]))
      .option("--config <file>", o.config)
      .option("-q, --quiet", o.quiet)
      .option("--no-progress", o.noProgress)
      .option("--no-color", o.noColor)
      .option("--debug", o.debug)
      .helpOption("-h, --help", o.help)
      .exitOverride();
  const reporting = (command: Command) =>
    command
      .option("-f, --format <format>", o.format, "table")
      .option("-o, --output <file>", o.output)
      .addOption(new Option("--fail-on <severity>", o.failOn).choices([...severities, "none"]).default("high"))
      .option("--fail-on-unknown", o.failOnUnknown)
      .option("--since <report>", o.since)
      .option("--checks <ids>", o.checks)
      .option("--all-findings", o.allFindings);
  const templates = (command: Command) =>
    command
      .option("-p, --parameter <KEY=VALUE>", o.parameter, collect)
      .option("--parameter-file <file>", o.parameterFile, collect)
      .option("--stack-account <id>", o.stackAccount)
      .option("--trust <accounts>", o.trust);
  const live = (command: Command) =>
    command
      .option("--live", o.live)
      .option("--profile <name>", o.profile)
      .option("--region <regions>", o.region)
      .option("--account <accounts>", o.account)
      .option("--role <name>", o.role)
      .option("--organization", o.organization)
      .option("--services <services>", o.services)
      .option("--concurrency <n>", o.concurrency)
      .option("--timeout <seconds>", o.timeout)
      .option("--endpoint-url <url>", o.endpoint);
  const add = (name: keyof typeof w.commands, args: string) => {
    const command = common(program.command(name).description(w.commands[name]));
    for (const arg of args.split(" ").filter(Boolean))
      command.addArgument(new Argument(arg, w.arguments[arg.replace(/[^a-z]/g, "") as keyof typeof w.arguments]));
    return command;
  };

  live(templates(reporting(add("scan", " [paths...]")))).action(async (paths, options) =>
    (await import("./commands/scan.ts")).scan(paths, options),
  );
  templates(reporting(add("check", " <paths...>"))).action(async (paths, options) =>
    (await import("./commands/scan.ts")).check(paths, options),
  );
  live(templates(add("snapshot", " <file> [paths...]"))).action(async (file, paths, options) =>
    (await import("./commands/snapshot.ts")).snapshot(file, paths, options),
  );
  add("explain", " <id>")
    .option("-f, --format <format>", o.plainFormat, "table")
    .action(async (id, options) => (await import("./commands/explain.ts")).explain(id, options));
  for (const view of ["inventory", "responsibility", "lens"] as const) {
    live(templates(add(view, " [paths...]")))
      .option("-f, --format <format>", o.viewFormat, "table")
      .option("-o, --output <file>", o.output)
      .action(async (paths, options) => (await import("./commands/views.ts"))[view](paths, options));
  }
  live(templates(add("frameworks", " [name] [paths...]")))
    .option("-f, --format <format>", o.viewFormat, "table")
    .option("-o, --output <file>", o.output)
    .action(async (name, paths, options) => (await import("./commands/views.ts")).frameworks(name, paths, options));
  const asking = (command: Command) =>
    live(templates(command))
      .option("--context <KEY=VALUE>", o.context, collect)
      .option("-f, --format <format>", o.answerFormat, "table")
      .option("-o, --output <file>", o.output)
      .option("--fail-on-unknown", o.failOnUnknown);
  asking(add("can", " <principal> <action> <resource> [paths...]")).action(async (principal, action, resource, paths, options) =>
    (await import("./commands/access.ts")).can(principal, action, resource, paths, options),
  );
  asking(add("who-can", " <action> <resource> [paths...]")).action(async (action, resource, paths, options) =>
    (await import("./commands/access.ts")).whoCan(action, resource, paths, options),
  );
  live(templates(add("paths", " [paths...]")))
    .addOption(new Option("--from <start>", o.from).choices([...pathStarts]))
    .addOption(new Option("--to <target>", o.to).choices([...pathTargets]))
    .option("-f, --format <format>", o.pathFormat, "text")
    .option("-o, --output <file>", o.output)
    .addOption(new Option("--fail-on <severity>", o.failOn).choices([...severities, "none"]).default("none"))
    .option("--fail-on-unknown", o.failOnUnknown)
    .action(async (paths, options) => (await import("./commands/paths.ts")).paths(paths, options));
  live(templates(add("least-privilege", " [target] [paths...]")))
    .option("--all", o.allFunctions)
    .option("--code <dir>", o.code, collect)
    .option("--cloudtrail <place>", o.cloudtrail, collect)
    .option("-f, --format <format>", o.leastFormat, "diff")
    .option("-o, --output <file>", o.output)
    .action(async (target, paths, options) => (await import("./commands/least-privilege.ts")).leastPrivilege(target, paths, options));
  live(templates(add("sprawl", " [paths...]")))
    .option("--unused-days <n>", o.unusedDays)
    .option("--creators", o.creators)
    .option("-f, --format <format>", o.answerFormat, "table")
    .option("-o, --output <file>", o.output)
    .action(async (paths, options) => (await import("./commands/sprawl.ts")).sprawl(paths, options));
  live(templates(add("detect", " <logs...>")))
    .option("--rules <path>", o.rules, collect)
    .option("--estate <path>", o.estate, collect)
    .addOption(new Option("--min <severity>", o.min).choices([...severities]).default("medium"))
    .option("--quarantine <file>", o.quarantine)
    .option("--workers <n>", o.detectWorkers)
    .option("--verify-digests", o.verifyDigests)
    .option("--public-keys <file>", o.publicKeys)
    .option("-f, --format <format>", o.detectFormat, "table")
    .option("-o, --output <file>", o.output)
    .addOption(new Option("--fail-on <severity>", o.failOn).choices([...severities, "none"]).default("none"))
    .option("--fail-on-unknown", o.failOnUnknown)
    .action(async (paths, options) => (await import("./commands/detect.ts")).detect(paths, options));
  add("investigate", " <entity> <logs...>")
    .option("--at <time>", o.at)
    .option("--hours <n>", o.hours)
    .option("--limit <n>", o.limit)
    .option("--geo <file>", o.geo, collect)
    .option("--flagged <file>", o.flagged, collect)
    .option("--rules <path>", o.rules, collect)
    .option("--bundle <folder>", o.bundle)
    .option("-f, --format <format>", o.investigateFormat, "table")
    .option("-o, --output <file>", o.output)
    .action(async (entity, paths, options) => (await import("./commands/investigate.ts")).investigate(entity, paths, options));
  add("lake", " <task> <lake> [logs...]")
    .option("--rules <path>", o.rules, collect)
    .option("--days <n>", o.days)
    .action(async (task, folder, paths, options) => (await import("./commands/lake.ts")).lake(task, folder, paths, options));
  add("drill", " [logs...]")
    .option("--rules <path>", o.rules, collect)
    .option("--write <folder>", o.write)
    .option("-f, --format <format>", o.answerFormat, "table")
    .option("-o, --output <file>", o.output)
    .action(async (paths, options) => (await import("./commands/drill.ts")).drill(paths, options));
  add("watch", " <source>")
    .option("--state <folder>", o.watchState)
    .option("--rules <path>", o.rules, collect)
    .option("--estate <path>", o.estate, collect)
    .addOption(new Option("--min <severity>", o.min).choices([...severities]).default("medium"))
    .option("-f, --format <format>", o.watchFormat, "text")
    .option("--consumer <name>", o.watchConsumer, "yagura")
    .option("--partitions <n>", o.watchPartitions, "8")
    .option("--profile <name>", o.profile)
    .option("--region <regions>", o.region)
    .option("--timeout <seconds>", o.timeout)
    .option("--endpoint-url <url>", o.endpoint)
    .action(async (source, options) => (await import("./commands/watch.ts")).watch(source, options));
  add("rules", " <verb> [paths...]")
    .option("-f, --format <format>", o.viewFormat, "table")
    .action(async (verb, paths, options) => (await import("./commands/rules.ts")).rules(verb, paths, options));
  live(add("doctor", ""))
    .option("-f, --format <format>", o.plainFormat, "table")
    .action(async (options) => (await import("./commands/doctor.ts")).doctor(options));
  // The example is weak on purpose: unless it is asked for, that is no failure.
  reporting(add("demo", "")).action(async (options, command: Command) =>
    (await import("./commands/demo.ts")).demo(
      command.getOptionValueSource("failOn") === "default" ? { ...options, failOn: "none" } : options,
    ),
  );
  return program;
}
