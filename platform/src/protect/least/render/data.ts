import { isUnknown } from "../../../model/index.ts";
import { confidenceOf } from "../needs.ts";
import type { Change, Need, Piece, Proposal } from "../types.ts";
import { document } from "./document.ts";

/** Proposals as plain data: schema `yagura/least-privilege/1`. */
export function leastData(proposals: readonly Proposal[], notSaid: readonly { readonly fn: string; readonly why: string }[]): unknown {
  return { schema: "yagura/least-privilege/1", proposals: proposals.map(one), notSaid };
}

function one({ target, role, sharedWith, evidence, changes, policy, missing, unread, verified }: Proposal): unknown {
  const { records, accessed } = evidence;
  return {
    target,
    role,
    sharedWith,
    evidence: {
      files: evidence.files,
      complete: evidence.reserves.length === 0,
      reserves: evidence.reserves,
      ...(records ? { records } : {}),
      ...(accessed
        ? {
            lastAccessed: isUnknown(accessed.services)
              ? { unknown: accessed.services.reason, action: accessed.services.action }
              : { services: accessed.services },
          }
        : {}),
    },
    needs: evidence.needs.map(needData),
    changes: changes.map(changeData),
    policy: document(policy),
    missing: missing.map(needData),
    unread,
    verified,
  };
}

function needData(need: Need): unknown {
  return { action: need.action, resource: need.resource, resolved: need.resolved, confidence: confidenceOf(need), because: need.proofs };
}

function changeData({ policy, managed, sid, index, place, fate, before, after, unexplained }: Change): unknown {
  return { policy, managed, sid, index, place, fate, before: before && pieceData(before), after: after.map(pieceData), unexplained };
}

function pieceData({ effect, actions, notActions, resources, notResources, condition }: Piece): unknown {
  return { Effect: effect, Action: actions, NotAction: notActions, Resource: resources, NotResource: notResources, Condition: condition };
}
