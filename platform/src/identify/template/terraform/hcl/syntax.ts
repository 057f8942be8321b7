/** The syntax tree of Terraform's language, as far as values need it. Offsets count from the start of the file. */
export type Expr =
  | { readonly kind: "value"; readonly value: unknown; readonly at: number }
  | { readonly kind: "template"; readonly parts: readonly (string | Expr)[]; readonly at: number }
  | { readonly kind: "name"; readonly name: string; readonly at: number }
  | { readonly kind: "attribute"; readonly of: Expr; readonly name: string; readonly at: number }
  | { readonly kind: "index"; readonly of: Expr; readonly key: Expr; readonly at: number }
  | { readonly kind: "splat"; readonly of: Expr; readonly ask: (item: Expr) => Expr; readonly at: number }
  | { readonly kind: "list"; readonly items: readonly Expr[]; readonly at: number }
  | { readonly kind: "object"; readonly items: readonly { readonly key: Expr; readonly value: Expr }[]; readonly at: number }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expr[]; readonly expand: boolean; readonly at: number }
  | { readonly kind: "choice"; readonly test: Expr; readonly yes: Expr; readonly no: Expr; readonly at: number }
  | { readonly kind: "unary"; readonly op: string; readonly of: Expr; readonly at: number }
  | { readonly kind: "binary"; readonly op: string; readonly left: Expr; readonly right: Expr; readonly at: number }
  | {
      readonly kind: "for";
      readonly names: readonly string[];
      readonly over: Expr;
      readonly key: Expr | undefined;
      readonly value: Expr;
      readonly test: Expr | undefined;
      readonly group: boolean;
      readonly at: number;
    }
  /** A value that is handed in while evaluating. */
  | { readonly kind: "given"; readonly value: unknown; readonly at: number }
  | { readonly kind: "unreadable"; readonly at: number };

export interface Attribute {
  readonly name: string;
  readonly value: Expr;
  readonly at: number;
}

export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: Body;
  readonly at: number;
}

export interface Body {
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly blocks: readonly Block[];
}

/** Thrown inside the parser only: the file is not what was expected. */
export class SyntaxFault extends Error {}
