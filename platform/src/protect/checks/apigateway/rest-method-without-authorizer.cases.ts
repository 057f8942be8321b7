import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases, resource } from "../../cases.ts";

const api = (given: object) => [resource("RestApi", { RestApiId: "a1", Policy: undefined, EndpointTypes: ["REGIONAL"], ...given })];
const open = {
  RestApiId: "a1",
  HttpMethod: "GET",
  ResourcePath: "/orders",
  AuthorizationType: "NONE" as const,
  IntegrationType: "AWS_PROXY",
  ApiKeyRequired: false,
};
const statement = { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "*" };

export default defineCases<"RestMethod">({
  pass: {
    "a Cognito pool": { given: { ...open, AuthorizationType: "COGNITO_USER_POOLS" } },
    "open, but the API's policy admits one network only": {
      given: open,
      beside: api({ Policy: parsePolicy({ Statement: { ...statement, Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } } } }) }),
    },
  },
  fail: {
    "no authorizer": { given: open, beside: api({}) },
    "an API key is no authorization": { given: { ...open, ApiKeyRequired: true }, beside: api({}) },
    "ANY on a proxy": { given: { ...open, HttpMethod: "ANY", ResourcePath: "/{proxy+}" }, beside: api({}) },
    "the API's policy admits everyone": { given: open, beside: api({ Policy: parsePolicy({ Statement: statement }) }) },
  },
  unknown: {
    "the authorization is not known": { given: { ...open, AuthorizationType: DENIED } },
    "the API's policy could not be read": { given: open, beside: api({ Policy: DENIED }) },
  },
  "not-applicable": {
    "a preflight": { given: { ...open, HttpMethod: "OPTIONS" } },
    "a mock": { given: { ...open, IntegrationType: "MOCK" } },
  },
});
