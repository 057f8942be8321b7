import type { Asked } from "./asked.ts";

/** A KMS key and a role to be assumed: nobody gets in whom the policy of the resource itself does not let in. */
export function resourceMustAllow(action: string, resource: string): boolean {
  return action.startsWith("kms:") ? /^arn:[^:]*:kms:[^:]*:[^:]*:key\//.test(resource) : isAssumeRole(action, resource);
}

/** What AWS refuses whatever the policies say; no layer is to blame for it. */
export function refusedToAll({ caller, action, resource }: Asked): boolean {
  if (caller.type === "root" && isAssumeRole(action, resource)) return true;
  if (!ROLE_CHANGES.has(action)) return false;
  // Only the service that owns it changes a service-linked role, and only IAM Identity Center a role of its permission sets.
  return (
    /^arn:[^:]*:iam::[^:]*:role\/(?:aws-service-role|aws-reserved)\//.test(resource) && !(caller.type === "role" && caller.serviceLinked)
  );
}

/** The actions that a role's trust policy is about. */
function isAssumeRole(action: string, resource: string): boolean {
  if (action.startsWith("sts:assumerole")) return true;
  return WITH_ASSUME_ROLE.has(action) && /^arn:[^:]*:iam::[^:]*:role\//.test(resource);
}

/** What may be set while a role is assumed. */
const WITH_ASSUME_ROLE: ReadonlySet<string> = new Set(["sts:tagsession", "sts:setsourceidentity", "sts:setcontext"]);

const ROLE_CHANGES: ReadonlySet<string> = new Set([
  "iam:attachrolepolicy",
  "iam:deleterole",
  "iam:deleterolepermissionsboundary",
  "iam:deleterolepolicy",
  "iam:detachrolepolicy",
  "iam:putrolepermissionsboundary",
  "iam:putrolepolicy",
  "iam:updateassumerolepolicy",
]);
