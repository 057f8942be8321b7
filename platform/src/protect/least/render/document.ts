import { isUnknown, type Policy } from "../../../model/index.ts";

/** A policy document as AWS takes it. */
export function document(policy: Policy): { readonly Version: string; readonly Statement: readonly Readonly<Record<string, unknown>>[] } {
  return {
    Version: policy.Version ?? "2012-10-17",
    Statement: policy.Statement.map(({ Effect, Action, NotAction, Resource, NotResource, Condition }) => ({
      Effect: isUnknown(Effect) ? "Deny" : Effect,
      ...(Action ? { Action } : {}),
      ...(NotAction ? { NotAction } : {}),
      ...(Resource ? { Resource } : {}),
      ...(NotResource ? { NotResource } : {}),
      ...(Condition === undefined ? {} : { Condition }),
    })),
  };
}
