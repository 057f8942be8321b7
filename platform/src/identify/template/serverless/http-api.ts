import { isUnknown, type Place } from "../../../model/index.ts";
import { isObject, type Json } from "../intrinsics/index.ts";
import { arn, compact, type Expansion, type Fn, ref, shape, sub } from "./expansion.ts";
import { functionId, methodName, normalized, normalizedPath } from "./names.ts";

/** The API that routes belong to: the service's own, or one that exists. */
function apiId(out: Expansion): Json {
  return shape(out.provider["httpApi"])["id"] ?? ref("HttpApi");
}

const EVERY = ["OPTIONS", "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];

function ensureApi(out: Expansion, place: Place | undefined): void {
  const settings = shape(out.provider["httpApi"]);
  if (settings["id"] !== undefined || out.resources["HttpApi"] !== undefined) return;
  const cors = settings["cors"];
  const own = shape(cors);
  out.add(
    "HttpApi",
    "AWS::ApiGatewayV2::Api",
    compact({
      Name:
        settings["name"] ??
        (settings["shouldStartNameWithService"] === true ? `${out.service}-${out.stage}` : `${out.stage}-${out.service}`),
      ProtocolType: "HTTP",
      DisableExecuteApiEndpoint: settings["disableDefaultEndpoint"],
      CorsConfiguration: isUnknown(cors)
        ? cors
        : cors === true
          ? { AllowOrigins: ["*"], AllowMethods: EVERY }
          : isObject(cors)
            ? compact({
                AllowOrigins: own["allowedOrigins"] ?? ["*"],
                AllowMethods: own["allowedMethods"] ?? EVERY,
                AllowCredentials: own["allowCredentials"],
              })
            : undefined,
    }),
    place,
  );
  const logs = shape(out.provider["logs"])["httpApi"];
  const logged = logs !== undefined && logs !== false && logs !== null;
  if (logged)
    out.add(
      "HttpApiLogGroup",
      "AWS::Logs::LogGroup",
      compact({ LogGroupName: `/aws/http-api/${out.service}-${out.stage}`, RetentionInDays: out.provider["logRetentionInDays"] }),
      place,
    );
  out.add(
    "HttpApiStage",
    "AWS::ApiGatewayV2::Stage",
    compact({
      ApiId: ref("HttpApi"),
      StageName: "$default",
      AutoDeploy: true,
      DefaultRouteSettings: { DetailedMetricsEnabled: settings["metrics"] === true },
      AccessLogSettings: logged ? { DestinationArn: arn("HttpApiLogGroup") } : undefined,
    }),
    place,
  );
}

function authorizerId(out: Expansion, name: string, place: Place | undefined): Json {
  const written = shape(shape(shape(out.provider["httpApi"])["authorizers"])[name]);
  const id = `HttpApiAuthorizer${normalized(name)}`;
  const isRequest = written["type"] === "request";
  const fn = written["functionName"];
  const target = written["functionArn"] ?? (typeof fn === "string" ? arn(functionId(fn)) : undefined);
  out.add(
    id,
    "AWS::ApiGatewayV2::Authorizer",
    compact({
      ApiId: apiId(out),
      Name: written["name"] ?? name,
      AuthorizerType: isRequest ? "REQUEST" : "JWT",
      AuthorizerUri:
        isRequest && target !== undefined
          ? {
              "Fn::Sub": [
                "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Target}/invocations",
                { Target: target },
              ],
            }
          : undefined,
      IdentitySource: written["identitySource"],
      JwtConfiguration: isRequest
        ? undefined
        : compact({ Issuer: written["issuerUrl"], Audience: written["audience"] === undefined ? undefined : [written["audience"]].flat() }),
    }),
    place,
  );
  if (isRequest && target !== undefined) {
    out.add(
      `${normalized(name)}LambdaPermissionHttpApi`,
      "AWS::Lambda::Permission",
      {
        FunctionName: target,
        Action: "lambda:InvokeFunction",
        Principal: "apigateway.amazonaws.com",
        SourceArn: { "Fn::Sub": ["arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*", { Api: apiId(out) }] },
      },
      place,
    );
  }
  return ref(id);
}

/** `httpApi: GET /orders`, or `{method, path, authorizer}`. */
export function addHttpApi(out: Expansion, fn: Fn, event: Json, place: Place | undefined): void {
  ensureApi(out, place);
  const config = shape(event);
  const text = typeof event === "string" ? event.trim() : "";
  const [first = "", second] = text.split(/\s+/);
  const method = String(isObject(event) ? (config["method"] ?? "*") : second === undefined ? "*" : first);
  const path = String(isObject(event) ? (config["path"] ?? "*") : (second ?? first));
  const isDefault = path === "*" || path === "$default";
  const verb = method === "*" || /^any$/i.test(method) ? "ANY" : method.toUpperCase();
  const key = isDefault ? "$default" : `${verb} ${path.startsWith("/") ? path : `/${path}`}`;
  const routeId = isDefault ? "HttpApiRouteDefault" : `HttpApiRoute${methodName(verb)}${normalizedPath(path)}`;
  const integration = `HttpApiIntegration${normalized(fn.key)}`;
  out.add(
    integration,
    "AWS::ApiGatewayV2::Integration",
    compact({
      ApiId: apiId(out),
      IntegrationType: "AWS_PROXY",
      IntegrationUri: arn(fn.id),
      PayloadFormatVersion: "2.0",
      TimeoutInMillis: typeof config["timeout"] === "number" ? config["timeout"] * 1000 : undefined,
    }),
    place,
  );
  const written = config["authorizer"];
  const named = typeof written === "string" ? written : shape(written)["name"];
  const type = shape(written)["type"];
  const auth = isUnknown(written)
    ? { AuthorizationType: written }
    : written === undefined || written === null
      ? { AuthorizationType: "NONE" }
      : type === "aws_iam" || named === "aws_iam"
        ? { AuthorizationType: "AWS_IAM" }
        : typeof named === "string"
          ? {
              AuthorizationType:
                shape(shape(shape(out.provider["httpApi"])["authorizers"])[named])["type"] === "request" ? "CUSTOM" : "JWT",
              AuthorizerId: authorizerId(out, named, place),
            }
          : { AuthorizationType: type === "request" ? "CUSTOM" : "JWT", AuthorizerId: shape(written)["id"] };
  out.add(
    routeId,
    "AWS::ApiGatewayV2::Route",
    compact({ ApiId: apiId(out), RouteKey: key, Target: { "Fn::Join": ["/", ["integrations", ref(integration)]] }, ...auth }),
    place,
  );
  out.permit(fn, `${normalized(fn.key)}LambdaPermissionHttpApi`, "apigateway.amazonaws.com", place, {
    SourceArn: { "Fn::Sub": ["arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*", { Api: apiId(out) }] },
  });
}

function ensureWebsocket(out: Expansion, place: Place | undefined): Json {
  const existing = shape(out.provider["apiGateway"])["websocketApiId"];
  if (existing !== undefined) return existing;
  if (out.resources["WebsocketsApi"] === undefined) {
    const logs = shape(out.provider["logs"])["websocket"];
    const logged = logs !== undefined && logs !== false && logs !== null;
    out.add(
      "WebsocketsApi",
      "AWS::ApiGatewayV2::Api",
      compact({
        Name: out.provider["websocketsApiName"] ?? `${out.stage}-${out.service}-websockets`,
        ProtocolType: "WEBSOCKET",
        DisableExecuteApiEndpoint: shape(out.provider["websocket"])["disableDefaultEndpoint"],
      }),
      place,
    );
    if (logged)
      out.add(
        "WebsocketsLogGroup",
        "AWS::Logs::LogGroup",
        compact({ LogGroupName: `/aws/websocket/${out.service}-${out.stage}`, RetentionInDays: out.provider["logRetentionInDays"] }),
        place,
      );
    out.add(
      "WebsocketsDeploymentStage",
      "AWS::ApiGatewayV2::Stage",
      compact({
        ApiId: ref("WebsocketsApi"),
        StageName: out.stage,
        AccessLogSettings: logged ? { DestinationArn: arn("WebsocketsLogGroup") } : undefined,
        DefaultRouteSettings: logged
          ? { LoggingLevel: shape(logs)["level"] ?? "INFO", DataTraceEnabled: shape(logs)["fullExecutionData"] ?? true }
          : undefined,
      }),
      place,
    );
  }
  return ref("WebsocketsApi");
}

/** `websocket: $connect`, or `{route, authorizer}`. */
export function addWebsocket(out: Expansion, fn: Fn, event: Json, place: Place | undefined): void {
  const api = ensureWebsocket(out, place);
  const config = shape(event);
  const route = String(typeof event === "string" ? event : (config["route"] ?? "$default"));
  const id = `${route.replace(/^\$/, "S").replace(/[^0-9A-Za-z]/g, "")}WebsocketsRoute`;
  const integration = `${normalized(fn.key)}WebsocketsIntegration`;
  out.add(
    integration,
    "AWS::ApiGatewayV2::Integration",
    {
      ApiId: api,
      IntegrationType: "AWS_PROXY",
      IntegrationUri: {
        "Fn::Sub": [
          "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Target}/invocations",
          { Target: arn(fn.id) },
        ],
      },
    },
    place,
  );
  const written = config["authorizer"];
  const named = typeof written === "string" ? written : shape(written)["name"];
  let auth: Record<string, Json> = { AuthorizationType: "NONE" };
  if (isUnknown(written)) auth = { AuthorizationType: written };
  else if (written === "aws_iam" || written === "AWS_IAM") auth = { AuthorizationType: "AWS_IAM" };
  else if (written !== undefined && written !== null) {
    const target =
      shape(written)["arn"] ?? (typeof named === "string" && named.startsWith("arn:") ? named : arn(functionId(String(named))));
    const authorizer = `${normalized(String(named ?? fn.key)).replace(/[^0-9A-Za-z]/g, "")}WebsocketsAuthorizer`;
    out.add(
      authorizer,
      "AWS::ApiGatewayV2::Authorizer",
      {
        ApiId: api,
        Name: typeof named === "string" ? named : fn.key,
        AuthorizerType: "REQUEST",
        AuthorizerUri: {
          "Fn::Sub": [
            "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Target}/invocations",
            { Target: target },
          ],
        },
      },
      place,
    );
    auth = { AuthorizationType: "CUSTOM", AuthorizerId: ref(authorizer) };
  }
  out.add(
    id,
    "AWS::ApiGatewayV2::Route",
    { ApiId: api, RouteKey: route, Target: { "Fn::Join": ["/", ["integrations", ref(integration)]] }, ...auth },
    place,
  );
  out.permit(fn, `${normalized(fn.key)}LambdaPermissionWebsockets`, "apigateway.amazonaws.com", place);
  // The framework lets functions of the service answer on the socket.
  out.grant(fn, ["execute-api:ManageConnections"], sub("arn:${AWS::Partition}:execute-api:*:*:*/@connections/*"));
}
