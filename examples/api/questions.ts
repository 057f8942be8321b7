import {
  ask,
  dataReach,
  decide,
  effectiveOf,
  exposuresOf,
  isAtMostAsPermissive,
  isUnknown,
  loadTemplates,
  type Policy,
  parsePolicy,
  targetNamed,
  World,
  whoCan,
} from "../../platform/src/api.ts";

// An estate is what was read: templates here; `readSnapshot` reads one that `yagura snapshot` wrote.
const estate = await loadTemplates(["examples/orders-weak/template.yaml"]);
const world = new World(estate, { now: new Date() });

// May this function do that, and which statement says so?
const answer = ask(world, { principal: "orders-create", action: "dynamodb:PutItem", resource: "orders" });
if ("decision" in answer) {
  const { decision } = answer;
  console.log(`orders-create: ${decision.answer}, by ${decision.by.map(({ source, statement }) => `${source.name}/${statement.Sid}`).join()}`);
}

// Who may read the reports?
const reports = targetNamed(world, "yagura-example-orders-reports", "s3:GetObject");
if ("arn" in reports) {
  const { inside, outside } = whoCan(world, "s3:GetObject", reports);
  console.log(`reports: ${inside.length} roles, and from outside: ${outside.map((one) => one.outside).join(", ")}`);
}

// What may a role do after its boundary, control policies and Denies; which data does a function reach?
for (const role of world.everywhere("Role").values()) {
  const { services, administrator } = effectiveOf(world, role);
  const kind = administrator.length > 0 ? "administrator" : services.map(({ service }) => service).join(" ");
  console.log(`${role.name}: ${kind}`);
}
for (const fn of world.everywhere("LambdaFunction").values()) {
  const reach = dataReach(world, fn);
  if (fn.name === "orders-list" && !isUnknown(reach))
    console.log(`orders-list: ${reach.map(({ resource, verbs }) => `${resource.name} (${Object.keys(verbs).join(" ")})`).join(", ")}`);
}

// Whom from outside do resources let in? Every yes carries a request that the evaluator allows.
for (const { resource, access } of exposuresOf(world)) {
  if (access.reaches === "yes") console.log(`${resource.name}: open to ${access.findings.map(({ who }) => who.who).join(", ")}`);
}

// One request against given policies, without any estate.
const known = (document: object) => parsePolicy(document) as Policy;
const read = known({ Version: "2012-10-17", Statement: { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::logs/*" } });
const { answer: plain } = decide(
  {
    caller: { type: "user", arn: "arn:aws:iam::111122223333:user/hana", account: "111122223333" },
    action: "s3:GetObject",
    resource: "arn:aws:s3:::logs/today",
    resourceAccount: "111122223333",
    context: { keys: new Map(), others: "absent" },
  },
  { identity: [{ name: "read", policy: read }], serviceControl: [], resourceControl: [], resource: [] },
);
console.log(`hana: ${plain}`);

// Does a change of a policy allow anything new?
const wider = known({ Version: "2012-10-17", Statement: { Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::logs/*" } });
console.log(`wider: ${isAtMostAsPermissive(wider, read, { kind: "identity" }).answer}`);
