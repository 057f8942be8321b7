import type { Case } from "./case.ts";
import { conditionCases } from "./conditions.ts";
import { elementCases } from "./elements.ts";
import { layerCases } from "./layers.ts";
import { operatorCases } from "./operators.ts";
import { principalCases } from "./principals.ts";
import { serviceCases } from "./services.ts";

/** Tables of cases, each the subject of one `describe`. */
export const tables: Readonly<Record<string, readonly Case[]>> = {
  "elements of a statement": elementCases,
  "condition operators": operatorCases,
  "conditions and keys": conditionCases,
  principals: principalCases,
  "kinds of policies": layerCases,
  "rules of services": serviceCases,
};
