import { type Evidence, failIf, isUnknown, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { covers } from "../../iam/glob.ts";
import { firstUndecided, hasEffect } from "../../iam/permission-questions.ts";
import { permissionsOf } from "../../iam/permissions.ts";

const HARMLESS = [
  "mobileanalytics:putevents",
  "mobiletargeting:putevents",
  "mobiletargeting:updateendpoint",
  "rum:putrumevents",
  "cognito-identity:*",
  "cognito-sync:*",
  "geo:getmap*",
];

/** What guests commonly need (sending analytics and monitoring events, reading their own identity) is let pass; everything else is shown. */
export const guestRolePowerful = defineCheck({
  id: "cognito/guest-role-powerful",
  on: "IdentityPool",
  also: ["Role", "ManagedPolicy"],
  severity: "high",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-4", "PR.AC-3"],
  meets: { "owasp-serverless-top10": ["S2:2018", "S5:2018"], "csa-sas-12": ["SAS-2", "SAS-4"] },
  text: {
    en: {
      title: "Guests get more than they need",
      risk: "Anonymous visitors can call these AWS actions directly, past your API and its checks.",
      fix: "Leave the guest role only what an anonymous visitor must do, on exactly the resources concerned.",
    },
    ja: {
      title: "未認証ロールの権限が過大",
      risk: "匿名の利用者が、API の検査を通らずにこれらの AWS アクションを直接呼び出せます。",
      fix: "未認証ロールには、匿名の利用者に必要なアクションだけを、対象リソースを限定して許可してください。",
    },
  },
  remedy: {
    cloudformation:
      'Policies:\n  - PolicyName: guest\n    PolicyDocument:\n      Statement:\n        - Effect: Allow\n          Action: rum:PutRumEvents\n          Resource: !Sub "arn:aws:rum:${AWS::Region}:${AWS::AccountId}:appmonitor/<name>"',
  },
  judge(pool, need, world) {
    if (!need(pool.AllowUnauthenticatedIdentities)) return notApplicable;
    const reference = need(pool.UnauthenticatedRole);
    if (reference === undefined) return pass;
    const role = need.outer(world.find("Role", reference, pool));
    if (role === undefined) return pass;
    const permissions = permissionsOf(role, world);
    const evidence = permissions.grants.flatMap(({ policy, statement }): Evidence[] => {
      // What a Deny, the boundary or a control policy takes away, a guest does not get.
      if (statement.Effect !== "Allow" || !hasEffect(permissions, statement)) return [];
      const subject = `${policy}/${statement.Sid ?? statement.index}`;
      if (statement.NotAction) return [{ subject, path: ["UnauthenticatedRole"], found: { NotAction: statement.NotAction } }];
      const actions = (statement.Action ?? []).filter(
        (a): a is string => !isUnknown(a) && !HARMLESS.some((h) => covers(h, a.toLowerCase())),
      );
      return actions.length > 0
        ? [{ subject, path: ["UnauthenticatedRole"], found: { role: role.name, Action: actions, Resource: statement.Resource } }]
        : [];
    });
    const gap = firstUndecided(permissions);
    if (evidence.length === 0 && gap) need(gap);
    return failIf(evidence);
  },
});
