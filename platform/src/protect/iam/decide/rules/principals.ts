import { NOT_PRINCIPAL, PRINCIPAL } from "./pages.ts";
import { type Rule, rule } from "./rule.ts";

/** Whom a statement is about. */
export const principalRules: readonly Rule[] = [
  rule(
    "principal-everybody",
    PRINCIPAL,
    "everybody as an AWS principal is the same",
    '`"*"` and `{"AWS": "*"}` are everybody, anonymous callers included.',
    '`"*"` と `{"AWS": "*"}` は、匿名の呼び出し元を含む全員を表します。',
  ),
  rule(
    "principal-account",
    PRINCIPAL,
    "trap 5: an account by root ARN only delegates",
    "An account as principal hands the decision to its own identity policies.",
    "アカウントを指すプリンシパルは、そのアカウントのアイデンティティベースポリシーに判断を委ねます。",
  ),
  rule(
    "principal-user",
    PRINCIPAL,
    "a user by ARN suffices in the account",
    "In one account, a resource policy that names the user suffices.",
    "同じアカウントでは、ユーザーを名指しするリソースベースポリシーだけで足ります。",
  ),
  rule(
    "principal-role",
    PRINCIPAL,
    "a role by ARN suffices in the account",
    "In one account, a resource policy that names the role suffices.",
    "同じアカウントでは、ロールを名指しするリソースベースポリシーだけで足ります。",
  ),
  rule(
    "principal-session",
    PRINCIPAL,
    "a role by another session",
    "A session as principal is that session only.",
    "セッションを指すプリンシパルは、そのセッションだけを表します。",
  ),
  rule(
    "principal-deleted",
    PRINCIPAL,
    "the id of a deleted principal is nobody",
    "The unique id of a deleted principal is nobody.",
    "削除されたプリンシパルの一意の ID は、誰にも一致しません。",
  ),
  rule(
    "principal-service",
    PRINCIPAL,
    "a service by its name",
    "An AWS service is admitted by its service principal.",
    "AWS サービスは、サービスプリンシパルで許可されます。",
  ),
  rule(
    "principal-federated",
    PRINCIPAL,
    "a provider by its name",
    "An identity provider is admitted by its ARN or host name.",
    "ID プロバイダーは、ARN またはホスト名で許可されます。",
  ),
  rule(
    "principal-canonical",
    PRINCIPAL,
    "a canonical user in the account only delegates",
    "A canonical user id is an account.",
    "正規ユーザー ID はアカウントを表します。",
  ),
  rule(
    "not-principal",
    NOT_PRINCIPAL,
    "trap 9: NotPrincipal with Deny spares a user whose account is listed too",
    "NotPrincipal with Deny spares those whose account is listed as well.",
    "Deny の NotPrincipal は、アカウントも併記された相手だけを除外します。",
  ),
  rule(
    "not-principal-account",
    NOT_PRINCIPAL,
    "NotPrincipal with Deny hits a user whose account is not listed",
    "Without the account, the Deny hits.",
    "アカウントの併記がなければ、Deny が適用されます。",
  ),
  rule(
    "not-principal-boundary",
    NOT_PRINCIPAL,
    "NotPrincipal with Deny spares nobody with a boundary",
    "NotPrincipal with Deny spares nobody who has a permissions boundary.",
    "Deny の NotPrincipal は、アクセス許可の境界を持つ相手を除外しません。",
  ),
  rule(
    "not-principal-allow",
    NOT_PRINCIPAL,
    "NotPrincipal with Allow lets in whoever is not listed",
    "NotPrincipal with Allow lets in everybody else, anonymous callers included.",
    "Allow の NotPrincipal は、匿名の呼び出し元を含む、それ以外の全員を許可します。",
  ),
];
