import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

function policies(...statements: object[]) {
  return [{ Qualifier: undefined, Document: parsePolicy({ Version: "2012-10-17", Statement: statements }) }];
}
const invoke = { Effect: "Allow", Action: "lambda:InvokeFunction", Resource: "arn:aws:lambda:ap-northeast-1:111122223333:function:f" };
const url = { Qualifier: undefined, InvokeMode: undefined, Cors: undefined };

export default defineCases<"LambdaFunction">({
  pass: {
    "no policy at all": { given: { Policies: [] } },
    "only EventBridge, bound to a rule": {
      given: {
        Policies: policies({
          ...invoke,
          Principal: { Service: "events.amazonaws.com" },
          Condition: { ArnLike: { "AWS:SourceArn": "arn:aws:events:ap-northeast-1:111122223333:rule/r" } },
        }),
      },
    },
    "everyone, but only through a URL without authentication, which has a check of its own": {
      given: {
        Policies: policies(
          {
            ...invoke,
            Action: "lambda:InvokeFunctionUrl",
            Principal: "*",
            Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "NONE" } },
          },
          { ...invoke, Principal: "*", Condition: { Bool: { "lambda:InvokedViaFunctionUrl": "true" } } },
        ),
      },
    },
    "everyone may call URLs, and its URL asks for no authentication, which has a check of its own": {
      given: {
        Policies: policies({ ...invoke, Action: "lambda:InvokeFunctionUrl", Principal: "*" }),
        Urls: [{ ...url, AuthType: "NONE" }],
      },
    },
    "everyone, but only inside one organisation": {
      given: { Policies: policies({ ...invoke, Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } } }) },
    },
  },
  fail: {
    "everyone may call URLs, and its URL asks for signatures of anybody": {
      given: {
        Policies: policies({ ...invoke, Action: "lambda:InvokeFunctionUrl", Principal: "*" }),
        Urls: [{ ...url, AuthType: "AWS_IAM" }],
      },
    },
    "everyone may call URLs, and which there are is not known": {
      given: { Policies: policies({ ...invoke, Action: "lambda:InvokeFunctionUrl", Principal: "*" }), Urls: DENIED },
    },
    "everyone may call URLs of $LATEST, and only an alias has one without authentication": {
      given: {
        Policies: policies({ ...invoke, Action: "lambda:InvokeFunctionUrl", Principal: "*" }),
        Urls: [{ ...url, Qualifier: "live", AuthType: "NONE" }],
      },
    },
    "everyone may call the function itself too": {
      given: {
        Policies: policies({ ...invoke, Action: ["lambda:InvokeFunctionUrl", "lambda:InvokeFunction"], Principal: "*" }),
        Urls: [{ ...url, AuthType: "NONE" }],
      },
    },
    "principal * without a condition": {
      given: { Policies: policies({ ...invoke, Sid: "open", Principal: "*" }) },
      subjects: ["$LATEST/open"],
    },
    "AWS: * in a list": { given: { Policies: policies({ ...invoke, Principal: { AWS: ["*"] } }) } },
    "every AWS principal through a URL that asks for signatures": {
      given: {
        Policies: policies({
          ...invoke,
          Action: "lambda:InvokeFunctionUrl",
          Principal: "*",
          Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "AWS_IAM" } },
        }),
      },
    },
    "every action, although a condition names URLs": {
      given: {
        Policies: policies({
          ...invoke,
          Action: "lambda:*",
          Principal: "*",
          Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "NONE" } },
        }),
      },
    },
    "open, although another alias could not be read": {
      given: {
        Policies: [
          { Qualifier: "blue", Document: DENIED },
          { Qualifier: "live", Document: parsePolicy({ Statement: { ...invoke, Sid: "pub", Principal: "*" } }) },
        ],
      },
      subjects: ["live/pub"],
    },
    "only the alias is open": {
      given: {
        Policies: [{ Qualifier: "live", Document: parsePolicy({ Statement: { ...invoke, Sid: "pub", Principal: "*" } }) }],
      },
      subjects: ["live/pub"],
    },
    "a condition that anyone can meet": {
      given: { Policies: policies({ ...invoke, Principal: "*", Condition: { Bool: { "aws:SecureTransport": "true" } } }) },
    },
  },
  unknown: {
    "GetPolicy was denied": { given: { Policies: DENIED } },
    "one alias could not be read": { given: { Policies: [{ Qualifier: "live", Document: DENIED }] } },
  },
});
