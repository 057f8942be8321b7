import { describe, expect, it } from "vitest";
import { type PathStart, parsePolicy, type Relation, type Resource, type Unknown, unknown } from "../../model/index.ts";
import { resource } from "../cases.ts";
import { attackPaths } from "./index.ts";
import {
  ACCOUNT,
  allow,
  arnOf,
  deny,
  fn,
  managed,
  policy,
  REGION,
  role,
  type Statement,
  trust,
  user,
  world,
} from "./worlds.test-helper.ts";

const TABLE = `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/customers`;
const QUEUE = `arn:aws:sqs:${REGION}:${ACCOUNT}:jobs`;
const SECRET = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:db-AbCdEf`;
const FN = (name: string) => `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;
const LAMBDA = trust({ Service: "lambda.amazonaws.com" });
const STRANGERS = "999988887777";

const table = (more: Readonly<Record<string, unknown>> = {}): Resource =>
  resource("DynamoTable", {
    name: "customers",
    id: TABLE,
    Arn: TABLE,
    Policy: undefined,
    SseType: "AWS_OWNED",
    KmsKeyArn: undefined,
    StreamArn: undefined,
    Tags: undefined,
    ...more,
  }) as unknown as Resource;
const queue = (...statements: readonly Statement[]): Resource =>
  resource("Queue", {
    name: "jobs",
    id: QUEUE,
    Arn: QUEUE,
    Policy: statements.length > 0 ? policy(...statements) : undefined,
    KmsMasterKeyId: undefined,
    Tags: undefined,
  }) as unknown as Resource;
const secret = (key?: string): Resource =>
  resource("Secret", { name: "db", id: SECRET, Arn: SECRET, Policy: undefined, KmsKeyId: key, Tags: undefined }) as unknown as Resource;
const bucket = (statements: readonly Statement[], restrict = false): Resource =>
  resource("Bucket", {
    name: "files",
    id: "arn:aws:s3:::files",
    Arn: "arn:aws:s3:::files",
    BucketName: "files",
    Policy: policy(...statements),
    AclGrants: [],
    ObjectOwnership: "BucketOwnerEnforced",
    PublicAccessBlock: restrict
      ? { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true }
      : undefined,
    Encryption: undefined,
    Tags: undefined,
  }) as unknown as Resource;

const reader = (more: Parameters<typeof role>[1] = {}) =>
  role("reader", { statements: [allow("dynamodb:GetItem", TABLE)], trusts: LAMBDA, ...more });

/** Paths as one line each: start, techniques, end. */
function told(resources: readonly Resource[], from: PathStart, relations: readonly Relation[] = []): readonly string[] {
  const found = attackPaths(
    world(resources, () => relations),
    { from },
  );
  return found.paths.map(({ edges }) =>
    [...edges.map((e) => (e.certainty === "depends" ? `${e.technique}?` : e.technique)), edges.at(-1)?.to.name].join(" > "),
  );
}

const link = (from: string, type: Relation["type"], to: string): Relation => ({ from, type, to, resolved: true });

describe("from a compromised function", () => {
  it("what its role reads", () => {
    expect(told([fn("f", "reader"), reader(), table()], "function")).toEqual(["runs-as > read > customers"]);
  });
  it("not what a Deny, a boundary or another account's silence keeps from it", () => {
    const denied = reader({ statements: [allow("dynamodb:*"), deny("dynamodb:*", TABLE)] });
    expect(told([fn("f", "reader"), denied, table()], "function")).toEqual([]);
    const bounded = reader({ boundary: arnOf("policy", "limit") });
    expect(told([fn("f", "reader"), bounded, managed("limit", allow("s3:*")), table()], "function")).toEqual([]);
  });
  it("a secret, if it may decrypt it", () => {
    const key = `arn:aws:kms:${REGION}:${ACCOUNT}:key/k`;
    const kms = resource("KmsKey", {
      name: "k",
      id: key,
      Arn: key,
      KeyManager: "CUSTOMER",
      Grants: [],
      Policy: policy({ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "kms:*", Resource: "*" }),
      Tags: undefined,
    } as never) as unknown as Resource;
    const holds = (...actions: readonly string[]) => role("reader", { statements: [allow(actions)], trusts: LAMBDA });
    expect(told([fn("f", "reader"), holds("secretsmanager:GetSecretValue"), secret(key), kms], "function")).toEqual([]);
    expect(told([fn("f", "reader"), holds("secretsmanager:GetSecretValue", "kms:Decrypt"), secret(key), kms], "function")).toEqual([
      "runs-as > read > db",
    ]);
    expect(told([fn("f", "reader"), holds("secretsmanager:GetSecretValue"), secret()], "function")).toEqual(["runs-as > read > db"]);
  });
  it("through a queue that triggers a stronger function", () => {
    const sender = role("sender", { statements: [allow("sqs:SendMessage", QUEUE)], trusts: LAMBDA });
    const parts = [fn("weak", "sender"), sender, queue(), fn("strong", "reader"), reader(), table()];
    expect(told(parts, "function", [link(QUEUE, "triggers", FN("strong"))])).toContain(
      "runs-as > channel > triggers > runs-as > read > customers",
    );
    expect(told(parts, "function")).not.toContain("runs-as > channel > triggers > runs-as > read > customers");
  });
  it("through a function it may call, whose code may have a flaw", () => {
    const caller = role("caller", { statements: [allow("lambda:InvokeFunction", FN("strong"))], trusts: LAMBDA });
    expect(told([fn("weak", "caller"), caller, fn("strong", "reader"), reader(), table()], "function")).toContain(
      "runs-as > yagura-lambda-invoke > runs-as > read > customers",
    );
  });
  it("through a function's own policy that names the role", () => {
    const caller = role("caller", { trusts: LAMBDA });
    const named = policy({
      Effect: "Allow",
      Principal: { AWS: arnOf("role", "caller") },
      Action: "lambda:InvokeFunction",
      Resource: FN("strong"),
    });
    const strong = fn("strong", "reader", { Policies: [{ Qualifier: undefined, Document: named }] });
    expect(told([fn("weak", "caller"), caller, strong, reader(), table()], "function")).toContain(
      "runs-as > yagura-lambda-invoke > runs-as > read > customers",
    );
  });
  it("a credential in an environment: its own, and those it may read the configuration of", () => {
    const key = ["AKIA", "QWERTYUIOPASDFG2"].join("");
    const holder = fn("holder", "none", {
      Environment: { AWS_SECRET_ACCESS_KEY: "kX9f2LmQ7vR4tY8wB3nZ6cH1jD5gS0aPqWeRtYuI", AWS_ACCESS_KEY_ID: key },
    });
    const looker = role("looker", { statements: [allow("lambda:GetFunctionConfiguration")], trusts: LAMBDA });
    expect(told([holder, fn("weak", "looker"), looker], "function")).toEqual(["environment > holder", "runs-as > environment > holder"]);
  });
});

describe("from the internet", () => {
  const byUrl: Statement = {
    Effect: "Allow",
    Principal: "*",
    Action: "lambda:InvokeFunctionUrl",
    Resource: FN("f"),
    Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "NONE" } },
  };
  const viaUrl: Statement = { ...byUrl, Action: "lambda:InvokeFunction", Condition: { Bool: { "lambda:InvokedViaFunctionUrl": "true" } } };
  const open = (type: string | Unknown = "NONE", statements: readonly Statement[] = [byUrl, viaUrl], Qualifier?: string) =>
    fn("f", "reader", {
      Urls: [{ Qualifier, AuthType: type, InvokeMode: undefined, Cors: undefined }],
      Policies: [{ Qualifier, Document: policy(...statements) }],
    });
  const urlPath = "function-url > runs-as > read > customers";
  it("a function URL that asks nobody who they are; a left-over statement under AWS_IAM opens nothing", () => {
    expect(told([open(), reader(), table()], "internet")).toEqual([urlPath]);
    expect(told([open("AWS_IAM"), reader(), table()], "internet")).toEqual([]);
    const live = [byUrl, viaUrl].map((statement) => ({ ...statement, Resource: FN("f:live") }));
    expect(told([open("NONE", live, "live"), reader(), table()], "internet")).toEqual([urlPath]);
    expect(told([open("NONE", [byUrl, viaUrl], "live"), reader(), table()], "internet")).toEqual([]);
  });
  it("how a URL asks may not be known: it may ask nobody", () => {
    expect(told([open(unknown("parameter")), reader(), table()], "internet")).toEqual([`function-url?${urlPath.slice(12)}`]);
    expect(told([open(unknown("parameter"), [viaUrl]), reader(), table()], "internet")).toEqual([]);
  });
  it("a URL is asked both its questions; one that is granted the first only may be an old one", () => {
    const edge = (...statements: readonly Statement[]) =>
      attackPaths(world([open("NONE", statements), reader(), table()]), { from: "internet" }).paths[0]?.edges[0];
    const both = edge(byUrl, viaUrl);
    expect(both?.needs).toEqual(["flaw"]);
    expect(both?.proofs.map(({ action }) => action)).toEqual(["lambda:InvokeFunctionUrl", "lambda:InvokeFunction"]);
    expect(both?.proofs.map(({ by }) => by.map(({ index }) => index))).toEqual([[0], [1]]);
    const old = edge(byUrl);
    expect(old?.needs).toEqual(["flaw", "old-url"]);
    expect(old?.proofs.map(({ action }) => action)).toEqual(["lambda:InvokeFunctionUrl"]);
    expect(edge(viaUrl)).toBeUndefined();
    const onlyDirect = { ...viaUrl, Condition: { Bool: { "lambda:InvokedViaFunctionUrl": "false" } } };
    expect(edge(byUrl, onlyDirect)?.technique).toBe("yagura-lambda-invoke");
    expect(edge(byUrl, viaUrl, { ...viaUrl, Effect: "Deny" })?.needs).toEqual(["flaw", "old-url"]);
    expect(edge(byUrl, viaUrl, { ...byUrl, Effect: "Deny" })).toBeUndefined();
  });
  it("a URL that asks for a signature, and takes anybody's", () => {
    const signed = { ...byUrl, Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "AWS_IAM" } } };
    const called = "yagura-lambda-invoke > runs-as > read > customers";
    expect(told([open("AWS_IAM", [signed, viaUrl]), reader(), table()], "internet")).toEqual([called]);
    expect(told([open("NONE", [signed, viaUrl]), reader(), table()], "internet")).toEqual([]);
    const partner = { AWS: `arn:aws:iam::${STRANGERS}:root` };
    const theirs = [signed, viaUrl].map((statement) => ({ ...statement, Principal: partner }));
    expect(told([open("AWS_IAM", theirs), reader(), table()], "third-party")).toEqual([called]);
    expect(told([open("AWS_IAM", theirs), reader(), table()], "internet")).toEqual([]);
  });
  it("a function anybody may call, not one an organisation may", () => {
    const by = (condition?: Statement) =>
      fn("f", "reader", {
        Policies: [
          {
            Qualifier: undefined,
            Document: policy({ Effect: "Allow", Principal: "*", Action: "lambda:InvokeFunction", Resource: FN("f"), ...condition }),
          },
        ],
      });
    expect(told([by(), reader(), table()], "internet")).toEqual(["yagura-lambda-invoke > runs-as > read > customers"]);
    expect(told([by({ Condition: { StringEquals: { "aws:PrincipalOrgID": "o-ours" } } }), reader(), table()], "internet")).toEqual([]);
    expect(told([by({ Condition: { ArnLike: { "aws:SourceArn": `arn:aws:s3:::files` } } }), reader(), table()], "internet")).toEqual([]);
  });
  it("a bucket anybody may read, unless it is blocked", () => {
    const read: Statement = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::files/*" };
    expect(told([bucket([read])], "internet")).toEqual(["read > files"]);
    expect(told([bucket([read], true)], "internet")).toEqual([]);
    expect(told([bucket([{ ...read, Condition: { IpAddress: { "aws:SourceIp": "198.51.100.0/24" } } }])], "internet")).toEqual([
      "read? > files",
    ]);
    expect(told([bucket([read, { ...read, Effect: "Deny" }])], "internet")).toEqual([]);
  });
  it("a bucket that leaves it to its access points, through one that lets somebody in", () => {
    const POINT = `arn:aws:s3:${REGION}:${ACCOUNT}:accesspoint/ap`;
    const point = (more: Readonly<Record<string, unknown>> = {}, principal: unknown = "*") =>
      resource("S3AccessPoint", {
        name: "ap",
        id: POINT,
        Arn: POINT,
        Bucket: "files",
        NetworkOrigin: "Internet",
        PublicAccessBlock: undefined,
        Policy: policy({ Effect: "Allow", Principal: principal, Action: "s3:GetObject", Resource: `${POINT}/object/shared/*` }),
        Tags: undefined,
        ...more,
      } as never) as unknown as Resource;
    const leaves: Statement = {
      Effect: "Allow",
      Principal: "*",
      Action: "*",
      Resource: ["arn:aws:s3:::files", "arn:aws:s3:::files/*"],
      Condition: { StringEquals: { "s3:DataAccessPointAccount": ACCOUNT } },
    };
    expect(told([point(), bucket([leaves])], "internet")).toEqual(["read > files"]);
    expect(told([point(), bucket([{ ...leaves, Effect: "Deny" }])], "internet")).toEqual([]);
    expect(told([point(), bucket([leaves], true)], "internet")).toEqual([]);
    expect(told([point({ Policy: undefined }), bucket([leaves])], "internet")).toEqual([]);
    expect(told([point({ NetworkOrigin: "VPC", VpcId: "vpc-1" }), bucket([leaves])], "internet")).toEqual([]);
    expect(told([point({}, { AWS: STRANGERS }), bucket([leaves])], "internet")).toEqual([]);
    expect(told([point({}, { AWS: STRANGERS }), bucket([leaves])], "third-party")).toEqual(["read > files"]);
    // Another account's points, and whoever a condition means.
    const means = (key: string) => ({ ...leaves, Condition: { StringEquals: { [key]: STRANGERS } } });
    for (const key of ["s3:DataAccessPointAccount", "aws:PrincipalAccount"]) {
      expect(told([bucket([means(key)])], "internet")).toEqual([]);
      expect(told([bucket([means(key)])], "third-party")).toEqual(["read > files"]);
    }
    const [path] = attackPaths(world([point(), bucket([leaves])]), { from: "internet" }).paths;
    expect(path?.edges[0]?.through).toBe(POINT);
    expect(path?.edges[0]?.proofs.map(({ by }) => by.map(({ policy: name }) => name))).toEqual([["ap"], ["files"]]);
  });
  it("a queue anybody may send to", () => {
    const send: Statement = { Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: QUEUE };
    const rest = [fn("f", "reader"), reader(), table()];
    const triggers = [link(QUEUE, "triggers", FN("f"))];
    expect(told([queue(send), ...rest], "internet", triggers)).toEqual(["channel > triggers > runs-as > read > customers"]);
    expect(
      told([queue({ ...send, Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } } }), ...rest], "internet", triggers),
    ).toEqual([]);
    expect(told([queue(), ...rest], "internet", triggers)).toEqual([]);
  });
  it("routes without authorizer, not those with one, private ones or preflights", () => {
    const rest = (type: string | Unknown) =>
      resource("RestMethod", {
        name: "GET /",
        id: "method",
        RestApiId: "api",
        ResourcePath: "/",
        HttpMethod: type === "preflight" ? "OPTIONS" : "GET",
        AuthorizationType: type === "preflight" ? "NONE" : type,
        ApiKeyRequired: false,
        Tags: undefined,
      } as never) as unknown as Resource;
    const api = (types: readonly string[], statements: readonly Statement[] = []) =>
      resource("RestApi", {
        name: "api",
        id: `arn:aws:apigateway:${REGION}::/restapis/api`,
        aliases: ["api"],
        Arn: `arn:aws:apigateway:${REGION}::/restapis/api`,
        RestApiId: "api",
        EndpointTypes: types,
        Policy: statements.length > 0 ? policy(...statements) : undefined,
        Tags: undefined,
      } as never) as unknown as Resource;
    const behind = [fn("f", "reader"), reader(), table()];
    const triggers = [link("method", "triggers", FN("f"))];
    const paths = (type: string | Unknown, door: Resource) => told([rest(type), door, ...behind], "internet", triggers);
    expect(paths("NONE", api(["REGIONAL"]))).toEqual(["door > triggers > runs-as > read > customers"]);
    expect(paths("COGNITO_USER_POOLS", api(["REGIONAL"]))).toEqual([]);
    // How it asks could not be read: it may ask nobody, unless the API itself is closed.
    expect(paths(unknown("parameter"), api(["REGIONAL"]))).toEqual(["door? > triggers > runs-as > read > customers"]);
    expect(paths(unknown("parameter"), api(["PRIVATE"]))).toEqual([]);
    const anybody = { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "*" };
    expect(paths(unknown("parameter"), api(["REGIONAL"], [anybody]))).toEqual(["door? > triggers > runs-as > read > customers"]);
    expect(paths(unknown("parameter"), api(["REGIONAL"], [{ ...anybody, Effect: "Deny" }]))).toEqual([]);
    expect(paths("preflight", api(["REGIONAL"]))).toEqual([]);
    expect(paths("NONE", api(["PRIVATE"]))).toEqual([]);
    expect(
      paths(
        "NONE",
        api(
          ["REGIONAL"],
          [{ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "execute-api:Invoke", Resource: "*" }],
        ),
      ),
    ).toEqual([]);
  });
  it("routes of an HTTP API; of a WebSocket API only $connect asks", () => {
    const route = (type: string | Unknown, key: string, protocol = "HTTP") =>
      resource("HttpRoute", {
        name: key,
        id: `route ${key}`,
        ApiId: "api",
        ProtocolType: protocol,
        RouteKey: key,
        AuthorizationType: type,
        ApiKeyRequired: false,
        Tags: undefined,
      } as never) as unknown as Resource;
    const behind = [fn("f", "reader"), reader(), table()];
    const triggers = (key: string) => [link(`route ${key}`, "triggers", FN("f"))];
    expect(told([route("NONE", "GET /"), ...behind], "internet", triggers("GET /"))).toHaveLength(1);
    expect(told([route("JWT", "GET /"), ...behind], "internet", triggers("GET /"))).toEqual([]);
    const socket = (connect: string) => [route(connect, "$connect", "WEBSOCKET"), route("NONE", "send", "WEBSOCKET"), ...behind];
    expect(told(socket("NONE"), "internet", triggers("send"))).toHaveLength(1);
    expect(told(socket("AWS_IAM"), "internet", triggers("send"))).toEqual([]);
    // How it asks could not be read: it may ask nobody.
    const unread = unknown("elsewhere");
    expect(told([route(unread, "GET /"), ...behind], "internet", triggers("GET /"))).toEqual([expect.stringMatching(/^door\?/)]);
    expect(
      told([route(unread, "$connect", "WEBSOCKET"), route("NONE", "send", "WEBSOCKET"), ...behind], "internet", triggers("send")),
    ).toEqual([expect.stringMatching(/^door\?/)]);
  });
  it("a role that guests of an identity pool are given", () => {
    const pool = (guests: boolean) =>
      resource("IdentityPool", {
        name: "p",
        id: "pool",
        Arn: "pool",
        AllowUnauthenticatedIdentities: guests,
        UnauthenticatedRole: arnOf("role", "reader"),
        Tags: undefined,
      } as never) as unknown as Resource;
    expect(told([pool(true), reader(), table()], "internet")).toEqual(["guest > read > customers"]);
    expect(told([pool(false), reader(), table()], "internet")).toEqual([]);
  });
});

describe("from a third party", () => {
  const trusts = (more: Statement = {}) => reader({ trusts: trust({ AWS: `arn:aws:iam::${STRANGERS}:root` }, more) });
  it("a role that trusts its account; an external id makes it uncertain", () => {
    expect(told([trusts(), table()], "third-party")).toEqual(["sts-001 > read > customers"]);
    expect(told([trusts({ Condition: { StringEquals: { "sts:ExternalId": "x" } } }), table()], "third-party")).toEqual([
      "sts-001? > read > customers",
    ]);
    expect(told([reader(), table()], "third-party")).toEqual([]);
  });
  it("an identity provider that a role trusts", () => {
    const oidc = parsePolicy({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com` },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: { StringLike: { "token.actions.githubusercontent.com:sub": "repo:acme/*" } },
        },
      ],
    }) as ReturnType<typeof trust>;
    expect(told([reader({ trusts: oidc }), table()], "third-party")).toEqual(["federation? > read > customers"]);
  });
  it("a bucket that lets its account in", () => {
    expect(
      told(
        [bucket([{ Effect: "Allow", Principal: { AWS: STRANGERS }, Action: "s3:GetObject", Resource: "arn:aws:s3:::files/*" }])],
        "third-party",
      ),
    ).toEqual(["read > files"]);
  });
});

describe("from a user", () => {
  it("to administrator through a role it may assume; not when it is one already", () => {
    const admin = role("admin", { statements: [allow("*")], trusts: trust({ AWS: `arn:aws:iam::${ACCOUNT}:root` }) });
    expect(told([user("u", { statements: [allow("sts:AssumeRole")] }), admin], "user")).toEqual([`sts-001 > administers > ${ACCOUNT}`]);
    expect(told([user("u", { statements: [allow("*")] }), admin], "user")).toEqual([]);
  });
  it("no further than its boundary, whatever it gives itself", () => {
    const u = user("u", { statements: [allow("iam:PutUserPolicy")], boundary: arnOf("policy", "limit") });
    expect(told([u, managed("limit", allow(["iam:PutUserPolicy", "dynamodb:*"])), table()], "user")).toEqual([
      "iam-007 > read > customers",
    ]);
  });
  it("says whose policies were not read", () => {
    const found = attackPaths(world([user("u", { managed: [arnOf("policy", "elsewhere")] })]));
    expect(found.unread).toEqual([{ principal: arnOf("user", "u"), policy: arnOf("policy", "elsewhere"), reason: "elsewhere" }]);
    expect(found.paths).toEqual([]);
  });
});

describe("what to cut", () => {
  it("names the statement that most paths stand on, and counts what is really gone", () => {
    const admin = role("admin", { statements: [allow("*")], trusts: trust({ AWS: `arn:aws:iam::${ACCOUNT}:root` }) });
    const assumes = (name: string) => user(name, { statements: [allow("sts:AssumeRole")] });
    const { cuts, total } = attackPaths(world([assumes("a"), assumes("b"), admin]));
    expect(total).toBe(2);
    expect(cuts[0]).toMatchObject({ breaks: 2, of: 2 });
  });
  it("does not call a way cut while another is open", () => {
    const admin = (name: string) => role(name, { statements: [allow("*")], trusts: trust({ AWS: `arn:aws:iam::${ACCOUNT}:root` }) });
    const one = user("u", { statements: [allow("sts:AssumeRole", arnOf("role", "x")), allow("sts:AssumeRole", arnOf("role", "y"))] });
    const { cuts } = attackPaths(world([one, admin("x"), admin("y")]));
    expect(cuts).toHaveLength(1);
    expect(cuts[0]?.edges).toHaveLength(2);
    expect(cuts[0]?.breaks).toBe(1);
  });
  it("looks at what an administrator could still do when it no longer is one", () => {
    const admin = role("admin", { statements: [allow("*"), allow("iam:PutRolePolicy")], trusts: LAMBDA });
    const { cuts } = attackPaths(world([fn("f", "admin"), admin]));
    // Both statements have to go: without the first it still puts a policy on itself.
    expect(cuts).toHaveLength(1);
    expect(cuts[0]?.edges.flatMap(({ proofs }) => proofs.flatMap(({ by }) => by.map(({ index }) => index)))).toEqual([0, 1]);
  });
});
