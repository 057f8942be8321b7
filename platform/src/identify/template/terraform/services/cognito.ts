import { isUnknown } from "../../../../model/index.ts";
import { isObject, type Json } from "../../intrinsics/index.ts";
import type { Mappings } from "../mapping.ts";
import { type Attributes, block, blockOf, from, nest, pascal, value } from "../rules.ts";

/** Second factors that are set up, by Cognito's own words. */
function factorsOf(row: Attributes): Json {
  const software = blockOf(row, "software_token_mfa_configuration");
  const sms = blockOf(row, "sms_configuration");
  const email = blockOf(row, "email_mfa_configuration");
  const on = isUnknown(software) ? software : value(software, "enabled");
  const undecided = [on, sms, email].find(isUnknown);
  if (undecided) return undecided;
  const out = [
    ...(on === true ? ["SOFTWARE_TOKEN_MFA"] : []),
    ...(sms === undefined ? [] : ["SMS_MFA"]),
    ...(email === undefined ? [] : ["EMAIL_OTP"]),
  ];
  return out.length === 0 ? undefined : out;
}

function triggersOf(row: Attributes): Json {
  const config = blockOf(row, "lambda_config");
  if (config === undefined || isUnknown(config) || !isObject(config)) return config;
  const out: Record<string, Json> = {};
  for (const [name, found] of Object.entries(config)) {
    const trigger = value(config, name);
    if (trigger === undefined || name === "kms_key_id") continue;
    const property = name
      .split("_")
      .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
      .join("");
    if (!Array.isArray(found)) out[property] = trigger;
    else if (found.length > 0) out[property] = pascal(found[0]);
  }
  return out;
}

const pool = { UserPoolId: "user_pool_id" };

export const cognito: Mappings = {
  aws_cognito_user_pool: {
    type: "AWS::Cognito::UserPool",
    attributes: { endpoint: "ProviderName" },
    properties: {
      UserPoolName: "name",
      MfaConfiguration: "mfa_configuration",
      EnabledMfas: from(["software_token_mfa_configuration", "sms_configuration"], factorsOf),
      Policies: nest({
        PasswordPolicy: block("password_policy", {
          MinimumLength: "minimum_length",
          RequireLowercase: "require_lowercase",
          RequireUppercase: "require_uppercase",
          RequireNumbers: "require_numbers",
          RequireSymbols: "require_symbols",
          TemporaryPasswordValidityDays: "temporary_password_validity_days",
        }),
        SignInPolicy: block("sign_in_policy", { AllowedFirstAuthFactors: "allowed_first_auth_factors" }),
      }),
      UserPoolAddOns: block("user_pool_add_ons", {
        AdvancedSecurityMode: "advanced_security_mode",
        AdvancedSecurityAdditionalFlows: block("advanced_security_additional_flows", { CustomAuthMode: "custom_auth_mode" }),
      }),
      DeletionProtection: "deletion_protection",
      AdminCreateUserConfig: block("admin_create_user_config", { AllowAdminCreateUserOnly: "allow_admin_create_user_only" }),
      UserPoolTier: "user_pool_tier",
      LambdaConfig: from("lambda_config", triggersOf),
      UserPoolTags: from(["tags_all", "tags"], (row) => value(row, "tags_all") ?? value(row, "tags")),
    },
  },
  aws_cognito_user_pool_client: {
    type: "AWS::Cognito::UserPoolClient",
    properties: {
      ...pool,
      ClientName: "name",
      GenerateSecret: "generate_secret",
      AccessTokenValidity: "access_token_validity",
      IdTokenValidity: "id_token_validity",
      RefreshTokenValidity: "refresh_token_validity",
      TokenValidityUnits: block("token_validity_units", {
        AccessToken: "access_token",
        IdToken: "id_token",
        RefreshToken: "refresh_token",
      }),
      EnableTokenRevocation: "enable_token_revocation",
      PreventUserExistenceErrors: "prevent_user_existence_errors",
      ExplicitAuthFlows: "explicit_auth_flows",
      AllowedOAuthFlows: "allowed_oauth_flows",
      CallbackURLs: "callback_urls",
    },
  },
  aws_cognito_user_pool_domain: { type: "AWS::Cognito::UserPoolDomain", properties: { Domain: "domain", ...pool } },
  aws_cognito_user_group: { type: "AWS::Cognito::UserPoolGroup", properties: { GroupName: "name", ...pool } },
  aws_cognito_user: { type: "AWS::Cognito::UserPoolUser", properties: { Username: "username", ...pool } },
  aws_cognito_user_in_group: { merges: [] },
  aws_cognito_resource_server: { type: "AWS::Cognito::UserPoolResourceServer", properties: { Identifier: "identifier", ...pool } },
  aws_cognito_identity_provider: { type: "AWS::Cognito::UserPoolIdentityProvider", properties: { ProviderName: "provider_name", ...pool } },
  aws_cognito_risk_configuration: { type: "AWS::Cognito::UserPoolRiskConfigurationAttachment", properties: pool },
  aws_cognito_user_pool_ui_customization: { type: "AWS::Cognito::UserPoolUICustomizationAttachment", properties: pool },
  aws_cognito_log_delivery_configuration: { merges: [] },
  aws_cognito_identity_pool: {
    type: "AWS::Cognito::IdentityPool",
    attributes: { identity_pool_name: "name" },
    properties: {
      IdentityPoolName: "identity_pool_name",
      AllowUnauthenticatedIdentities: "allow_unauthenticated_identities",
      AllowClassicFlow: "allow_classic_flow",
      IdentityPoolTags: from(["tags_all", "tags"], (row) => value(row, "tags_all") ?? value(row, "tags")),
    },
  },
  aws_cognito_identity_pool_roles_attachment: {
    type: "AWS::Cognito::IdentityPoolRoleAttachment",
    properties: { IdentityPoolId: "identity_pool_id", Roles: "roles" },
  },
};
