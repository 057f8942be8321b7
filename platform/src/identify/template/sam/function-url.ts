import { type Context, emit, type Source } from "./context.ts";
import { compact, isIntrinsic, isObj, type Obj, pick, Refusal, ref } from "./core.ts";

interface Asked {
  readonly logicalId: string;
  readonly config: unknown;
  readonly targetId: string;
  readonly aliased: boolean;
  readonly attributes: Obj;
  readonly source: Source;
}

const corsProperties = ["AllowOrigins", "AllowMethods", "AllowCredentials", "AllowHeaders", "ExposeHeaders", "MaxAge"];

/** A function URL; one without authentication also gets the statements that open it to everyone. */
export function functionUrl(context: Context, asked: Asked): void {
  const { logicalId, config, targetId, attributes, source } = asked;
  if (!isObj(config)) throw new Refusal(logicalId, "FunctionUrlConfig", "it must be a mapping");
  const authType = config["AuthType"];
  if (authType === undefined || isIntrinsic(authType) || (authType !== "NONE" && authType !== "AWS_IAM")) {
    throw new Refusal(logicalId, "FunctionUrlConfig.AuthType", "it must be AWS_IAM or NONE");
  }
  checkCors(logicalId, config["Cors"]);
  emit(context, source, {
    id: `${logicalId}Url`,
    type: "AWS::Lambda::Url",
    properties: compact({ TargetFunctionArn: ref(targetId), AuthType: authType, ...pick(config, ["Cors", "InvokeMode"]) }),
    attributes,
  });
  if (authType !== "NONE") return;
  const everyone = { FunctionName: ref(targetId), Principal: "*" };
  emit(context, source, {
    id: `${logicalId}UrlPublicPermissions`,
    type: "AWS::Lambda::Permission",
    properties: { Action: "lambda:InvokeFunctionUrl", ...everyone, FunctionUrlAuthType: "NONE" },
    attributes,
  });
  emit(context, source, {
    id: `${logicalId}URLInvokeAllowPublicAccess`,
    type: "AWS::Lambda::Permission",
    properties: { Action: "lambda:InvokeFunction", ...everyone, InvokedViaFunctionUrl: true },
    attributes,
  });
}

function checkCors(logicalId: string, cors: unknown): void {
  if (cors === undefined || isIntrinsic(cors)) return;
  if (!isObj(cors)) throw new Refusal(logicalId, "FunctionUrlConfig.Cors", "it must be a mapping");
  for (const [name, value] of Object.entries(cors)) {
    if (!corsProperties.includes(name)) throw new Refusal(logicalId, `FunctionUrlConfig.Cors.${name}`, "there is no such property");
    if (isIntrinsic(value)) continue;
    const right =
      name === "MaxAge" ? Number.isInteger(value) : name === "AllowCredentials" ? typeof value === "boolean" : Array.isArray(value);
    if (!right) throw new Refusal(logicalId, `FunctionUrlConfig.Cors.${name}`, "the value has the wrong type");
  }
}
