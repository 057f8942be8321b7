import { type Context, emit, type Source } from "./context.ts";
import { isObj, isSet, type Obj, objOf, pick, Refusal, ref, tagList } from "./core.ts";

interface Asked {
  readonly logicalId: string;
  readonly auth: Obj;
  /** Logical id of the stage. */
  readonly stage: string;
  readonly attributes: Obj;
  readonly source: Source;
}

const known = ["CreateUsagePlan", "Description", "Quota", "Tags", "Throttle", "UsagePlanName"];

/** Usage plan, key and their tie: one set per API or one for all APIs of the template. */
export function usagePlan(context: Context, asked: Asked): void {
  const { logicalId, attributes, source } = asked;
  const plan = asked.auth["UsagePlan"];
  if (!isSet(plan)) return;
  if (!isObj(plan)) throw new Refusal(logicalId, "Auth.UsagePlan", "it must be a mapping");
  for (const key of Object.keys(plan)) {
    if (!known.includes(key)) throw new Refusal(logicalId, `Auth.UsagePlan.${key}`, "there is no such property");
  }
  const mode = plan["CreateUsagePlan"];
  if (mode === undefined) throw new Refusal(logicalId, "Auth.UsagePlan.CreateUsagePlan", "the property is required");
  if (mode !== "PER_API" && mode !== "SHARED" && mode !== "NONE")
    throw new Refusal(logicalId, "Auth.UsagePlan.CreateUsagePlan", "it must be PER_API, SHARED or NONE");
  if (mode === "NONE") return;
  const prefix = mode === "PER_API" ? logicalId : "Serverless";
  const [planId, keyId, tieId] = [`${prefix}UsagePlan`, `${prefix}ApiKey`, `${prefix}UsagePlanKey`];
  const stages: unknown[] = [{ ApiId: ref(logicalId), Stage: ref(asked.stage) }];
  const keyStages: unknown[] = [{ RestApiId: ref(logicalId), StageName: ref(asked.stage) }];
  const depends: unknown[] = [logicalId];
  const before = context.out.get(planId);
  if (mode === "SHARED" && before !== undefined) {
    stages.unshift(...listed(objOf(before["Properties"])["ApiStages"]));
    keyStages.unshift(...listed(objOf(context.out.get(keyId)?.["Properties"])["StageKeys"]));
    depends.unshift(...listed(before["DependsOn"]));
  }
  emit(context, source, {
    id: planId,
    type: "AWS::ApiGateway::UsagePlan",
    properties: {
      ApiStages: stages,
      ...pick(plan, ["Description", "Quota", "Throttle", "UsagePlanName"]),
      Tags: isSet(plan["Tags"]) ? (Array.isArray(plan["Tags"]) ? plan["Tags"] : tagList(plan["Tags"])) : undefined,
    },
    attributes: { ...attributes, DependsOn: depends },
  });
  emit(context, source, {
    id: keyId,
    type: "AWS::ApiGateway::ApiKey",
    properties: { Enabled: true, StageKeys: keyStages },
    attributes: { ...attributes, DependsOn: [planId] },
  });
  emit(context, source, {
    id: tieId,
    type: "AWS::ApiGateway::UsagePlanKey",
    properties: { KeyId: ref(keyId), KeyType: "API_KEY", UsagePlanId: ref(planId) },
    attributes: { ...attributes, DependsOn: [keyId] },
  });
  if (mode === "PER_API") {
    context.referable.set(`${logicalId}.UsagePlan`, planId);
    context.referable.set(`${logicalId}.ApiKey`, keyId);
    context.referable.set(`${logicalId}.UsagePlanKey`, tieId);
  }
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
