import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { gravity } from "../../platform/src/detect/stories/gravity.ts";
import { replay, withoutTheTool } from "./replay.ts";

const FOLDER = fileURLToPath(new URL("stratus-red-team", import.meta.url));
const techniques = readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ""));
const raw = (technique: string) => readFileSync(join(FOLDER, `${technique}.json`), "utf8");

/** What is not medium or worse, and why it is left so. */
const MISSED: Readonly<Record<string, string>> = {
  "aws.initial-access.console-login-without-mfa":
    "one sign-in with the right password: where users have no second factor it is daily work, and it is told as low",
};

/** By what is done: rules that need to know nothing of the account. The whole table, so that a loss shows. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  "aws.credential-access.ec2-get-password-data": ["The administrator passwords of many instances were asked for"],
  "aws.credential-access.secretsmanager-batch-retrieve-secrets": ["All secrets of a filter were read at once"],
  "aws.credential-access.secretsmanager-retrieve-secrets": ["Many different secrets were read"],
  "aws.defense-evasion.bedrock-guardrail-delete": ["A guardrail of a model was deleted by hand"],
  "aws.defense-evasion.bedrock-model-invocation-logging-delete": ["Logging of model invocations was switched off"],
  "aws.defense-evasion.cloudtrail-delete": ["A trail was stopped or deleted"],
  "aws.defense-evasion.cloudtrail-event-selectors": ["A trail records less than before"],
  "aws.defense-evasion.cloudtrail-stop": ["A trail was stopped or deleted"],
  "aws.defense-evasion.dns-delete-logs": ["Logging of DNS queries was switched off"],
  "aws.defense-evasion.organizations-leave": ["The account tried to leave the organisation"],
  "aws.defense-evasion.vpc-remove-flow-logs": ["A flow log was deleted"],
  "aws.discovery.ec2-download-user-data": ["The start scripts of many instances were asked for"],
  "aws.execution.ec2-launch-unusual-instances": ["Large or many instances were asked for"],
  "aws.execution.ec2-user-data": ["The start script of an instance was changed"],
  "aws.execution.ssm-start-session": ["Shells were opened on many machines"],
  "aws.exfiltration.ec2-security-group-open-port-22-ingress": [
    "A way to administer machines or databases was opened to the whole internet",
  ],
  "aws.exfiltration.ec2-share-ami": ["A snapshot or an image was shared"],
  "aws.exfiltration.ec2-share-ebs-snapshot": ["A snapshot or an image was shared"],
  "aws.exfiltration.rds-share-snapshot": ["A database snapshot was shared"],
  "aws.initial-access.console-login-without-mfa": ["A user signed in to the console without MFA"],
  "aws.lateral-movement.ec2-instance-connect": ["A key was pushed to an instance", "Keys were pushed to many instances"],
  "aws.lateral-movement.ec2-serial-console-send-ssh-public-key": ["A key was pushed to an instance", "Keys were pushed to many instances"],
  "aws.persistence.iam-backdoor-role": ["A role was opened to another account or everyone"],
  "aws.persistence.iam-backdoor-user": ["Somebody made an access key for another user"],
  "aws.persistence.iam-create-admin-user": [
    "A user was made",
    "Administrator rights were given",
    "Somebody made an access key for another user",
  ],
  "aws.persistence.iam-create-backdoor-role": ["A role was made that another account may assume", "Administrator rights were given"],
  "aws.persistence.iam-create-user-login-profile": ["A console password was made or changed for a user"],
  "aws.persistence.lambda-backdoor-function": ["A function was opened to every caller"],
  "aws.persistence.lambda-layer-extension": ["A person put a layer into a function"],
  "aws.persistence.lambda-overwrite-code": ["A person replaced the code of a function"],
  "aws.persistence.rolesanywhere-create-trust-anchor": ["A trust anchor for machines outside was made"],
  "aws.persistence.sts-federation-token": ["A federation token was made of a user's key"],
  "aws.privilege-escalation.iam-update-user-login-profile": ["A console password was made or changed for a user"],
};

const MEDIUM = gravity("medium");
const worstOf = (text: string) => Math.max(-1, ...replay(text).stories.map((story) => gravity(story.severity)));

describe("recorded attacks (R30): Stratus Red Team's detonation logs", () => {
  test("there are enough of them, and each is in the table", () => {
    expect(techniques.length).toBeGreaterThanOrEqual(33);
    expect(techniques.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(Object.keys(EXPECTED).toSorted((a, b) => (a < b ? -1 : 1)));
  });

  test.each(techniques)("%s: what is said of it when the tool does not give itself away", (technique) => {
    const { stories, events, broken } = replay(withoutTheTool(raw(technique)));
    expect(broken).toBe(0);
    expect(events).toBe((JSON.parse(`[${raw(technique)}]`) as unknown[]).flat().length);
    const titles = stories.flatMap((story) => story.signals.map((signal) => signal.title.en));
    expect([...new Set(titles)].toSorted((a, b) => (a < b ? -1 : 1))).toEqual(EXPECTED[technique]);
    expect(worstOf(withoutTheTool(raw(technique))) >= MEDIUM).toBe(!(technique in MISSED));
  });

  test("at least nine in ten raise an alert of medium or worse", () => {
    const seen = techniques.filter((technique) => worstOf(withoutTheTool(raw(technique))) >= MEDIUM);
    expect(seen.length / techniques.length).toBeGreaterThanOrEqual(0.9);
    expect(techniques.filter((technique) => !seen.includes(technique))).toEqual(Object.keys(MISSED));
  });

  test("with its own user agent the tool is known by its name", () => {
    const named = techniques.filter((technique) => raw(technique).includes("stratus-red-team_"));
    expect(named.length).toBeGreaterThan(30);
    for (const technique of named) expect(worstOf(raw(technique)), technique).toBeGreaterThanOrEqual(gravity("high"));
  });
});
