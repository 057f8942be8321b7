import { isUnknown, type Resource } from "../../model/index.ts";
import { type Commands, NONE, only, quoted, type Speech } from "./command.ts";

/** Commands for APIs and their routes. */
export function apiCommands(resource: Resource, { aws, keep }: Speech): Commands | undefined {
  switch (resource.kind) {
    case "RestApi": {
      if (isUnknown(resource.RestApiId)) return NONE;
      const id = `--rest-api-id ${quoted(resource.RestApiId)}`;
      const patch = (value: boolean) =>
        aws(`apigateway update-rest-api ${id} --patch-operations op=replace,path=/disableExecuteApiEndpoint,value=${value}`);
      const before = resource.DisableExecuteApiEndpoint === true;
      return {
        record: keep(`apigateway get-rest-api ${id}`),
        stop: before ? [] : [{ command: patch(true), undo: patch(false) }],
        delete: only(aws(`apigateway delete-rest-api ${id}`)),
      };
    }
    case "HttpApi": {
      if (isUnknown(resource.ApiId)) return NONE;
      const id = `--api-id ${quoted(resource.ApiId)}`;
      const before = resource.DisableExecuteApiEndpoint === true;
      return {
        record: keep(`apigatewayv2 get-api ${id}`),
        stop: before
          ? []
          : [
              {
                command: aws(`apigatewayv2 update-api ${id} --disable-execute-api-endpoint`),
                undo: aws(`apigatewayv2 update-api ${id} --no-disable-execute-api-endpoint`),
              },
            ],
        delete: only(aws(`apigatewayv2 delete-api ${id}`)),
      };
    }
    case "AppSyncApi": {
      if (isUnknown(resource.ApiId)) return NONE;
      const id = `--api-id ${quoted(resource.ApiId)}`;
      return { ...NONE, record: keep(`appsync get-graphql-api ${id}`), delete: only(aws(`appsync delete-graphql-api ${id}`)) };
    }
    case "RestMethod": {
      if (isUnknown(resource.RestApiId) || isUnknown(resource.ResourcePath) || isUnknown(resource.HttpMethod)) return NONE;
      const api = `--rest-api-id ${quoted(resource.RestApiId)}`;
      const found = `"$(${aws(`apigateway get-resources ${api} --query ${quoted(`items[?path==\`${resource.ResourcePath}\`].id`)} --output text`)})"`;
      const of = `${api} --resource-id ${found} --http-method ${quoted(resource.HttpMethod)}`;
      return { ...NONE, record: keep(`apigateway get-method ${of}`), delete: only(aws(`apigateway delete-method ${of}`)) };
    }
    case "HttpRoute": {
      if (isUnknown(resource.ApiId) || isUnknown(resource.RouteKey)) return NONE;
      const api = `--api-id ${quoted(resource.ApiId)}`;
      const found = `"$(${aws(`apigatewayv2 get-routes ${api} --query ${quoted(`Items[?RouteKey==\`${resource.RouteKey}\`].RouteId`)} --output text`)})"`;
      return {
        ...NONE,
        record: keep(`apigatewayv2 get-route ${api} --route-id ${found}`),
        delete: only(aws(`apigatewayv2 delete-route ${api} --route-id ${found}`)),
      };
    }
    default:
      return undefined;
  }
}
