/**
 * A plan says which references an expression has, not what it does with them. What the attribute is called tells the rest:
 * whether it is text in JSON, a list, and which attribute of a resource it wants.
 */
const DOCUMENTS =
  /^(policy|.*_policy|policy_document|.*_policy_document|policies|definition|container_definitions|body|event_pattern|filter_policy|schema|input|input_transformer|template|rule_json|assume_role_policy|policy_text|json)$/;

/** JSON text: a lone reference inside it is not the text itself. */
export function isDocument(attribute: string): boolean {
  return DOCUMENTS.test(attribute) && attribute !== "permissions_boundary_policy";
}

/** A list of values. */
export function isList(attribute: string): boolean {
  return /(_ids|_arns|_names|groups|subnets|layers|resources|identifiers|values|roles|users|topics|aliases|policies|actions|architectures|cidr_blocks|audience|instances|publishers|principals)$/.test(
    attribute,
  );
}

/** The attribute of a resource that an attribute of this name usually holds. */
export function expectedAttribute(attribute: string): string {
  if (/(^|_)arns?$/.test(attribute) || /^(role|resources|identifiers|source_arn)$/.test(attribute)) return "arn";
  if (/(^|_)names?$/.test(attribute) || attribute === "bucket") return "name";
  return "id";
}
