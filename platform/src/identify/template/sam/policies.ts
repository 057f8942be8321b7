import { isIntrinsic, isObj, type Obj, objOf, Refusal } from "./core.ts";
import managed from "./data/managed-policies.json" with { type: "json" };
import templates from "./data/policy-templates.json" with { type: "json" };

interface PolicyTemplate {
  readonly parameters: readonly string[];
  readonly statements: readonly unknown[];
}

const policyTemplates = templates as unknown as Readonly<Record<string, PolicyTemplate>>;
const pathOf = new Map(Object.entries(managed).flatMap(([path, names]) => names.map((name) => [name, path] as const)));

/** The ARN of an AWS managed policy given by its name. */
export function managedPolicyArn(partition: string, name: string): string | undefined {
  const path = pathOf.get(name);
  return path === undefined ? undefined : `arn:${partition}:iam::aws:policy/${path}${name}`;
}

/** The policies of one role, parted into those attached by ARN and those written out. */
export interface RolePolicies {
  readonly managed: unknown[];
  readonly inline: Obj[];
}

/** Reads a `Policies` property: managed names and ARNs, policy documents and policy templates. */
export function readPolicies(logicalId: string, policies: unknown, roleId: string, partition: string): RolePolicies {
  const out: RolePolicies = { managed: [], inline: [] };
  if (policies === undefined || policies === null) return out;
  const entries = Array.isArray(policies) ? policies : [policies];
  if (entries.length > 1 && entries.every((e) => isObj(e)) && !Array.isArray(policies)) return out;
  entries.forEach((entry: unknown, index) => {
    if (typeof entry === "string") {
      out.managed.push(managedPolicyArn(partition, entry) ?? entry);
    } else if (isObj(entry)) {
      readOne(logicalId, entry, `${roleId}Policy${index}`, partition, out);
    } else {
      throw new Refusal(logicalId, `Policies.${index}`, "a policy is a name, an ARN, a document or a policy template");
    }
  });
  return out;
}

function readOne(logicalId: string, entry: Obj, name: string, partition: string, out: RolePolicies): void {
  const branch = entry["Fn::If"];
  if (Array.isArray(branch) && branch.length === 3) {
    branchOf(logicalId, branch, name, partition, out);
    return;
  }
  if (isIntrinsic(entry)) {
    out.managed.push(entry);
    return;
  }
  const document = documentOf(logicalId, entry);
  if (document === undefined)
    throw new Refusal(logicalId, "Policies", `${Object.keys(entry)[0] ?? "{}"} is neither a policy document nor a policy template`);
  out.inline.push({ PolicyName: name, PolicyDocument: document });
}

/** A choice between two policies: where one of them is a document, the whole choice becomes an inline policy. */
function branchOf(logicalId: string, branch: readonly unknown[], name: string, partition: string, out: RolePolicies): void {
  const [condition, yes, no] = branch;
  const asDocument = (value: unknown): Obj | undefined => (isObj(value) && !isIntrinsic(value) ? documentOf(logicalId, value) : undefined);
  const isTemplate = (value: unknown): boolean => isObj(value) && !isIntrinsic(value) && !("Statement" in value);
  const isNone = (value: unknown): boolean => isObj(value) && value["Ref"] === "AWS::NoValue";
  if (!isNone(yes) && !isNone(no) && isTemplate(yes) !== isTemplate(no))
    throw new Refusal(logicalId, "Policies", "both sides of a choice must be of one kind");
  const [yesDocument, noDocument] = [asDocument(yes), asDocument(no)];
  if (yesDocument === undefined && noDocument === undefined) {
    const arn = (value: unknown): unknown => (typeof value === "string" ? (managedPolicyArn(partition, value) ?? value) : value);
    out.managed.push({ "Fn::If": [condition, arn(yes), arn(no)] });
    return;
  }
  const side = (value: unknown, document: Obj | undefined): unknown =>
    document === undefined ? value : { PolicyName: name, PolicyDocument: document };
  out.inline.push({ "Fn::If": [condition, side(yes, yesDocument), side(no, noDocument)] } as Obj);
}

function documentOf(logicalId: string, entry: Obj): Obj | undefined {
  if ("Statement" in entry) return entry;
  const names = Object.keys(entry);
  const name = names[0];
  if (names.length !== 1 || name === undefined || !Object.hasOwn(policyTemplates, name)) return undefined;
  const template = policyTemplates[name];
  if (template === undefined) return undefined;
  const given = entry[name];
  if (!isObj(given)) throw new Refusal(logicalId, `Policies.${name}`, "the parameters of a policy template must be a mapping");
  for (const parameter of template.parameters) {
    if (!(parameter in given)) throw new Refusal(logicalId, `Policies.${name}`, `the parameter ${parameter} is missing`);
  }
  return { Statement: template.statements.map((s) => bind(s, template.parameters, given)) };
}

function bind(value: unknown, parameters: readonly string[], given: Obj): unknown {
  if (Array.isArray(value)) return value.map((v) => bind(v, parameters, given));
  if (!isObj(value)) return value;
  const name = value["Ref"];
  if (typeof name === "string" && parameters.includes(name)) return given[name];
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, bind(v, parameters, given)]));
}

/** The trust policy that lets one service assume the role. */
export function trust(service: string): Obj {
  return { Version: "2012-10-17", Statement: [{ Action: ["sts:AssumeRole"], Effect: "Allow", Principal: { Service: [service] } }] };
}

/** An inline policy of one statement. */
export function allow(name: string, action: unknown, resource: unknown): Obj {
  return { PolicyName: name, PolicyDocument: { Statement: [{ Action: action, Effect: "Allow", Resource: resource }] } };
}

/** Keeps the first of equal entries. */
export function unique(entries: readonly unknown[]): unknown[] {
  const seen = new Set<string>();
  return entries.filter((e) => {
    const key = JSON.stringify(e);
    return seen.has(key) ? false : (seen.add(key), true);
  });
}

/** Statement of a queue policy that lets one source send. */
export function sendMessagePolicy(queueArn: unknown, principal: unknown, sourceArn: unknown): Obj {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Action: "sqs:SendMessage",
        Effect: "Allow",
        Principal: principal,
        Resource: queueArn,
        Condition: { ArnEquals: { "aws:SourceArn": sourceArn } },
      },
    ],
  };
}

export function statementsOf(policy: unknown): readonly unknown[] {
  const statements = objOf(policy)["Statement"];
  return statements === undefined ? [] : Array.isArray(statements) ? statements : [statements];
}
