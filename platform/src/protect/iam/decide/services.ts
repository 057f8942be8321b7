/** Services whose actions resource control policies govern. */
const RESOURCE_CONTROLLED: ReadonlySet<string> = new Set([
  "aoss",
  "cognito-identity",
  "cognito-idp",
  "dynamodb",
  "ecr",
  "kms",
  "logs",
  "s3",
  "secretsmanager",
  "sqs",
  "sts",
]);

export function resourceControlled(service: string): boolean {
  return RESOURCE_CONTROLLED.has(service);
}

/** A KMS key and a role to be assumed: nobody gets in whom the policy of the resource itself does not let in. */
export function resourceMustAllow(action: string, resource: string): boolean {
  return action.startsWith("kms:") ? /^arn:[^:]*:kms:[^:]*:[^:]*:key\//.test(resource) : isAssumeRole(action, resource);
}

/** The actions that a role's trust policy is about. */
export function isAssumeRole(action: string, resource: string): boolean {
  if (action.startsWith("sts:assumerole")) return true;
  return (
    (action === "sts:tagsession" || action === "sts:setsourceidentity" || action === "sts:setcontext") &&
    /^arn:[^:]*:iam::[^:]*:role\//.test(resource)
  );
}
