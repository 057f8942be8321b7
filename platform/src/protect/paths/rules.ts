import type { NeedId, RoleCarrier, TechniqueShape } from "../../model/index.ts";

/**
 * What a permission must be held on.
 *
 * - `self`, `target`: the caller's own ARN; the user, role or function aimed at
 * - `own-policy`, `target-policy`: a customer-managed policy attached to it
 * - `own-group`, `other-group`: a group the user is in; a group that gives more
 * - `thing`: something that exists already and runs as the target
 * - `new`: something made for it, of any name the policy lets through; all steps on `new` of one service mean the same thing
 * - `any`: something of the action's own types, of any name
 */
export type Slot = "self" | "target" | "own-policy" | "target-policy" | "own-group" | "other-group" | "thing" | "new" | "any";

export interface Rule {
  readonly shape: TechniqueShape;
  readonly on: readonly Slot[];
  /** Only a user, or only a role, can use it on itself. */
  readonly by?: "user" | "role";
  /** The kind of principal it takes over. */
  readonly target?: "user" | "role" | "function";
  /** What becomes of the target: it is taken as it is, or given everything its boundary lets through. */
  readonly gives?: "everything" | "group";
  /** Services of which one must be trusted by the role. */
  readonly services?: readonly string[];
  /** Those with a kind of their own in the estate are looked up; of the others nobody can know whether they exist. */
  readonly thing?: RoleCarrier;
  /** What else must hold; those that the estate knows are checked, the rest is said. */
  readonly needs?: readonly NeedId[];
}

const LAMBDA = ["lambda.amazonaws.com"];
const EC2 = ["ec2.amazonaws.com"];
const TASKS = ["ecs-tasks.amazonaws.com"];
const GLUE = ["glue.amazonaws.com"];
const BUILD = ["codebuild.amazonaws.com"];
const STACKS = ["cloudformation.amazonaws.com"];
const SAGEMAKER = ["sagemaker.amazonaws.com"];

const pass = (services: readonly string[], thing: RoleCarrier, on: readonly Slot[], ...needs: readonly NeedId[]): Rule => ({
  shape: "pass-role",
  target: "role",
  services,
  thing,
  on: ["target", ...on],
  ...(needs.length > 0 ? { needs } : {}),
});
const steer = (services: readonly string[], thing: RoleCarrier, on: readonly Slot[], ...needs: readonly NeedId[]): Rule => ({
  shape: "steer",
  target: thing === "function" ? "function" : "role",
  services,
  thing,
  on,
  ...(needs.length > 0 ? { needs } : {}),
});
const raise = (by: "user" | "role" | undefined, on: Slot): Rule => ({
  shape: "self-raise",
  ...(by ? { by } : {}),
  gives: "everything",
  on: [on],
});
const take = (target: "user" | "role", on: readonly Slot[], ...needs: readonly NeedId[]): Rule => ({
  shape: "take-over",
  target,
  on,
  ...(needs.length > 0 ? { needs } : {}),
});
const raiseOther = (target: "user" | "role", on: readonly Slot[], ...needs: readonly NeedId[]): Rule => ({
  ...take(target, on, ...needs),
  gives: "everything",
});

/** The rule of each published technique; its permissions are in `data/escalation-paths.json`, in the same order. */
export const table: Readonly<Record<string, Rule>> = {
  "apprunner-001": pass(["tasks.apprunner.amazonaws.com"], "app-runner-service", ["new"]),
  "apprunner-002": steer(["tasks.apprunner.amazonaws.com"], "app-runner-service", ["thing"], "thing-runs-as-role"),
  "bedrock-001": pass(["bedrock-agentcore.amazonaws.com"], "code-interpreter", ["new", "new", "new"]),
  "bedrock-002": steer(["bedrock-agentcore.amazonaws.com"], "code-interpreter", ["thing", "thing"], "thing-runs-as-role"),
  "cloudformation-001": pass(STACKS, "stack", ["new"]),
  "cloudformation-002": steer(STACKS, "stack", ["thing"], "thing-runs-as-role"),
  "cloudformation-003": pass(STACKS, "stack-set", ["new", "new"]),
  "cloudformation-004": pass(STACKS, "stack-set", ["any"], "thing-exists"),
  "cloudformation-005": steer(STACKS, "stack", ["thing", "thing"], "thing-runs-as-role"),
  "codebuild-001": pass(BUILD, "build-project", ["new", "new"]),
  "codebuild-002": steer(BUILD, "build-project", ["thing"], "thing-runs-as-role"),
  "codebuild-003": steer(BUILD, "build-project", ["thing"], "thing-runs-as-role", "batch-builds"),
  "codebuild-004": pass(BUILD, "build-project", ["new", "new"]),
  "datapipeline-001": pass(["datapipeline.amazonaws.com", "elasticmapreduce.amazonaws.com"], "data-pipeline", ["new", "new", "new"]),
  "ec2instanceconnect-003": steer(EC2, "instance", ["thing", "any"], "ssh-reachable"),
  "ec2-001": pass(EC2, "instance", ["new"], "instance-profile"),
  "ec2-002": steer(EC2, "instance", ["thing", "thing", "thing"]),
  "ec2-003": pass(EC2, "instance", ["new"], "instance-profile"),
  "ec2-004": steer(EC2, "launch-template", ["thing", "thing"], "thing-runs-as-role", "instance-launched"),
  "ecs-001": pass(TASKS, "task", ["any", "new", "any"]),
  "ecs-002": pass(TASKS, "task", ["any", "new", "new"]),
  "ecs-003": pass(TASKS, "task", ["new", "any"], "cluster"),
  "ecs-004": pass(TASKS, "task", ["new", "new"], "cluster"),
  "ecs-005": pass(TASKS, "task", ["new", "new"], "cluster", "container-instance"),
  "glue-001": pass(GLUE, "glue-endpoint", ["new"]),
  "glue-002": steer(GLUE, "glue-endpoint", ["thing"], "thing-runs-as-role"),
  "glue-003": pass(GLUE, "glue-job", ["new", "new"]),
  "glue-004": pass(GLUE, "glue-job", ["new", "any"]),
  "glue-005": pass(GLUE, "glue-job", ["any", "any"], "thing-exists"),
  "glue-006": pass(GLUE, "glue-job", ["any", "any"], "thing-exists"),
  "iam-001": raise(undefined, "own-policy"),
  "iam-002": take("user", ["target"], "free-key-slot"),
  "iam-003": take("user", ["target", "target"], "key-slots-full"),
  "iam-004": take("user", ["target"], "no-login-profile"),
  "iam-005": raise("role", "self"),
  "iam-006": take("user", ["target"], "login-profile"),
  "iam-007": raise("user", "self"),
  "iam-008": raise("user", "self"),
  "iam-009": raise("role", "self"),
  "iam-010": raise("user", "own-group"),
  "iam-011": raise("user", "own-group"),
  "iam-012": take("role", ["target"]),
  "iam-013": { shape: "self-raise", by: "user", gives: "group", on: ["other-group"] },
  "iam-014": raiseOther("role", ["target", "target"]),
  "iam-015": raiseOther("user", ["target", "target"], "free-key-slot"),
  "iam-016": raiseOther("role", ["target-policy", "target"]),
  "iam-017": raiseOther("role", ["target", "target"]),
  "iam-018": raiseOther("user", ["target", "target"], "free-key-slot"),
  "iam-019": raiseOther("role", ["target", "target"]),
  "iam-020": raiseOther("role", ["target-policy", "target"]),
  "iam-021": raiseOther("role", ["target", "target"]),
  "lambda-001": pass(LAMBDA, "function", ["new", "new"]),
  "lambda-002": pass(LAMBDA, "function", ["new", "any"], "event-source"),
  "lambda-003": steer(LAMBDA, "function", ["target"], "function-runs", "code-unsigned"),
  "lambda-004": steer(LAMBDA, "function", ["target", "target"], "code-unsigned"),
  "lambda-005": steer(LAMBDA, "function", ["target", "target"], "code-unsigned"),
  "lambda-006": pass(LAMBDA, "function", ["new", "new"]),
  "sagemaker-001": pass(SAGEMAKER, "notebook", ["new"]),
  "sagemaker-002": pass(SAGEMAKER, "training-job", ["new"]),
  "sagemaker-003": pass(SAGEMAKER, "processing-job", ["new"]),
  "sagemaker-004": steer(SAGEMAKER, "notebook", ["thing"], "thing-runs-as-role"),
  "sagemaker-005": steer(SAGEMAKER, "notebook", ["any", "thing", "thing", "thing"], "thing-runs-as-role"),
  "ssm-001": steer(EC2, "instance", ["thing"], "ssm-agent"),
  "ssm-002": steer(EC2, "instance", ["thing"], "ssm-agent"),
  "sts-001": take("role", ["target"]),
};

/** Our own, for what serverless applications are made of. */
export const own: Readonly<Record<string, Rule & { readonly permissions: readonly string[] }>> = {
  "yagura-lambda-configuration": {
    // Another handler's options, a layer of the attacker's account, or an environment that makes the runtime load something.
    ...steer(LAMBDA, "function", ["target"], "function-runs", "layers-unsigned"),
    permissions: ["lambda:UpdateFunctionConfiguration"],
  },
  "yagura-lambda-role": {
    ...pass(LAMBDA, "function", ["any", "any"], "thing-exists"),
    permissions: ["iam:PassRole", "lambda:UpdateFunctionConfiguration", "lambda:UpdateFunctionCode"],
  },
  "yagura-lambda-invoke": { shape: "feed", target: "function", on: ["target"], needs: ["flaw"], permissions: ["lambda:InvokeFunction"] },
  "yagura-lambda-permission": { shape: "feed", target: "function", on: ["target"], needs: ["flaw"], permissions: ["lambda:AddPermission"] },
  "yagura-lambda-url": {
    shape: "feed",
    target: "function",
    on: ["target", "target"],
    needs: ["flaw"],
    permissions: ["lambda:CreateFunctionUrlConfig", "lambda:AddPermission"],
  },
  "yagura-states-create": {
    ...pass(["states.amazonaws.com"], "state-machine", ["new", "new"]),
    permissions: ["iam:PassRole", "states:CreateStateMachine", "states:StartExecution"],
  },
  "yagura-states-update": {
    ...steer(["states.amazonaws.com"], "state-machine", ["thing"], "machine-runs"),
    permissions: ["states:UpdateStateMachine"],
  },
  "yagura-states-update-start": {
    ...steer(["states.amazonaws.com"], "state-machine", ["thing", "thing"]),
    permissions: ["states:UpdateStateMachine", "states:StartExecution"],
  },
  "yagura-events-target": {
    ...pass(["events.amazonaws.com"], "event-rule", ["any", "any"], "service-does-the-call"),
    permissions: ["iam:PassRole", "events:PutRule", "events:PutTargets"],
  },
  "yagura-schedule": {
    ...pass(["scheduler.amazonaws.com"], "schedule", ["new"], "service-does-the-call"),
    permissions: ["iam:PassRole", "scheduler:CreateSchedule"],
  },
  "yagura-pipe": {
    ...pass(["pipes.amazonaws.com"], "pipe", ["new"], "service-does-the-call"),
    permissions: ["iam:PassRole", "pipes:CreatePipe"],
  },
  "yagura-ecs-run": {
    ...steer(TASKS, "task", ["target", "thing"], "cluster"),
    permissions: ["iam:PassRole", "ecs:RunTask"],
  },
  "yagura-ecs-exec": {
    ...steer(TASKS, "task", ["any"], "task-with-exec"),
    permissions: ["ecs:ExecuteCommand"],
  },
};
