import { type Company, type Desk, HOUR, MINUTE, monthBy } from "../desk.fixture.ts";
import type { Actor, TrailRecord } from "../record.ts";

/** A games studio: Kubernetes with spot machines, Pulumi, a user's key in the build service, artists who move files, launches on Thursdays. */
const KARPENTER = "karpenter.sh-1.7.1 aws-sdk-go-v2/1.39.0 ua/2.1 os/linux lang/go#1.25.0 md/GOOS#linux md/GOARCH#amd64";
const EKS = "aws-sdk-go-v2/1.38.1 ua/2.1 os/linux lang/go#1.24.6 exec-env/AWS_EKS";
const PULUMI = "APN/1.0 Pulumi/1.0 PulumiAWS/7.7.0 aws-sdk-go-v2/1.39.1";
const CLI = "aws-cli/2.30.0 md/awscrt#0.27.6 ua/2.1 os/linux#6.5 md/arch#x86_64 lang/python#3.13.6";
const CYBERDUCK = "Cyberduck/9.2.2.43473 (Mac OS X/15.6) (aarch64)";
const CHROME = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";
const programmers = ["abel", "bea", "cruz", "dina", "emil"];
const artists = ["flo", "gina", "hugo"];
const games = ["comet", "delta", "ember"];
const OFFICE = "198.18.7.4";

export function gamesMonth(company: Company): readonly TrailRecord[] {
  return monthBy(company, (desk, midnight, day) => {
    const { random } = desk;
    cluster(desk, midnight, day);
    servers(desk, midnight, day);
    const working = day % 7 < 5;
    for (let n = working ? random.int(3, 9) : 1; n > 0; n -= 1) builds(desk, midnight + random.int(9 * 60, 20 * 60) * MINUTE, day);
    if (day % 7 === 3) launch(desk, midnight + 15 * HOUR, day);
    if (!working) return;
    for (const name of programmers) if (random.chance(0.8)) programmer(desk, name, midnight + random.int(9, 12) * HOUR, day);
    for (const name of artists) if (random.chance(0.8)) artist(desk, name, midnight + random.int(9, 12) * HOUR);
  });
}

/** Machines come and go all day; pods read what they are told to. */
function cluster(desk: Desk, midnight: number, day: number): void {
  const { random } = desk;
  const karpenter = desk.session("karpenter-controller", "eks-games-karpenter", String(day), midnight, "52.40.3.3", KARPENTER);
  for (let n = random.int(6, 20); n > 0; n -= 1) {
    const at = midnight + random.int(1, 1_430) * MINUTE;
    const big = random.chance(0.3);
    desk.add(at, karpenter, "ec2", "CreateFleet", {
      CreateFleetRequest: { TargetCapacitySpecification: { TotalTargetCapacity: 1 } },
      instanceType: big ? "c7i.16xlarge" : "m7i.2xlarge",
    });
    desk.add(at + 30_000, karpenter, "ec2", "CreateTags", { resourcesSet: { items: [{ resourceId: `i-0${random.hex(16)}` }] } });
    desk.add(at + 3 * HOUR, karpenter, "ec2", "TerminateInstances", { instancesSet: { items: [{ instanceId: `i-0${random.hex(16)}` }] } });
    desk.add(at + 60_000, karpenter, "iam", "AddRoleToInstanceProfile", { instanceProfileName: "games" });
  }
  const autoscaler = desk.session("external-dns", "eks-games-dns", String(day), midnight, "52.40.3.3", EKS);
  for (let n = 0; n < 12; n += 1)
    desk.add(midnight + n * 2 * HOUR, autoscaler, "route53", "ChangeResourceRecordSets", { hostedZoneId: "ZG" });
  const secrets = desk.session("secrets-csi", "eks-games-secrets", String(day), midnight, "52.40.3.3", EKS);
  for (const hour of [1, 9, 17])
    for (let n = 0; n < 14; n += 1)
      desk.add(midnight + hour * HOUR + n * 800, secrets, "secretsmanager", "GetSecretValue", { secretId: `games/${games[n % 3]}/${n}` });
}

function servers(desk: Desk, midnight: number, day: number): void {
  const { random } = desk;
  for (const game of games) {
    const actor = desk.session(`${game}-server`, `eks-games-${game}`, String(day), midnight, "52.40.3.3", EKS);
    for (let n = random.int(5, 14); n > 0; n -= 1) {
      const at = midnight + random.int(1, 1_430) * MINUTE;
      desk.add(
        at,
        actor,
        "dynamodb",
        random.pick(["UpdateItem", "Query", "BatchGetItem"]),
        { tableName: `${game}-players` },
        { data: true },
      );
      desk.add(at + 700, actor, "gamelift", "StartMatchmaking", { configurationName: game });
      desk.add(at + 900, actor, "s3", "PutObject", { bucketName: "games-replays", key: random.hex(10) }, { data: true });
    }
    // Old replays are cleared by the server itself, each night.
    for (let f = 0; f < 55; f += 1)
      desk.add(
        midnight + 4 * HOUR + f * 900,
        actor,
        "s3",
        "DeleteObject",
        { bucketName: "games-replays", key: `${game}/${day}/${f}` },
        { data: true },
      );
  }
}

/** The build service holds a user's key, as it has since the beginning. */
function builds(desk: Desk, at: number, day: number): void {
  const { random } = desk;
  const ci = desk.user("ci-builds", `34.74.${random.pick(["90", "226"])}.${random.int(1, 250)}`, CLI);
  const game = random.pick(games);
  desk.read(at, ci, ["sts:GetCallerIdentity", "ecr:GetAuthorizationToken"]);
  for (let f = random.int(10, 40); f > 0; f -= 1)
    desk.add(
      at + 10_000 + f * 500,
      ci,
      "s3",
      "PutObject",
      { bucketName: "games-builds", key: `${game}/${day}/${random.hex(6)}` },
      { data: true },
    );
  if (random.chance(0.4))
    desk.add(at + 60_000, ci, "lambda", "UpdateFunctionCode20150331v2", { functionName: `${game}-leaderboard`, dryRun: false });
  if (random.chance(0.3)) {
    const pulumi: Actor = { ...ci, userAgent: PULUMI };
    desk.read(at + 90_000, pulumi, [
      "iam:GetRole",
      "iam:ListRolePolicies",
      "s3:GetBucketPolicy",
      "ec2:DescribeVpcs",
      "eks:DescribeCluster",
    ]);
    desk.add(at + 120_000, pulumi, "lambda", "UpdateFunctionConfiguration20150331v2", {
      functionName: `${game}-leaderboard`,
      environment: {},
    });
    if (random.chance(0.3))
      desk.add(at + 125_000, pulumi, "iam", "PutRolePolicy", { roleName: `${game}-leaderboard`, policyDocument: "{}" });
  }
}

function launch(desk: Desk, at: number, day: number): void {
  const { random } = desk;
  const lead = desk.user("abel", OFFICE, CHROME);
  const game = random.pick(games);
  desk.add(at, lead, "cloudfront", "CreateInvalidation", { distributionId: "EGAMES" });
  desk.add(at + MINUTE, lead, "dynamodb", "UpdateTable", { tableName: `${game}-players`, billingMode: "PAY_PER_REQUEST" });
  desk.add(at + 2 * MINUTE, lead, "eks", "UpdateNodegroupConfig", { clusterName: "games", scalingConfig: { desiredSize: 12 } });
  desk.add(at + 3 * MINUTE, lead, "lambda", "PutFunctionConcurrency20171031", {
    functionName: `${game}-leaderboard`,
    reservedConcurrentExecutions: 400,
  });
  desk.add(at + 5 * MINUTE, lead, "cloudwatch", "PutMetricAlarm", { alarmName: `${game}-launch-${day}` });
}

function programmer(desk: Desk, name: string, at: number, day: number): void {
  const { random } = desk;
  const ip = random.chance(0.6) ? OFFICE : `100.70.${programmers.indexOf(name)}.9`;
  const key = desk.user(name, ip, CLI);
  const browser: Actor = { ...key, identity: { ...key.identity, accessKeyId: desk.key(`console ${name} ${day}`) }, userAgent: CHROME };
  desk.signIn(at, { ...browser, identity: { ...key.identity, accessKeyId: "" } }, name === "emil" ? "No" : "Yes");
  const pages: readonly (readonly string[])[] = [
    ["eks:ListClusters", "eks:DescribeCluster", "eks:ListNodegroups", "ec2:DescribeInstances"],
    ["dynamodb:ListTables", "dynamodb:DescribeTable", "dynamodb:Query"],
    ["gamelift:ListFleets", "gamelift:DescribeFleetAttributes", "cloudwatch:GetMetricData"],
    ["s3:ListBuckets", "s3:ListObjects", "logs:FilterLogEvents"],
    ["lambda:ListFunctions20150331", "lambda:GetFunction20150331v2", "logs:GetLogEvents"],
  ];
  for (let n = random.int(3, 10); n > 0; n -= 1)
    desk.read(at + random.int(1, 420) * MINUTE, random.chance(0.5) ? browser : key, random.pick(pages));
  if (random.chance(0.25)) desk.add(at + 2 * HOUR, key, "eks", "AccessKubernetesApi", { clusterName: "games" });
  if (random.chance(0.1))
    desk.add(at + 3 * HOUR, key, "lambda", "UpdateFunctionCode20150331v2", {
      functionName: `${random.pick(games)}-leaderboard`,
      dryRun: false,
    });
  if (random.chance(0.1)) desk.add(at + 3 * HOUR, key, "secretsmanager", "GetSecretValue", { secretId: `games/${random.pick(games)}/1` });
  if (random.chance(0.08))
    for (let page = random.int(5, 40); page > 0; page -= 1)
      desk.add(at + 4 * HOUR + page * 2_000, key, "dynamodb", "Scan", { tableName: `${random.pick(games)}-players` }, { data: true });
}

/** Files by hundreds, by a program with windows. */
function artist(desk: Desk, name: string, at: number): void {
  const { random } = desk;
  const actor = desk.user(name, random.chance(0.7) ? OFFICE : `100.71.${artists.indexOf(name)}.9`, CYBERDUCK);
  const files = random.int(20, 300);
  for (let f = 0; f < files; f += 1)
    desk.add(
      at + f * 400,
      actor,
      "s3",
      f % 9 === 0 ? "DeleteObject" : random.pick(["PutObject", "GetObject"]),
      {
        bucketName: "games-art",
        key: `${name}/${random.hex(5)}.psd`,
      },
      { data: true },
    );
}
