import { basename, dirname, join } from "node:path";
import type { Declared, Stack } from "../declared.ts";
import type { FormatOptions } from "../formats.ts";
import { localFile } from "../nested.ts";
import { stackOf } from "../stack.ts";
import { loadService, serverless } from "./index.ts";

/** True for what `serverless package` writes. */
export function isPackaged(file: string): boolean {
  return basename(dirname(file)) === ".serverless" && basename(file) === "cloudformation-template-update-stack.json";
}

/** Logical ids end in a hash or a time where every deployment makes a new one. */
function lasting(logicalId: string): string {
  return logicalId.replace(/^(ApiGatewayDeployment|WebsocketsDeployment)\d+$/, "$1").replace(/(LambdaVersion).+$/, "$1");
}

/** The packaged stack with places in the service it was packaged from, when that lies beside it. */
export function placedInService(stack: Stack, options: Omit<FormatOptions, "path">, file: string): Stack {
  const directory = dirname(dirname(file));
  const found = ["serverless.yml", "serverless.yaml", "serverless.json"]
    .map((name) => localFile(join(directory, "x"), name))
    .find((path) => path !== undefined);
  if (found === undefined) return stack;
  const document = options.library.read(found);
  if (!serverless.detect(document)) return stack;
  const service = loadService(document, { ...options, path: found });
  const byId = new Map<string, Declared>(service.declared.map((declared) => [lasting(declared.logicalId), declared]));
  const declared = stack.declared.map((one) => {
    const source = byId.get(lasting(one.logicalId));
    if (source?.type !== one.type) return one;
    return {
      ...one,
      origin: {
        ...one.origin,
        file: source.origin.file ?? found,
        locate: (path: readonly (string | number)[]) => source.origin.locate?.(path) ?? one.origin.locate?.(path),
      },
    };
  });
  return stackOf({ ...stack, declared });
}
