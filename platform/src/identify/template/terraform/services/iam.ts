import type { Extra, Mappings } from "../mapping.ts";
import { type Attributes, blocks, blocksOf, from, listOf, type Rules, tags, value } from "../rules.ts";

const inline: Rules = { Policies: blocks("inline_policy", { PolicyName: "name", PolicyDocument: "policy" }) };
const common: Rules = { Path: "path", PermissionsBoundary: "permissions_boundary", ...tags };

/** Policies attached by a resource of their own. */
function attach(into: string, who: string): Mappings[string] {
  return { merges: [{ into, target: (row) => value(row, who), append: true, properties: { ManagedPolicyArns: listOf("policy_arn") } }] };
}

const MANY = [
  ["AWS::IAM::Role", "roles"],
  ["AWS::IAM::User", "users"],
  ["AWS::IAM::Group", "groups"],
] as const;

function inlinePolicy(type: string, owner: string, attribute: string): Mappings[string] {
  return { type, attributes: { name: "name" }, properties: { PolicyName: "name", [owner]: attribute, PolicyDocument: "policy" } };
}

function memberships(row: Attributes): readonly Extra[] {
  const user = value(row, "user");
  return blocksOf(row, "groups").map((group, i) => ({
    type: "AWS::IAM::UserToGroupAddition",
    key: `group${i}`,
    from: "groups",
    properties: { GroupName: group, Users: [user] },
  }));
}

export const iam: Mappings = {
  aws_iam_role: {
    type: "AWS::IAM::Role",
    attributes: { id: "name" },
    properties: {
      RoleName: "name",
      AssumeRolePolicyDocument: "assume_role_policy",
      MaxSessionDuration: "max_session_duration",
      ManagedPolicyArns: "managed_policy_arns",
      ...inline,
      ...common,
    },
  },
  aws_iam_role_policy: inlinePolicy("AWS::IAM::RolePolicy", "RoleName", "role"),
  aws_iam_user_policy: inlinePolicy("AWS::IAM::UserPolicy", "UserName", "user"),
  aws_iam_group_policy: inlinePolicy("AWS::IAM::GroupPolicy", "GroupName", "group"),
  aws_iam_role_policy_attachment: attach("AWS::IAM::Role", "role"),
  aws_iam_user_policy_attachment: attach("AWS::IAM::User", "user"),
  aws_iam_group_policy_attachment: attach("AWS::IAM::Group", "group"),
  aws_iam_role_policy_attachments_exclusive: { merges: [] },
  aws_iam_role_policies_exclusive: { merges: [] },
  aws_iam_policy_attachment: {
    merges: MANY.map(([into, who]) => ({
      into,
      append: true,
      target: (row: Attributes) => value(row, who),
      properties: { ManagedPolicyArns: listOf("policy_arn") },
    })),
  },
  aws_iam_policy: {
    type: "AWS::IAM::ManagedPolicy",
    properties: { ManagedPolicyName: "name", Path: "path", PolicyDocument: "policy", ...tags },
  },
  aws_iam_user: { type: "AWS::IAM::User", attributes: { id: "name" }, properties: { UserName: "name", ...common } },
  aws_iam_group: { type: "AWS::IAM::Group", attributes: { id: "name" }, properties: { GroupName: "name", Path: "path" } },
  aws_iam_user_group_membership: { extra: memberships },
  aws_iam_group_membership: {
    extra: (row) => [
      {
        type: "AWS::IAM::UserToGroupAddition",
        key: "users",
        from: "users",
        properties: { GroupName: value(row, "group"), Users: value(row, "users") },
      },
    ],
  },
  aws_iam_access_key: {
    type: "AWS::IAM::AccessKey",
    properties: { UserName: "user", Status: "status" },
  },
  aws_iam_user_login_profile: { merges: [] },
  aws_iam_account_password_policy: { type: "aws_iam_account_password_policy", properties: {} },
  aws_iam_instance_profile: {
    type: "AWS::IAM::InstanceProfile",
    attributes: { id: "name" },
    properties: { InstanceProfileName: "name", Path: "path", Roles: listOf("role") },
  },
  aws_iam_openid_connect_provider: {
    type: "AWS::IAM::OIDCProvider",
    properties: { Url: "url", ClientIdList: "client_id_list", ThumbprintList: "thumbprint_list", ...tags },
  },
  aws_iam_saml_provider: { type: "AWS::IAM::SAMLProvider", properties: { Name: "name", ...tags } },
  aws_iam_server_certificate: { type: "AWS::IAM::ServerCertificate", properties: { ServerCertificateName: "name", Path: "path", ...tags } },
  aws_iam_service_linked_role: { type: "AWS::IAM::ServiceLinkedRole", properties: { AWSServiceName: "aws_service_name" } },
  aws_iam_virtual_mfa_device: {
    type: "AWS::IAM::VirtualMFADevice",
    properties: { VirtualMfaDeviceName: from("virtual_mfa_device_name", (row) => value(row, "virtual_mfa_device_name")) },
  },
};
