import { conditionRules } from "./rules/conditions.ts";
import { elementRules } from "./rules/elements.ts";
import { layerRules } from "./rules/layers.ts";
import { principalRules } from "./rules/principals.ts";
import type { Rule } from "./rules/rule.ts";
import { serviceRules } from "./rules/services.ts";

/** Every rule the evaluator follows, in the order of the documentation page made of them. */
export const rules: readonly Rule[] = [...elementRules, ...principalRules, ...conditionRules, ...layerRules, ...serviceRules];
