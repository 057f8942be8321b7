import { addOperation, decorate, managedMark, routeOf } from "./api-event.ts";
import { att, type Obj, objOf, onlyIf, sub } from "./core.ts";
import type { EventScope } from "./events.ts";

/** A route of a REST API that starts the state machine. */
export function apiRoute(scope: EventScope): void {
  const route = routeOf(scope);
  const api = objOf(route.api["Properties"]);
  if (api[managedMark] !== true) return;
  const escaped = scope.properties["UnescapeMappingTemplate"] === true ? `.replaceAll("\\\\'","'")` : "";
  const template = `{"input": "$util.escapeJavaScript($input.json('$'))${escaped}", "stateMachineArn": "\${${scope.targetId}}"}`;
  const condition = scope.attributes["Condition"];
  const integration: Obj = {
    type: "aws",
    httpMethod: "POST",
    uri: onlyIf(condition, sub(`arn:\${AWS::Partition}:apigateway:\${AWS::Region}:states:action/StartExecution`)),
    credentials: att(`${scope.id}Role`, "Arn"),
    requestTemplates: { "application/json": sub(template) },
    responses: { "200": { statusCode: "200" }, "400": { statusCode: "400" } },
  };
  const operation = addOperation(scope, route, api, integration, { "200": { description: "OK" }, "400": { description: "Bad Request" } });
  const credentials = integration["credentials"];
  decorate(scope, api, operation);
  integration["credentials"] = credentials;
}
