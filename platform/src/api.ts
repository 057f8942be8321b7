/**
 * What other programs may build on: `import { … } from "yagura/api"`. Documented in `docs/en/api.md`; what is not exported here may change
 * at any time.
 */
export { readSnapshot } from "./identify/snapshot.ts";
export { loadTemplates } from "./identify/template/index.ts";
export { type Estate, type Fact, isUnknown, mergeEstates, type Policy, parsePolicy, Unknown, World } from "./model/index.ts";
export { type Answered, type Asked, ask, decideIn, type Misnamed, policiesFor, targetNamed } from "./protect/iam/access/access.ts";
export { callersOf, type Person, personsOf } from "./protect/iam/access/callers.ts";
export { type Target, targetOf } from "./protect/iam/access/resources.ts";
export { type WhoCan, whoCan } from "./protect/iam/access/who-can.ts";
export { actionInfo, expandActions } from "./protect/iam/catalog.ts";
export { decide } from "./protect/iam/decide/decide.ts";
export { dataReach, type Reach } from "./protect/iam/effective/data-reach.ts";
export { type Effective, effectiveOf, sharedRoles, wildcardExposure } from "./protect/iam/effective/effective.ts";
export { countPairs, type Pairs, pairs } from "./protect/iam/effective/pairs.ts";
export { type Comparison, grantsAny, isAtMostAsPermissive } from "./protect/iam/exists/compare.ts";
export { type Exposure, exposuresOf } from "./protect/iam/exists/exposure.ts";
export { type ExternalAccess, type ExternalQuestion, externalAccess } from "./protect/iam/exists/external.ts";
export type { Caller, Context, Deciding, Decision, Policies, Request, Residual, Source } from "./protect/iam/question.ts";
