import { failIf, isUnknown, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { daysUntil, lambdaRuntime } from "../../compute/runtimes.ts";
import { runtimesInUse } from "../../compute/runtimes-in-use.ts";

export const runtimeDeprecated = defineCheck({
  id: "lambda/runtime-deprecated",
  on: "LambdaFunction",
  severity: "medium",
  layer: "compute",
  topic: "infrastructure-protection",
  csf: ["PR.IP-12", "ID.RA-1"],
  meets: {
    "cis-aws-compute-1.0.0": ["4.11"],
    "aws-fsbp": ["Lambda.2"],
    "aws-config": ["lambda-function-settings-check"],
    "owasp-serverless-top10": ["S9:2018"],
    "csa-sas-12": ["SAS-6"],
  },
  text: {
    en: {
      title: "The runtime is no longer supported",
      risk: "AWS no longer patches this runtime: holes in the language and its libraries stay open. Later AWS also refuses to update the function's code, which stops every fix.",
      fix: "Move the function to a supported runtime, publish a new version, point the aliases to it and delete the old versions.",
    },
    ja: {
      title: "サポート終了済みのランタイム",
      risk: "AWS による修正が提供されないため、言語やライブラリの脆弱性が残り続けます。やがてコードの更新もできなくなり、修正の手段を失います。",
      fix: "サポート中のランタイムへ移行して新しいバージョンを発行し、エイリアスを切り替えたうえで古いバージョンを削除してください。",
    },
  },
  remedy: {
    cli: "aws lambda update-function-configuration --function-name <function> --runtime <runtime>",
    cloudformation: "Runtime: <runtime>",
    terraform: 'runtime = "<runtime>"',
  },
  severityOf(fn, world) {
    const blocked = isUnknown(fn.Runtime) || fn.Runtime === undefined ? undefined : lambdaRuntime(fn.Runtime)?.block_update;
    return blocked && daysUntil(blocked, world.now) <= 0 ? "high" : "medium";
  },
  judge(fn, need, world) {
    if (need(fn.PackageType) === "Image") return notApplicable;
    const { runtimes, undecided } = runtimesInUse(fn, need);
    const evidence = runtimes.flatMap(({ subject, aliases, versions, runtime }) =>
      runtime.deprecated !== null && daysUntil(runtime.deprecated, world.now) <= 0
        ? [
            {
              subject,
              path: ["Runtime"],
              found: { Runtime: runtime.id, deprecated: runtime.deprecated, blockedUpdate: runtime.block_update, aliases, versions },
              expected: runtime.successor ?? undefined,
            },
          ]
        : [],
    );
    if (evidence.length === 0 && undecided !== undefined) need(undecided);
    return failIf(evidence);
  },
});
