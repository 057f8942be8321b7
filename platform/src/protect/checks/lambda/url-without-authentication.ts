import { failIf, isUnknown, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { admitsAnyone, missingForUrls } from "../../compute/admissions.ts";

const CALL = "lambda:InvokeFunctionUrl";

export const urlWithoutAuthentication = defineCheck({
  id: "lambda/url-without-authentication",
  on: "LambdaFunction",
  severity: "high",
  layer: "edge",
  topic: "identity-and-access",
  csf: ["PR.AC-3", "PR.AC-7"],
  meets: { "cis-aws-compute-1.0.0": ["4.6"], "aws-fsbp": ["Lambda.1"], "owasp-serverless-top10": ["S2:2018"], "csa-sas-12": ["SAS-2"] },
  text: {
    en: {
      title: "The function URL asks for no authentication",
      risk: "Anyone on the internet who has the URL can call the function, at your cost and as often as they like. Where the resource policy grants them lambda:InvokeFunctionUrl without lambda:InvokeFunction, that holds only for URLs made before October 2025, for as long as AWS exempts them.",
      fix: "Set AuthType to AWS_IAM and call the URL with signed requests, through CloudFront with origin access control, or put an API with an authorizer in front.",
    },
    ja: {
      title: "関数 URL に認証がない",
      risk: "URL を知っている人は誰でもインターネットから関数を呼び出せ、回数の制限もなく料金が発生します。リソースポリシーが lambda:InvokeFunctionUrl だけを許可し、lambda:InvokeFunction を許可していない場合、これは 2025 年 10 月より前に作成され、旧ルールの適用が続いている URL に限られます。",
      fix: "AuthType を AWS_IAM にし、署名付きリクエストまたはオリジンアクセスコントロール付きの CloudFront 経由で呼び出すか、オーソライザーを設定した API を前段に置いてください。",
    },
  },
  remedy: {
    cli: "aws lambda update-function-url-config --function-name <function> --auth-type AWS_IAM",
    cloudformation: "Type: AWS::Lambda::Url\nProperties:\n  AuthType: AWS_IAM",
    terraform: 'authorization_type = "AWS_IAM"',
  },
  severityOf(fn) {
    const open = isUnknown(fn.Urls) ? [] : fn.Urls.filter(({ AuthType }) => AuthType === "NONE");
    // Without a statement that admits everyone to the URL, Lambda answers 403.
    return open.every(({ Qualifier }) => admitsAnyone(fn, Qualifier, CALL) === false) ? "low" : "high";
  },
  judge(fn, need) {
    const urls = need.outer(fn.Urls);
    const evidence = urls
      .filter(({ AuthType }) => AuthType === "NONE")
      .map(({ Qualifier, AuthType }) => {
        const admitted = admitsAnyone(fn, Qualifier, CALL);
        return {
          subject: Qualifier ?? "$LATEST",
          path: ["Urls", "AuthType"],
          found: { AuthType, admitted, ...(admitted === true ? missingForUrls(fn, Qualifier) : {}) },
          expected: "AWS_IAM",
        };
      });
    if (evidence.length === 0) for (const { AuthType } of urls) need(AuthType);
    return urls.length === 0 ? notApplicable : failIf(evidence);
  },
});
