import type { Resource, World } from "../../../model/index.ts";

/** `Ref` of these gives the ARN. */
const REF_IS_ARN = new Set(["Topic", "Secret", "StateMachine"]);
/** `Arn` of a log group ends in `:*`, so it is not among them. */
const HAS_ARN = new Set([
  "DynamoTable",
  "Queue",
  "Bucket",
  "LambdaFunction",
  "KmsKey",
  "KinesisStream",
  "FirehoseStream",
  "EventBus",
  "Role",
]);
/** These never depend on a function or its role: a reference to them cannot close a circle. */
const STANDS_ALONE = new Set(["DynamoTable", "Queue", "KinesisStream", "Secret"]);

/** An ARN in CloudFormation's words: the template's own resources by reference, account and region as pseudo parameters. */
export interface Spelled {
  readonly kind: "plain" | "sub" | "att" | "ref";
  readonly text: string;
}

export class References {
  readonly #own: readonly { readonly id: string; readonly name: string; readonly isRef: boolean }[];
  readonly #generic: boolean;

  /** `near`: the resource of whose template the text will be part. */
  constructor(world: World, near: Resource) {
    this.#own = world.estate.resources
      .filter((one) => one.scope === near.scope && one.origin.source === "template" && (HAS_ARN.has(one.kind) || REF_IS_ARN.has(one.kind)))
      .flatMap((one) => {
        const name = one.origin.address;
        // With a name of its own it can be written without a reference.
        const isNamed = one.kind !== "KmsKey" && !one.name.endsWith(`-${name}`);
        const isApart = !STANDS_ALONE.has(one.kind) && isNamed;
        return name === undefined || isApart || !/^[A-Za-z0-9]+$/.test(name) || one.origin.file !== near.origin.file
          ? []
          : [{ id: one.id, name, isRef: REF_IS_ARN.has(one.kind) }];
      })
      .toSorted((a, b) => b.id.length - a.id.length);
    this.#generic = near.account === "000000000000";
  }

  spell(arn: string): Spelled {
    if (arn === "*" || arn.includes("${")) return { kind: "plain", text: arn };
    for (const { id, name, isRef } of this.#own) {
      if (arn === id) return isRef ? { kind: "ref", text: name } : { kind: "att", text: `${name}.Arn` };
      if (arn.startsWith(id) && /^[/:]/.test(arn.slice(id.length)))
        return { kind: "sub", text: `\${${isRef ? name : `${name}.Arn`}}${arn.slice(id.length)}` };
    }
    if (!this.#generic) return { kind: "plain", text: arn };
    const parts = arn.split(":");
    if (parts[0] !== "arn" || parts.length < 6) return { kind: "plain", text: arn };
    const text = [
      "arn",
      "${AWS::Partition}",
      parts[2],
      parts[3] === "" || parts[3] === "*" ? parts[3] : "${AWS::Region}",
      parts[4] === "000000000000" ? "${AWS::AccountId}" : parts[4],
      ...parts.slice(5),
    ].join(":");
    return { kind: "sub", text };
  }
}
