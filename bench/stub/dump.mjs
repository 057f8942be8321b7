// A recorded account: answers in the AWS CLI's shape, one file per operation (`get-policy--<name>.json`), under <region>/<service>.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { seededAccount } from "./account.mjs";
import { Refusal } from "./answers.mjs";

/** The CLI's name of a service where it is not the SDK's in lower case. */
const FOLDERS = {
  API_Gateway: "apigateway",
  Cognito_Identity: "cognito-identity",
  Cognito_Identity_Provider: "cognito-idp",
  CloudWatch_Logs: "logs",
  EventBridge: "events",
  Config_Service: "config",
  Secrets_Manager: "secretsmanager",
  SFN: "stepfunctions",
  S3_Control: "s3control",
  Elastic_Load_Balancing: "elb",
  Elastic_Load_Balancing_v2: "elbv2",
};
/** Reads that the recorder missed although the account has an answer. */
const DERIVED = {
  "lambda/ListFunctionUrlConfigs": (read, { FunctionName }) => {
    const one = read("GetFunctionUrlConfig", { FunctionName });
    return { FunctionUrlConfigs: one instanceof Refusal ? [] : [one] };
  },
  // The first answer of a recorder is that the report has just been ordered.
  "iam/GenerateCredentialReport": () => ({ State: "COMPLETE" }),
  "lambda/GetRuntimeManagementConfig": () => ({ UpdateRuntimeOn: "Auto" }),
};

/** What a recorder of resources leaves out and every account answers. */
const OF_THE_ACCOUNT =
  /^(?:STS|Account|Organizations|SecurityHub|Macie2|GuardDuty|XRay|Inspector2|Budgets)\.|^EC2\.(?:DescribeRegions|GetEbs)|^IAM\.(?:Generate|GetAccount|GetCredential)|^Lambda\.GetAccountSettings$/;

const kebab = (name) =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, "$1-$2")
    .toLowerCase();
const plain = (text) => text.replaceAll(/[^A-Za-z0-9._-]+/g, "_");

/** `(service, operation, input) → answer` from the folder of a recorded account. */
export function dumpedAccount(root) {
  const files = new Map();
  for (const region of readdirSync(root)) {
    if (region.startsWith("_")) continue;
    for (const service of readdirSync(join(root, region)))
      for (const file of readdirSync(join(root, region, service))) files.set(`${service}/${file}`, join(root, region, service, file));
  }
  const errorsFile = join(root, "_errors.json");
  const errors = existsSync(errorsFile) ? JSON.parse(readFileSync(errorsFile, "utf8")).errors : [];
  const refused = new Map(errors.map((e) => [`${e.svc}/${e.op}/${e.key ?? ""}`, e]));
  const fallback = seededAccount(0);

  function read(folder, operation, input) {
    const texts = Object.values(input).flatMap((value) =>
      typeof value === "string"
        ? [value, value.split("/").at(-1), value.split(":").at(-1)]
        : Array.isArray(value)
          ? value.filter((v) => typeof v === "string").flatMap((v) => [v, v.split("/").at(-1)])
          : [],
    );
    for (const key of texts) {
      const file = files.get(`${folder}/${kebab(operation)}--${plain(key)}.json`);
      if (file) return JSON.parse(readFileSync(file, "utf8"));
      const error = refused.get(`${folder}/${operation}/${key}`);
      if (error?.kind === "aws") return new Refusal(error.code, error.http, error.msg);
    }
    const whole = files.get(`${folder}/${kebab(operation)}.json`);
    if (whole) return JSON.parse(readFileSync(whole, "utf8"));
    const error = refused.get(`${folder}/${operation}/`);
    return error?.kind === "aws" ? new Refusal(error.code, error.http, error.msg) : undefined;
  }

  return (service, operation, input) => {
    const folder = FOLDERS[service] ?? service.toLowerCase().replaceAll("_", "-");
    const derived = DERIVED[`${folder}/${operation}`];
    const found = derived ? derived((other, of) => read(folder, other, of), input) : read(folder, operation, input);
    if (found !== undefined) return found;
    const made = fallback(service, operation, input);
    return made instanceof Refusal || OF_THE_ACCOUNT.test(`${service}.${operation}`) ? made : {};
  };
}
