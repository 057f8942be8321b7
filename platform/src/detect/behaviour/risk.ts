/** What an operation would be good for in an attack, and how much: 0 everyday noise, 1 looking around, 2 taking, 3 changing for the worse. */
export interface Risk {
  readonly tactic: Tactic;
  readonly weight: 0 | 1 | 2 | 3;
}

export const tactics = [
  "initial-access",
  "execution",
  "persistence",
  "privilege-escalation",
  "defense-evasion",
  "credential-access",
  "discovery",
  "lateral-movement",
  "collection",
  "exfiltration",
  "impact",
] as const;
export type Tactic = (typeof tactics)[number];

/** The first pattern that fits `service:Operation` decides. */
const PATTERNS: readonly (readonly [RegExp, Tactic, Risk["weight"]])[] = [
  [
    /^logs:(CreateLogStream|PutLogEvents|CreateLogGroup|DescribeLog)|^xray:|^cloudwatch:PutMetricData|^sqs:(Receive|DeleteMessage|GetQueue)/,
    "discovery",
    0,
  ],
  [/^sts:(GetCallerIdentity|GetSessionToken)$/, "discovery", 1],
  [/^sts:GetFederationToken/, "persistence", 3],
  [/^sts:Assume|^sso:|^ec2-instance-connect:|^ssm:(StartSession|ResumeSession)/, "lateral-movement", 2],
  [/^signin:/, "initial-access", 2],
  [
    /^iam:(Attach|Put|Add|Set|UpdateAssumeRole|CreatePolicyVersion|DeleteRolePermissions|DeleteUserPermissions|PassRole)/,
    "privilege-escalation",
    3,
  ],
  [/^iam:(Create|Update|Enable|Upload|Resync|Change)/, "persistence", 3],
  [/^iam:(Delete|Deactivate|Remove|Detach)/, "defense-evasion", 3],
  [
    /^(cloudtrail|guardduty|config|securityhub|access-analyzer|macie2|inspector2|detective|logs|wafv2):(Delete|Stop|Disable|Update|Put|Disassociate|Remove|Archive|Create)/,
    "defense-evasion",
    3,
  ],
  [/^ec2:DeleteFlowLogs|^s3:PutBucketLogging|^route53resolver:Disassociate/, "defense-evasion", 3],
  [
    /^secretsmanager:(Get|BatchGet)|^ssm:GetParameter|^kms:Decrypt|^ec2:GetPasswordData|^rds:GenerateDb|^redshift:GetClusterCredentials|^ecr:GetAuthorizationToken/,
    "credential-access",
    2,
  ],
  [/^(ec2|rds|redshift|dynamodb|elasticache|dms):.*(Snapshot|Export|CopyImage|ModifyImageAttribute|SharePoint)/, "exfiltration", 3],
  [
    /^(s3:(PutBucketPolicy|PutBucketAcl|PutObjectAcl|PutBucketReplication|PutBucketPublicAccessBlock|DeleteBucketPolicy|DeletePublicAccessBlock|DeleteBucketPublicAccessBlock)|sqs:AddPermission|sns:AddPermission|ecr:SetRepositoryPolicy)/,
    "exfiltration",
    3,
  ],
  [
    /^(s3:(GetObject|SelectObject|CopyObject)|dynamodb:(Scan|BatchGetItem|ExecuteStatement)|athena:|rds-data:|lambda:GetFunction$|codecommit:GitPull)/,
    "collection",
    2,
  ],
  [
    /^(lambda|apigateway|events|scheduler|states|codebuild|cloudformation|ecs|appsync|cognito-idp|cognito-identity):(Create|Update|Put|Add|Publish|Import|Register)/,
    "persistence",
    3,
  ],
  [
    /^(ec2:(RunInstances|RequestSpot|CreateFleet)|ssm:(SendCommand|StartAutomation)|lambda:Invoke|states:StartExecution|codebuild:StartBuild|ecs:RunTask|batch:SubmitJob|bedrock:Invoke|glue:StartJobRun|sagemaker:Create)/,
    "execution",
    3,
  ],
  [/^[a-z0-9-]+:(Delete|Terminate|Purge|Schedule|Disable|Stop|Revoke|Deregister|Reboot|Batch?Delete)/, "impact", 3],
  [/^dynamodb:(Get|Query|Put|Update|BatchWrite|Describe)|^s3:(Head|PutObject|GetBucketLocation)/, "collection", 1],
  [
    /^[a-z0-9-]+:(List|Describe|Get|Lookup|Search|Query|Head|Check|Filter|Simulate|BatchGet|View|Select|Scan|Test|Validate)/,
    "discovery",
    1,
  ],
];

const OTHER: Risk = { tactic: "persistence", weight: 2 };

export function riskOf(api: string): Risk {
  for (const [pattern, tactic, weight] of PATTERNS) if (pattern.test(api)) return { tactic, weight };
  return OTHER;
}
