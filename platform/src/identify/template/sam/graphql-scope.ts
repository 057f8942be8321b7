import { type Context, emit, type Source } from "./context.ts";
import type { Obj } from "./core.ts";

/** What the parts of one GraphQL API share. */
export interface GraphqlScope {
  readonly context: Context;
  readonly logicalId: string;
  readonly apiId: Obj;
  readonly attributes: Obj;
  readonly source: Source;
  readonly properties: Obj;
}

/** Adds one resource of the API, with the attributes it inherits. */
export function put(scope: GraphqlScope, id: string, type: string, properties: Obj, attributes: Obj = {}): void {
  emit(scope.context, scope.source, { id, type, properties, attributes: { ...attributes, ...scope.attributes } });
}
