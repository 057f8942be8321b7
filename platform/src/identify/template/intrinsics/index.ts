export { isDynamicReference } from "./dynamic.ts";
export {
  type Environment,
  isObject,
  type Json,
  type JsonObject,
  NO_VALUE,
  partitionOf,
  propertiesOf,
  type Report,
  urlSuffix,
} from "./environment.ts";
export { Evaluator, type Surroundings } from "./evaluator.ts";
export { expandMacros } from "./expand.ts";
export { type Given, isTrue, readParameterFile, resolveParameters } from "./parameters.ts";
