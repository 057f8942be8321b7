// (d) How long it takes to begin.
import { writeFileSync } from "node:fs";
import { median, scratch, succeeded, yagura } from "./measure.mjs";

const ONE_FUNCTION = `AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: index.handler
      CodeUri: src/
`;

export async function* startupBench({ runs = 9 } = {}) {
  const times = async (args, options) => {
    const results = [];
    for (let i = 0; i < runs; i += 1) results.push(await succeeded(args, [0, 1], options));
    return results;
  };
  // Without the meter: it would cost as much as what it measures. Node alone is the floor.
  const versionMs = median((await times([yagura, "--version"], { bare: true })).map((r) => r.outsideMs));
  const nodeMs = median((await times(["-e", "0"], { bare: true })).map((r) => r.outsideMs));
  yield {
    bench: "startup.version",
    value: versionMs,
    unit: "ms",
    floor: nodeMs,
    ratio: versionMs / nodeMs,
    bar: "≤ 80 ms",
    ok: versionMs <= 80,
  };
  const template = scratch("one-function.yaml");
  writeFileSync(template, ONE_FUNCTION);
  const checks = await times([yagura, "check", template]);
  const cpuMs = median(checks.map((r) => r.cpuMs));
  yield { bench: "startup.check-cpu", value: cpuMs, unit: "ms of CPU", bar: "≤ 400 ms", ok: cpuMs <= 400 };
  yield { bench: "startup.check-wall", value: median(checks.map((r) => r.wallMs)), unit: "ms" };
}
