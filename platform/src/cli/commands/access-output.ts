import { escapeText } from "../../govern/report/escape.ts";
import type { Grid } from "../../govern/views/grid.ts";
import { isUnknown, type Lang, type Place, type World } from "../../model/index.ts";
import type { Answered } from "../../protect/iam/access/access.ts";
import { anything } from "../../protect/iam/access/resource-policies.ts";
import type { Target } from "../../protect/iam/access/resources.ts";
import type { Outside, WhoCan } from "../../protect/iam/access/who-can.ts";
import type { Caller, Deciding, Residual } from "../../protect/iam/question.ts";
import { accessWords } from "../../words/access.ts";
import { words } from "../../words/index.ts";

/** Where a statement is written: its line in a template; undefined for what AWS answered. */
function placeOf({ statement, source }: Deciding, world: World): Place | undefined {
  const carrier = source.carrier === undefined ? undefined : world.byId(source.carrier);
  return statement.at?.origin.locate?.(statement.at.path) ?? carrier?.origin.locate?.([]);
}

function whereOf(deciding: Deciding, world: World): string {
  const place = placeOf(deciding, world);
  if (place) return `${place.file}:${place.line}`;
  const { carrier, name } = deciding.source;
  return name.startsWith("arn:") ? "" : (carrier ?? "");
}

/** One line about a statement: what kind of policy, its name, which statement, where. */
function line(deciding: Deciding, world: World, lang: Lang): string {
  const w = accessWords[lang];
  const { layer, source, statement } = deciding;
  return [w.layer[layer], source.name, w.statement(statement.index, statement.Sid), whereOf(deciding, world)]
    .filter((part) => part !== "")
    .join("  ");
}

function residualLine(residual: Residual, world: World, lang: Lang): string {
  const w = accessWords[lang];
  const effect = isUnknown(residual.statement.Effect) ? "" : `${residual.statement.Effect}  `;
  const { key, operator, values, because } = residual;
  const what = because
    ? w.unread(words[lang].because[because.reason]({ action: because.action ?? "", what: because.what ?? "" }))
    : key === undefined
      ? w.value
      : w.condition(key, operator ?? "", (values ?? []).map((value) => (isUnknown(value) ? "?" : value)).join(", "));
  // Of a policy that could not be read there is no statement to name.
  const where = isUnknown(residual.source.policy) ? `${w.layer[residual.layer]}  ${residual.source.name}` : line(residual, world, lang);
  return `${what}  [${effect}${where}]`;
}

export function callerText(caller: Caller, lang: Lang): string {
  switch (caller.type) {
    case "anonymous":
      return accessWords[lang].outside.anonymous;
    case "root":
      return `${accessWords[lang].root} ${caller.account}`;
    case "service":
      return caller.service;
    case "federated":
      return caller.provider;
    default:
      return caller.arn;
  }
}

/** The answer for people. */
export function answerText({ person, action, target, decision }: Answered, world: World, lang: Lang, markdown = false): string {
  const w = accessWords[lang];
  const { caller, fn } = person;
  const who = fn ? `${fn.id}, ${w.role(callerText(caller, lang))}` : callerText(caller, lang);
  const lines: string[] = [];
  const list = (title: string, rows: readonly string[]) => {
    if (rows.length > 0) lines.push("", `${title}:`, ...[...new Set(rows)].map((row) => (markdown ? `- ${row}` : `  ${row}`)));
  };
  for (const effect of ["Deny", "Allow"] as const)
    list(
      w.by[effect],
      decision.by.filter(({ statement }) => statement.Effect === effect).map((d) => line(d, world, lang)),
    );
  list(
    w.missing,
    decision.missing.map((layer) => w.layer[layer]),
  );
  list(
    w.hangsOn,
    decision.residual.map((residual) => residualLine(residual, world, lang)),
  );
  const head = markdown
    ? [`## ${w.answer[decision.answer]}`, "", `- ${w.principal}: ${who}`, `- ${w.action}: ${action}`, `- ${w.resource}: ${target.arn}`]
    : [w.answer[decision.answer], "", `${w.principal}: ${who}`, `${w.action}: ${action}`, `${w.resource}: ${target.arn}`];
  const notes = [w.assumed, ...(/[*?]/.test(target.arn) && target.arn !== "*" ? [w.pattern] : [])];
  return `${[...head, ...lines, "", ...notes].map((text) => escapeText(text)).join("\n")}\n`;
}

function decidingData(deciding: Deciding, world: World): object {
  const { layer, source, statement } = deciding;
  const place = placeOf(deciding, world);
  return {
    layer,
    policy: source.name,
    carrier: source.carrier,
    statement: isUnknown(source.policy) ? undefined : statement.index,
    sid: statement.Sid,
    effect: isUnknown(statement.Effect) ? undefined : statement.Effect,
    place: place && { file: place.file, line: place.line },
  };
}

function residualData(residual: Residual, world: World): object {
  const { key, operator, values, because } = residual;
  return {
    ...decidingData(residual, world),
    key,
    operator,
    values: values?.map((value) => (isUnknown(value) ? null : value)),
    because: because && { reason: because.reason, action: because.action, what: because.what },
  };
}

function decisionData({ person, decision }: Answered, world: World): object {
  return {
    answer: decision.answer,
    principal: { ...person.caller, function: person.fn?.id },
    by: decision.by.filter(({ source }) => source !== anything).map((deciding) => decidingData(deciding, world)),
    missing: decision.missing,
    residual: decision.residual.map((residual) => residualData(residual, world)),
  };
}

/** The answer for programs. */
export function answerData(answer: Answered, world: World): object {
  return {
    schema: "yagura/can/1",
    action: answer.action,
    resource: answer.target.arn,
    ...decisionData(answer, world),
    context: Object.fromEntries(answer.known.keys),
  };
}

export function whoCanData(found: WhoCan, action: string, target: Target, world: World): object {
  return {
    schema: "yagura/who-can/1",
    action,
    resource: target.arn,
    asked: found.asked,
    inside: found.inside.map((answer) => decisionData(answer, world)),
    outside: found.outside.map((answer) => ({ class: answer.outside, ...decisionData(answer, world) })),
  };
}

export function whoCanGrid(found: WhoCan, action: string, target: Target, world: World, lang: Lang): Grid {
  const w = accessWords[lang];
  const because = ({ decision }: Answered): string =>
    decision.answer === "depends"
      ? [...new Set(decision.residual.map((residual) => residualLine(residual, world, lang)))].join("; ")
      : [...new Set(decision.by.filter(({ source }) => source !== anything).map((deciding) => line(deciding, world, lang)))].join("; ");
  const outsider = (answer: Answered & { readonly outside: Outside }): string =>
    answer.outside === "anonymous" || answer.outside === "any-account"
      ? w.outside[answer.outside]
      : `${w.outside[answer.outside]}: ${answer.person.name}`;
  const rows = [
    ...found.outside.map((answer) => [outsider(answer), w.answer[answer.decision.answer], because(answer)]),
    ...found.inside.map((answer) => [callerText(answer.person.caller, lang), w.answer[answer.decision.answer], because(answer)]),
  ];
  const stranger = found.outside.some(({ person }) => person.free) ? [w.stranger] : [];
  const title = [`${w.whoCan(action, target.arn)}: ${rows.length}`, w.asked(found.asked), w.assumed, ...stranger].join("\n");
  return { title: rows.length === 0 ? `${title}\n${w.nobody}` : title, head: [w.who, w.result, w.because], rows };
}
