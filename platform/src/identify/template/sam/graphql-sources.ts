import { att, compact, isSet, type Obj, Refusal, ref } from "./core.ts";
import { type GraphqlScope, put } from "./graphql-scope.ts";
import { trust } from "./policies.ts";

/** One data source with its role and what the role may do. Returns the reference to its name. */
export function dataSource(scope: GraphqlScope, kind: string, name: string, given: Obj): Obj {
  switch (kind) {
    case "DynamoDb":
      return dynamo(scope, name, given);
    case "Lambda":
      return lambda(scope, name, given);
    default:
      throw new Refusal(scope.logicalId, `DataSources.${kind}`, "a data source is of kind DynamoDb or Lambda");
  }
}

function dynamo(scope: GraphqlScope, name: string, given: Obj): Obj {
  const { TableName: table, TableArn: tableArn, ServiceRoleArn: role } = given;
  const id = `${scope.logicalId}${name}DynamoDBDataSource`;
  if (!isSet(table)) throw new Refusal(scope.logicalId, `DataSources.DynamoDb.${name}.TableName`, "the property is required");
  put(scope, id, "AWS::AppSync::DataSource", {
    ApiId: scope.apiId,
    Name: given["Name"] ?? name,
    Description: given["Description"],
    Type: "AMAZON_DYNAMODB",
    ServiceRoleArn: role ?? att(`${id}Role`, "Arn"),
    DynamoDBConfig: compact({
      AwsRegion: given["Region"] ?? ref("AWS::Region"),
      TableName: table,
      UseCallerCredentials: given["UseCallerCredentials"],
      DeltaSyncConfig: given["DeltaSync"],
      Versioned: given["Versioned"],
    }),
  });
  if (role === undefined) {
    if (!isSet(tableArn))
      throw new Refusal(
        scope.logicalId,
        `DataSources.DynamoDb.${name}.TableArn`,
        "the property is required where no ServiceRoleArn is given",
      );
    roleFor(scope, id);
    const permissions = given["Permissions"] ?? ["Read", "Write"];
    connector(scope, `${id}ToTableConnector`, id, { Type: "AWS::DynamoDB::Table", Arn: tableArn }, permissions);
  }
  return att(id, "Name");
}

function lambda(scope: GraphqlScope, name: string, given: Obj): Obj {
  const { FunctionArn: fn, ServiceRoleArn: role } = given;
  const id = `${scope.logicalId}${name}LambdaDataSource`;
  if (!isSet(fn)) throw new Refusal(scope.logicalId, `DataSources.Lambda.${name}.FunctionArn`, "the property is required");
  put(scope, id, "AWS::AppSync::DataSource", {
    ApiId: scope.apiId,
    Name: given["Name"] ?? name,
    Description: given["Description"],
    Type: "AWS_LAMBDA",
    ServiceRoleArn: role ?? att(`${id}Role`, "Arn"),
    LambdaConfig: { LambdaFunctionArn: fn },
  });
  if (role === undefined) {
    roleFor(scope, id);
    connector(scope, `${id}ToLambdaConnector`, id, { Type: "AWS::Lambda::Function", Arn: fn }, ["Write"]);
  }
  return att(id, "Name");
}

function roleFor(scope: GraphqlScope, id: string): void {
  put(scope, `${id}Role`, "AWS::IAM::Role", { AssumeRolePolicyDocument: trust("appsync.amazonaws.com") });
}

function connector(scope: GraphqlScope, id: string, sourceId: string, destination: Obj, permissions: unknown): void {
  scope.context.resources[id] = {
    Type: "AWS::Serverless::Connector",
    ...scope.attributes,
    Properties: {
      Source: { Type: "AWS::AppSync::DataSource", RoleName: ref(`${sourceId}Role`) },
      Destination: destination,
      Permissions: permissions,
    },
  };
}
