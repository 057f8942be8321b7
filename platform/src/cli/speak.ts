import type { Command, CommanderError, Help, Option } from "commander";
import stringWidth from "string-width";
import type { Lang } from "../model/index.ts";
import { cliWords } from "../words/cli.ts";
import { YaguraError } from "./errors.ts";
import { nearest } from "./nearest.ts";

/** Makes commander's help speak the language; its own sentences are English only. */
export function helpIn(lang: Lang): Partial<Help> {
  const w = cliWords[lang];
  return {
    styleTitle: (title) => (Object.hasOwn(w.headings, title) ? w.headings[title as keyof typeof w.headings] : title),
    displayWidth: stringWidth,
    commandUsage: (command) => {
      const names = [command.name()];
      for (let up = command.parent; up; up = up.parent) names.unshift(up.name());
      return `${names.join(" ")} ${inLanguage(command.usage(), lang)}`;
    },
    subcommandTerm: (command) => inLanguage(termOf(command), lang),
    subcommandDescription: (command) => command.description(),
    optionDescription: (option) => described(option, lang),
    visibleArguments: (command) => [...command.registeredArguments],
  };
}

function inLanguage(usage: string, lang: Lang): string {
  const w = cliWords[lang];
  return usage.replace("[options]", w.optionsHere).replace("[command]", w.commandHere);
}

/** Longer terms would leave the descriptions no room; the help of the command itself says the rest. */
const LONGEST_TERM = 28;

function termOf(command: Command): string {
  const whole = [command.name(), argumentsOf(command)].filter((part) => part !== "").join(" ");
  return whole.length <= LONGEST_TERM ? whole : `${command.name()} …`;
}

function argumentsOf(command: Command): string {
  return command.registeredArguments
    .map((a) => (a.required ? `<${a.name()}${a.variadic ? "..." : ""}>` : `[${a.name()}${a.variadic ? "..." : ""}]`))
    .join(" ");
}

function described(option: Option, lang: Lang): string {
  const w = cliWords[lang];
  const extra: string[] = [];
  if (option.argChoices) extra.push(w.choices(option.argChoices.join(", ")));
  if (option.defaultValue !== undefined && typeof option.defaultValue !== "boolean") extra.push(w.byDefault(String(option.defaultValue)));
  return extra.length > 0 ? `${option.description} (${extra.join("; ")})` : option.description;
}

/** What commander refused, as an error of ours. Its sentences are English; only the quoted parts of them are used. */
export function errorOf(thrown: CommanderError, program: Command, argv: readonly string[]): YaguraError {
  const quoted = [...thrown.message.matchAll(/'([^']*)'/g)].map((m) => m[1] ?? "");
  const [first = "", second = ""] = quoted;
  const command = program.commands.find((c) => argv.includes(c.name()));
  const name = command?.name() ?? "";
  switch (thrown.code) {
    case "commander.unknownOption": {
      const option = first;
      const known = [...program.options, ...(command?.options ?? [])].flatMap((o) => (o.long ? [o.long] : []));
      return new YaguraError("E_OPTION_UNKNOWN", { option, command: name, near: nearest(option, known) ?? "" });
    }
    case "commander.missingArgument":
      return new YaguraError("E_ARGUMENT_MISSING", { argument: first, command: name });
    case "commander.optionMissingArgument":
      return new YaguraError("E_OPTION_VALUE_MISSING", { option: /--[\w-]+/.exec(first)?.[0] ?? first });
    case "commander.excessArguments":
      return new YaguraError("E_ARGUMENT_TOO_MANY", { command: name });
    case "commander.unknownCommand":
      return new YaguraError("E_COMMAND_UNKNOWN", {
        command: first,
        near:
          nearest(
            first,
            program.commands.map((c) => c.name()),
          ) ?? "",
      });
    case "commander.invalidArgument": {
      const option = [...(command?.options ?? [])].find((o) => o.flags === first);
      const allowed = option?.argChoices?.join(", ") ?? "";
      return new YaguraError("E_OPTION_VALUE", { option: option?.long ?? first, value: second, allowed });
    }
    default:
      return new YaguraError("E_USAGE", { message: thrown.message.replace(/^error: /, "") });
  }
}
