import { resolve } from "node:path";
import type { Declared, Stack } from "../declared.ts";
import { readDocument, readFile } from "../read.ts";
import { loadPlan } from "./index.ts";

/** One resource of a test plan: what is known, what is decided later, how it is written. */
export interface Row {
  readonly values?: Readonly<Record<string, unknown>>;
  readonly unknown?: Readonly<Record<string, unknown>>;
  /** References by attribute, or whole expressions of the configuration. */
  readonly refs?: Readonly<Record<string, readonly string[]>>;
  readonly expressions?: Readonly<Record<string, unknown>>;
}

/** For tests: a plan from resources by address, `data.` ones included. */
export function planOf(
  rows: Readonly<Record<string, Row>>,
  more: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const parts = Object.entries(rows).map(([address, row]) => {
    const match = /^(data\.)?([^.]+)\.([^.[]+)(?:\[(.+)\])?$/.exec(address)!;
    const mode = match[1] ? "data" : "managed";
    const index = match[4] === undefined ? {} : { index: JSON.parse(match[4]) as unknown };
    return { address, mode, type: match[2]!, name: match[3]!, index, row };
  });
  const provider = "registry.terraform.io/hashicorp/aws";
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: {
      root_module: {
        resources: parts
          .filter((part) => part.mode === "managed")
          .map(({ address, mode, type, name, index, row }) => ({
            address,
            mode,
            type,
            name,
            ...index,
            provider_name: provider,
            values: row.values ?? {},
          })),
      },
    },
    resource_changes: parts.map(({ address, mode, type, name, index, row }) => ({
      address,
      mode,
      type,
      name,
      ...index,
      provider_name: provider,
      change: { actions: [mode === "data" ? "read" : "create"], before: null, after: row.values ?? {}, after_unknown: row.unknown ?? {} },
    })),
    configuration: {
      provider_config: { aws: { name: "aws", full_name: provider, expressions: { region: { constant_value: "ap-northeast-1" } } } },
      root_module: {
        resources: parts.map(({ mode, type, name, row }) => ({
          address: `${mode === "data" ? "data." : ""}${type}.${name}`,
          mode,
          type,
          name,
          provider_config_key: "aws",
          expressions: {
            ...Object.fromEntries(Object.entries(row.refs ?? {}).map(([attribute, references]) => [attribute, { references }])),
            ...row.expressions,
          },
        })),
      },
    },
    ...more,
  };
}

/** For tests: the stack of a plan, named `s`, in account 111122223333. */
export function stackOfPlan(plan: unknown, file = "plan.json"): Stack {
  const document = readDocument(file, JSON.stringify(plan, null, 2));
  return loadPlan(document, {
    scope: `template:${file}`,
    stackName: "s",
    account: "111122223333",
    region: "us-east-1",
    parameters: {},
    path: resolve(file),
    library: { read: (path) => readFile(path, resolve(path)) },
  });
}

/** For tests: one declaration of a plan. */
export function declaredIn(stack: Stack, address: string): Declared {
  const found = stack.declared.find((declared) => declared.logicalId === address);
  if (!found) throw new Error(`${address} is not declared; there are ${stack.declared.map((d) => d.logicalId).join(", ")}`);
  return found;
}
