/** Records of logs as AWS writes them, for tests. */
export const ACCOUNT = "012345678901";
export const TIME = "2026-11-01T00:00:05Z";

export const trail = {
  eventVersion: "1.11",
  eventID: "e-1",
  eventName: "UpdateFunctionCode20150331v2",
  eventSource: "lambda.amazonaws.com",
  eventTime: TIME,
  awsRegion: "ap-northeast-1",
  recipientAccountId: ACCOUNT,
  sourceIPAddress: "203.0.113.7",
  userAgent: "aws-cli/2",
  readOnly: false,
  userIdentity: {
    type: "AssumedRole",
    principalId: "AROAEXAMPLE:deploy",
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/ci/deploy`,
    accessKeyId: "ASIAEXAMPLE",
    sessionContext: { sessionIssuer: { type: "Role", arn: `arn:aws:iam::${ACCOUNT}:role/ops/ci` } },
  },
  resources: [{ ARN: `arn:aws:lambda:ap-northeast-1:${ACCOUNT}:function:pay` }],
};

export const dnsQuery = {
  version: "1.1",
  account_id: ACCOUNT,
  region: "us-east-1",
  vpc_id: "vpc-1",
  query_timestamp: TIME,
  query_name: "x.example.",
  query_type: "TXT",
  rcode: "NXDOMAIN",
  srcaddr: "10.0.0.5",
  srcids: { instance: "i-1" },
};
