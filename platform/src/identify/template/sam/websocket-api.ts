import { type Context, emit, inherited, own, resolve, type Source } from "./context.ts";
import { alnum, compact, isObj, isSet, type Obj, objOf, pick, Refusal, ref, sub } from "./core.ts";
import { httpDomain } from "./domain.ts";

const special: Readonly<Record<string, string>> = { $connect: "Connect", $disconnect: "Disconnect", $default: "Default" };

/** A WebSocket API with its routes, integrations and stage. */
export function webSocketApi(context: Context, logicalId: string, declared: Obj): void {
  const p = objOf(declared["Properties"]);
  const source: Source = { logicalId, path: ["Resources", logicalId] };
  const attributes = inherited(declared);
  const tags = { "websocketapi:createdBy": "SAM", ...objOf(p["Tags"]) };
  // The stage and the domain get the tags of the API only where that was asked for.
  const shared = p["PropagateTags"] === true ? tags : { "websocketapi:createdBy": "SAM" };
  const routes = objOf(p["Routes"]);
  if (!isSet(routes)) throw new Refusal(logicalId, "Routes", "at least one route is required");
  const stageName = p["StageName"] ?? "default";
  emit(context, source, {
    id: logicalId,
    type: "AWS::ApiGatewayV2::Api",
    properties: {
      Name: p["Name"] ?? logicalId,
      ProtocolType: "WEBSOCKET",
      ...pick(p, [
        "RouteSelectionExpression",
        "ApiKeySelectionExpression",
        "Description",
        "DisableExecuteApiEndpoint",
        "DisableSchemaValidation",
        "IpAddressType",
        "FailOnWarnings",
      ]),
      Tags: tags,
    },
    attributes: own(declared),
  });
  const auth = objOf(p["Auth"]);
  const authType = auth["AuthType"];
  let authorization: Obj = authType === undefined ? {} : { AuthorizationType: authType };
  if (authType === "CUSTOM")
    authorization = { AuthorizationType: "CUSTOM", AuthorizerId: ref(authorizer(context, { logicalId, auth, attributes, source })) };
  for (const [key, route] of Object.entries(routes)) {
    if (!isObj(route)) throw new Refusal(logicalId, `Routes.${key}`, "it must be a mapping");
    if (route["FunctionArn"] === undefined) throw new Refusal(logicalId, `Routes.${key}.FunctionArn`, "the property is required");
    if (special[key] === undefined && !/^[A-Za-z0-9]+$/u.test(key))
      throw new Refusal(logicalId, `Routes.${key}`, "a route key has letters and digits only");
    const name = special[key] ?? `${key.charAt(0).toUpperCase()}${key.slice(1).toLowerCase()}`;
    const integration = `${logicalId}${name}Integration`;
    const fn = route["FunctionArn"];
    emit(context, source, {
      id: integration,
      type: "AWS::ApiGatewayV2::Integration",
      properties: compact({
        ApiId: ref(logicalId),
        IntegrationType: "AWS_PROXY",
        IntegrationUri: sub(
          `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${FunctionArn}/invocations`,
          { FunctionArn: fn },
        ),
        TimeoutInMillis: route["IntegrationTimeout"],
      }),
      attributes,
    });
    emit(context, source, {
      id: `${logicalId}${name}Route`,
      type: "AWS::ApiGatewayV2::Route",
      properties: {
        ApiId: ref(logicalId),
        // Only the opening of a connection is authorized.
        ...(key === "$connect" ? authorization : {}),
        ...pick(route, [
          "ApiKeyRequired",
          "OperationName",
          "ModelSelectionExpression",
          "RequestModels",
          "RequestParameters",
          "RouteResponseSelectionExpression",
        ]),
        RouteKey: key,
        Target: { "Fn::Join": ["/", ["integrations", ref(integration)]] },
      },
      attributes,
    });
    emit(context, source, {
      id: `${logicalId}${name}Permission`,
      type: "AWS::Lambda::Permission",
      properties: {
        Action: "lambda:InvokeFunction",
        FunctionName: fn,
        Principal: "apigateway.amazonaws.com",
        SourceArn: sub(
          `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${${logicalId}.ApiId}/${typeof stageName === "string" ? stageName : "*"}/${key}`,
        ),
      },
      attributes,
    });
  }
  const stage = `${logicalId}${stageName === "default" ? "Default" : typeof stageName === "string" ? alnum(stageName) : ""}Stage`;
  emit(context, source, {
    id: stage,
    type: "AWS::ApiGatewayV2::Stage",
    properties: {
      ApiId: ref(logicalId),
      StageName: stageName,
      ...pick(p, ["AccessLogSettings", "DefaultRouteSettings", "RouteSettings", "StageVariables"]),
      Tags: shared,
      AutoDeploy: true,
    },
    attributes,
  });
  context.referable.set(`${logicalId}.Stage`, stage);
  if (p["Domain"] !== undefined) {
    httpDomain(context, { logicalId, domain: objOf(resolve(context, p["Domain"])), attributes, source, stage: ref(stage), tags: shared });
  }
}

interface Authorizing {
  readonly logicalId: string;
  readonly auth: Obj;
  readonly attributes: Obj;
  readonly source: Source;
}

function authorizer(context: Context, a: Authorizing): string {
  const arn = a.auth["AuthArn"];
  if (arn === undefined) throw new Refusal(a.logicalId, "Auth.AuthArn", "the property is required");
  const id = `${a.logicalId}ConnectAuthorizer`;
  emit(context, a.source, {
    id,
    type: "AWS::ApiGatewayV2::Authorizer",
    properties: {
      ApiId: ref(a.logicalId),
      AuthorizerType: "REQUEST",
      AuthorizerUri: sub(`arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${AuthArn}/invocations`, {
        AuthArn: arn,
      }),
      AuthorizerCredentialsArn: a.auth["InvokeRole"],
      IdentitySource: a.auth["IdentitySource"],
      Name: a.auth["Name"] ?? id,
    },
    attributes: a.attributes,
  });
  const arnOfApi = `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${__ApiId__}/authorizers/*`;
  emit(context, a.source, {
    id: `${a.logicalId}AuthorizerPermission`,
    type: "AWS::Lambda::Permission",
    properties: {
      Action: "lambda:InvokeFunction",
      FunctionName: arn,
      Principal: "apigateway.amazonaws.com",
      SourceArn: sub(arnOfApi, { __ApiId__: ref(a.logicalId) }),
    },
    attributes: a.attributes,
  });
  return id;
}
