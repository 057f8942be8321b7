import { escapeText } from "../../govern/report/escape.ts";
import type { Grid } from "../../govern/views/grid.ts";
import { isUnknown, type Lang, type Place, type World } from "../../model/index.ts";
import type { Answered } from "../../protect/iam/access/access.ts";
import { anything } from "../../protect/iam/access/resource-policies.ts";
import type { Target } from "../../protect/iam/access/resources.ts";
import type { Outside, WhoCan } from "../../protect/iam/access/who-can.ts";
import { isTakenUnsigned } from "../../protect/iam/exists/services.ts";
import type { Caller, Deciding, Residual } from "../../protect/iam/question.ts";
import { type AccessWords, accessWords } from "../../words/access.ts";
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

/** What an answer hangs on. */
function conditionText({ key, operator, values, because }: Residual, lang: Lang): string {
  const w = accessWords[lang];
  if (because) return w.unread(words[lang].because[because.reason]({ action: because.action ?? "", what: because.what ?? "" }));
  return key === undefined
    ? w.value
    : w.condition(key, operator ?? "", (values ?? []).map((value) => (isUnknown(value) ? "?" : value)).join(", "));
}

function residualLine(residual: Residual, world: World, lang: Lang): string {
  const w = accessWords[lang];
  const effect = isUnknown(residual.statement.Effect) ? "" : `${residual.statement.Effect}  `;
  // Of a policy that could not be read there is no statement to name.
  const where = isUnknown(residual.source.policy) ? `${w.layer[residual.layer]}  ${residual.source.name}` : line(residual, world, lang);
  return `${conditionText(residual, lang)}  [${effect}${where}]`;
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
export function answerText(
  { person, action, target, decision, through: endpoint }: Answered,
  world: World,
  lang: Lang,
  markdown = false,
): string {
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
  const unsigned = caller.type === "anonymous" && !isTakenUnsigned(action) ? [w.unsigned] : [];
  const notes = [
    ...unsigned,
    endpoint === undefined ? w.assumed : w.assumedThrough(endpoint),
    ...(/[*?]/.test(target.arn) && target.arn !== "*" ? [w.pattern] : []),
  ];
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
    endpoint: answer.through,
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
  const row = (answer: Answered, who: string): Row => ({
    who: through(who, answer, target, w),
    answer: answer.decision.answer,
    because: because(answer),
    condition: [...new Set(answer.decision.residual.map((residual) => conditionText(residual, lang)))].join("; "),
  });
  const rows = grouped([
    ...found.outside.map((answer) => row(answer, outsider(answer))),
    ...found.inside.map((answer) => row(answer, callerText(answer.person.caller, lang))),
  ]).map(({ names, answer, why }) => [w.several(names), w.answer[answer], why]);
  const count = found.outside.length + found.inside.length;
  const stranger = found.outside.some(({ person }) => person.free) ? [w.stranger] : [];
  const endpoint = [...found.outside, ...found.inside].find((answer) => answer.through !== undefined)?.through;
  const assumed = endpoint === undefined ? w.assumed : w.assumedThrough(endpoint);
  const title = [`${w.whoCan(action, target.arn)}: ${count}`, w.asked(found.asked), assumed, ...stranger].join("\n");
  return { title: rows.length === 0 ? `${title}\n${w.nobody}` : title, head: [w.who, w.result, w.because], rows };
}

/** Who comes in through an access point of what was asked for. */
function through(who: string, answer: Answered, asked: Target, w: AccessWords): string {
  const { owner } = answer.target;
  return owner?.kind === "S3AccessPoint" && owner !== asked.owner ? `${who} ${w.through(owner.name)}` : who;
}

interface Row {
  readonly who: string;
  readonly answer: Answered["decision"]["answer"];
  readonly because: string;
  /** The conditions alone, wherever they stand. */
  readonly condition: string;
}

interface Group {
  readonly names: string[];
  readonly answer: Row["answer"];
  why: string;
}

/** Those who surely may, one by one; after them those who may under one and the same condition, together. */
function grouped(rows: readonly Row[]): readonly Group[] {
  const sure: Group[] = [];
  const open = new Map<string, Group>();
  for (const { who, answer, because, condition } of rows) {
    const group = open.get(condition);
    if (answer !== "depends") sure.push({ names: [who], answer, why: because });
    else if (group) {
      group.names.push(who);
      // Each may have it in a policy of their own.
      if (group.why !== because) group.why = condition;
    } else open.set(condition, { names: [who], answer, why: because });
  }
  return [...sure, ...open.values()];
}
