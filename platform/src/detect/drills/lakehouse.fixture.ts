import { type Company, type Desk, HOUR, MINUTE, monthBy } from "./desk.fixture.ts";
import type { Actor, TrailRecord } from "./record.ts";

/** A company that lives on batches: an orchestrator on containers, clusters that come and go, analysts, training on accelerators. */
const BOTO = "Boto3/1.40.50 md/Botocore#1.40.50 ua/2.1 os/linux#6.1 md/arch#x86_64 lang/python#3.12.11";
const SPARK = "Hadoop 3.4.1-amzn-3, aws-sdk-java/2.33.0 Linux/6.1 OpenJDK_64-Bit_Server_VM/17.0.16";
const NOTEBOOK = "Boto3/1.40.50 md/Botocore#1.40.50 ua/2.1 os/linux lang/python#3.12.9 AWS-SageMaker-Notebook-Instance";
const CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";
const ANALYST = "aws-reserved/sso.amazonaws.com/us-east-2/AWSReservedSSO_Analyst_aabbccddeeff0011";
const ENGINEER = "aws-reserved/sso.amazonaws.com/us-east-2/AWSReservedSSO_DataEngineer_1100ffeeddccbbaa";
const sources = ["ads", "billing", "clicks", "crm", "erp", "inventory", "loyalty", "orders", "returns", "support", "web", "weather"];
const analysts = ["ada", "ben", "cai", "dee", "eli"];
const engineers = ["fay", "gus", "hal"];
const VPN = "192.0.2.140";

export function lakehouseMonth(company: Company): readonly TrailRecord[] {
  return monthBy(company, (desk, midnight, day) => {
    const { random } = desk;
    orchestrator(desk, midnight, day);
    clusters(desk, midnight, day);
    tables(desk, midnight, day);
    hourly(desk, midnight, day);
    if (day % 7 === 6) training(desk, midnight + 5 * HOUR, day);
    // A year of history is worked through anew, on larger machines.
    if (day >= 17 && day < 20) backfill(desk, midnight + 20 * HOUR, day);
    if (day % 7 < 5) {
      for (const name of analysts) if (random.chance(0.85)) analyst(desk, name, midnight + random.int(13, 15) * HOUR, day);
      for (const name of engineers) if (random.chance(0.85)) engineer(desk, name, midnight + random.int(13, 15) * HOUR, day);
    }
    if (day % 7 === 1) copyForTests(desk, midnight + 7 * HOUR, day);
  });
}

/** A session that an AWS service took for its workload, as the log shows it. */
function workload(
  desk: Desk,
  service: string,
  role: string,
  session: string,
  period: string,
  at: number,
  ip: string,
  userAgent: string,
): Actor {
  desk.add(
    at - 1_000,
    desk.service(service),
    "sts",
    "AssumeRole",
    { roleArn: `arn:aws:iam::${desk.around.account}:role/${role}`, roleSessionName: session },
    { answer: { credentials: { accessKeyId: desk.key(`${role} ${session} ${period}`) } } },
  );
  return desk.session(role, session, period, at, ip, userAgent);
}

/** Jobs of the night: connections are read as secrets, clusters are asked for. */
function orchestrator(desk: Desk, midnight: number, day: number): void {
  const { random } = desk;
  const at = midnight + 2 * HOUR + random.int(0, 9) * MINUTE;
  const airflow = workload(desk, "airflow-env", "airflow-execution", "AmazonMWAA-airflow", String(day), at, "52.15.80.33", BOTO);
  for (const [i, source] of sources.entries()) {
    const when = at + i * 8 * MINUTE;
    desk.add(when, airflow, "secretsmanager", "GetSecretValue", { secretId: `airflow/connections/${source}` });
    desk.add(when + 5_000, airflow, "glue", "StartJobRun", { jobName: `ingest-${source}` });
  }
  // At the full hour the scheduler reads all connections anew.
  for (const hour of [0, 6, 12, 18])
    for (const [i, source] of sources.entries())
      desk.add(midnight + hour * HOUR + i * 1_500, airflow, "secretsmanager", "GetSecretValue", {
        secretId: `airflow/connections/${source}`,
      });
  desk.add(at + 3 * HOUR, airflow, "elasticmapreduce", "RunJobFlow", { name: "nightly" });
  for (let n = 0; n < 20; n += 1)
    desk.add(at + 3 * HOUR + n * MINUTE, airflow, "elasticmapreduce", "DescribeCluster", { clusterId: "j-1" });
}

function clusters(desk: Desk, midnight: number, day: number): void {
  const { random } = desk;
  const at = midnight + 5 * HOUR + 20 * MINUTE;
  const instance = `i-0${random.hex(16)}`;
  const spark = workload(desk, "ec2", "emr-ec2", instance, String(day), at, `3.14.${random.int(1, 250)}.${random.int(1, 250)}`, SPARK);
  for (let f = 0; f < 120; f += 1) {
    const key = `gold/_temporary/attempt_${day}_${f}`;
    desk.add(at + f * 800, spark, "s3", "PutObject", { bucketName: "acme-lake-gold", key }, { data: true });
    desk.add(at + 200_000 + f * 700, spark, "s3", "DeleteObject", { bucketName: "acme-lake-gold", key }, { data: true });
  }
  for (let f = 0; f < 80; f += 1)
    desk.add(at + f * 900, spark, "s3", "GetObject", { bucketName: "acme-lake-raw", key: `dt=${day}/${f}.parquet` }, { data: true });
  // A rewrite of partitions once a week clears another layer.
  if (day % 7 === 5)
    for (let f = 0; f < 90; f += 1)
      desk.add(
        at + HOUR + f * 600,
        spark,
        "s3",
        "DeleteObject",
        { bucketName: "acme-lake-silver", key: `old/${day}/${f}` },
        { data: true },
      );
}

/** Tables are read to the end every night: one job for each. */
function tables(desk: Desk, midnight: number, day: number): void {
  for (const [i, source] of ["loyalty", "orders", "returns"].entries()) {
    const at = midnight + 3 * HOUR + i * 20 * MINUTE;
    const glue = workload(
      desk,
      "glue",
      "glue-ingest",
      "GlueJobRunnerSession",
      `${day} ${source}`,
      at,
      `18.220.4.${10 + i}`,
      `${BOTO} exec-env/GLUE`,
    );
    for (let page = 0; page < 50; page += 1) desk.add(at + page * 3_000, glue, "dynamodb", "Scan", { tableName: source }, { data: true });
    for (let f = 0; f < 15; f += 1)
      desk.add(
        at + 160_000 + f * 900,
        glue,
        "s3",
        "PutObject",
        { bucketName: "acme-lake-raw", key: `${source}/dt=${day}/${f}` },
        { data: true },
      );
  }
}

function hourly(desk: Desk, midnight: number, day: number): void {
  const { random } = desk;
  for (let hour = 0; hour < 24; hour += 1) {
    const at = midnight + hour * HOUR + random.int(0, 5) * MINUTE;
    const fn = workload(
      desk,
      "lambda",
      "compact-small-files",
      "compact-small-files",
      `${day} ${hour}`,
      at,
      `3.${random.pick(["16", "128", "134", "140"])}.${random.int(1, 250)}.${random.int(1, 250)}`,
      "Boto3/1.40.45 md/Botocore#1.40.45 exec-env/AWS_Lambda_python3.13",
    );
    for (let f = random.int(5, 35); f > 0; f -= 1)
      desk.add(
        at + f * 700,
        fn,
        "s3",
        f % 2 === 0 ? "DeleteObject" : "PutObject",
        { bucketName: "acme-lake-raw", key: random.hex(8) },
        { data: true },
      );
  }
}

/** On Sundays models are trained, by the orchestrator. */
function training(desk: Desk, at: number, day: number): void {
  const airflow = desk.session("airflow-execution", "AmazonMWAA-airflow", String(day), at, "52.15.80.33", BOTO);
  desk.add(at, airflow, "sagemaker", "CreateTrainingJob", {
    trainingJobName: `demand-${day}`,
    resourceConfig: { instanceType: "ml.g6.12xlarge" },
  });
  desk.add(at + 3 * HOUR, airflow, "sagemaker", "CreateModel", { modelName: `demand-${day}` });
  const labels = desk.session("ml-batch", "labels", String(day), at, "52.15.80.33", BOTO);
  desk.add(at + HOUR, labels, "ec2", "RunInstances", {
    instanceType: "g6.xlarge",
    instancesSet: { items: [{ imageId: "ami-dl", minCount: 2, maxCount: 4 }] },
  });
  desk.add(at + 4 * HOUR, labels, "ec2", "TerminateInstances", { instancesSet: { items: [{ instanceId: "i-0label" }] } });
}

function backfill(desk: Desk, at: number, day: number): void {
  const engineerOnCall = desk.session(ENGINEER, "fay@acme.example", String(day), at, VPN, CHROME);
  desk.add(at - 10 * MINUTE, engineerOnCall, "airflow", "CreateCliToken", { name: "airflow" });
  const airflow = desk.session("airflow-execution", "AmazonMWAA-airflow", String(day), at, "52.15.80.33", BOTO);
  desk.add(at, airflow, "ec2", "CreateFleet", { instanceType: "r7i.24xlarge", totalTargetCapacity: 12 });
  const spark = desk.session("emr-ec2", `i-0fill${day}aabbccdd`, String(day), at, "3.14.9.9", SPARK);
  for (let f = 0; f < 150; f += 1)
    desk.add(
      at + 20 * MINUTE + f * 500,
      spark,
      "s3",
      "DeleteObject",
      { bucketName: "acme-lake-silver", key: `y=2025/${day}/${f}` },
      { data: true },
    );
}

function signIn(desk: Desk, role: string, name: string, at: number, day: number): Actor {
  const { random } = desk;
  const index = name.charCodeAt(0) - 97;
  const ip = random.chance(0.5) ? VPN : `198.51.${160 + index}.${20 + Math.floor(day / 10)}`;
  const actor = desk.session(role, `${name}@acme.example`, String(day), at, ip, CHROME);
  desk.signIn(at, actor, "No");
  return actor;
}

function analyst(desk: Desk, name: string, at: number, day: number): void {
  const { random } = desk;
  const actor = signIn(desk, ANALYST, name, at, day);
  for (let n = random.int(4, 15); n > 0; n -= 1) {
    const when = at + random.int(1, 450) * MINUTE;
    desk.read(when, actor, [
      "athena:StartQueryExecution",
      "athena:GetQueryExecution",
      "athena:GetQueryResults",
      "glue:GetTables",
      "glue:GetPartitions",
    ]);
    for (let f = random.int(1, 25); f > 0; f -= 1)
      desk.add(
        when + f * 200,
        actor,
        "s3",
        "GetObject",
        { bucketName: "acme-lake-gold", key: `sales/${random.int(1, 900)}.parquet` },
        {
          data: true,
          more: { additionalEventData: { bytesTransferredOut: random.int(50_000, 9_000_000) } },
        },
      );
  }
  // In a notebook whole months are read.
  if (random.chance(0.4)) {
    const notebook = desk.session(
      "sagemaker-notebook",
      "SageMaker",
      `${day} ${name}`,
      at,
      `18.191.6.${20 + analysts.indexOf(name)}`,
      NOTEBOOK,
    );
    for (let f = random.int(100, 500); f > 0; f -= 1)
      desk.add(
        at + HOUR + f * 400,
        notebook,
        "s3",
        "GetObject",
        { bucketName: "acme-lake-gold", key: `features/${random.int(1, 5_000)}` },
        {
          data: true,
          more: { additionalEventData: { bytesTransferredOut: random.int(500_000, 20_000_000) } },
        },
      );
  }
}

function engineer(desk: Desk, name: string, at: number, day: number): void {
  const { random } = desk;
  const actor = signIn(desk, ENGINEER, name, at, day);
  const pages: readonly (readonly string[])[] = [
    ["glue:GetJobs", "glue:GetJobRuns", "glue:GetCrawlers", "logs:GetLogEvents"],
    ["elasticmapreduce:ListClusters", "elasticmapreduce:DescribeCluster", "elasticmapreduce:ListSteps", "ec2:DescribeInstances"],
    ["s3:ListBuckets", "s3:ListObjects", "s3:GetBucketLifecycle"],
    ["lakeformation:ListPermissions", "lakeformation:ListResources", "glue:GetDatabases"],
    ["redshift:DescribeClusters", "redshift-data:ExecuteStatement", "redshift-data:GetStatementResult"],
    ["airflow:ListEnvironments", "airflow:GetEnvironment", "cloudwatch:GetMetricData"],
  ];
  for (let n = random.int(4, 12); n > 0; n -= 1) desk.read(at + random.int(1, 450) * MINUTE, actor, random.pick(pages));
  if (random.chance(0.3)) desk.add(at + 2 * HOUR, actor, "glue", "UpdateJob", { jobName: `ingest-${random.pick(sources)}` });
  if (random.chance(0.2)) desk.add(at + 3 * HOUR, actor, "lakeformation", "GrantPermissions", { permissions: ["SELECT"] });
  if (random.chance(0.15))
    desk.add(at + 3 * HOUR, actor, "secretsmanager", "PutSecretValue", { secretId: `airflow/connections/${random.pick(sources)}` });
  if (random.chance(0.15))
    desk.add(at + 4 * HOUR, actor, "lambda", "UpdateFunctionCode20150331v2", { functionName: "compact-small-files", dryRun: false });
  if (random.chance(0.2))
    for (let f = random.int(5, 80); f > 0; f -= 1)
      desk.add(at + 5 * HOUR + f * 300, actor, "s3", "DeleteObject", { bucketName: "acme-scratch", key: `${name}/${f}` }, { data: true });
}

/** A copy of the database for tests, once a week. */
function copyForTests(desk: Desk, at: number, day: number): void {
  const session = workload(desk, "states", "refresh-tests", "refresh", String(day), at, "states.amazonaws.com", "states.amazonaws.com");
  // As the log shows what a workflow does by itself.
  const job: Actor = { ...session, identity: { ...session.identity, invokedBy: "states.amazonaws.com" } };
  for (const [i, name] of [
    "CreateDBSnapshot",
    "DescribeDBSnapshots",
    "DeleteDBInstance",
    "RestoreDBInstanceFromDBSnapshot",
    "ModifyDBInstance",
  ].entries())
    desk.add(at + i * 12 * MINUTE, job, "rds", name, { dBInstanceIdentifier: "tests", skipFinalSnapshot: true });
}
