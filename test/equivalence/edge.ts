import { A, arn, KEPT, POOL, policy, R, ROLE, type Row, TAG_MAP, TAGS } from "./row.ts";

export const edge: readonly Row[] = [
  {
    title: "a REST API with a method, a stage, an authorizer and a usage plan",
    service: "apigateway",
    template: {
      Api: ["AWS::ApiGateway::RestApi", { Name: "shop", Policy: policy("execute-api:Invoke", "*"), Tags: TAGS }],
      Orders: ["AWS::ApiGateway::Resource", { RestApiId: "s-Api", ParentId: "s-Api-root", PathPart: "orders" }],
      Auth: [
        "AWS::ApiGateway::Authorizer",
        { RestApiId: "s-Api", Name: "callers", Type: "TOKEN", AuthorizerUri: "uri", IdentitySource: "method.request.header.Authorization" },
      ],
      Check: ["AWS::ApiGateway::RequestValidator", { RestApiId: "s-Api", ValidateRequestBody: true }],
      Get: [
        "AWS::ApiGateway::Method",
        {
          RestApiId: "s-Api",
          ResourceId: "s-Orders",
          HttpMethod: "GET",
          AuthorizationType: "CUSTOM",
          AuthorizerId: "s-Auth",
          RequestValidatorId: "s-Check",
          RequestParameters: { "method.request.querystring.id": true },
          Integration: { Type: "AWS_PROXY", IntegrationHttpMethod: "POST", Uri: "uri" },
        },
      ],
      Stage: [
        "AWS::ApiGateway::Stage",
        {
          RestApiId: "s-Api",
          StageName: "prod",
          TracingEnabled: true,
          AccessLogSetting: { DestinationArn: arn("logs", "log-group:api"), Format: "f" },
          Variables: { a: "b" },
          MethodSettings: [
            { ResourcePath: "/*", HttpMethod: "*", LoggingLevel: "ERROR", ThrottlingRateLimit: 10, ThrottlingBurstLimit: 5 },
            { ResourcePath: "/~1orders~1{id}", HttpMethod: "GET", CachingEnabled: true },
          ],
          Tags: TAGS,
        },
      ],
      Plan: [
        "AWS::ApiGateway::UsagePlan",
        {
          UsagePlanName: "partners",
          ApiStages: [{ ApiId: "s-Api", Stage: "prod" }],
          Throttle: { RateLimit: 10, BurstLimit: 5 },
          Quota: { Limit: 100, Period: "DAY" },
          Tags: TAGS,
        },
      ],
      Domain: [
        "AWS::ApiGateway::DomainName",
        {
          DomainName: "api.example.com",
          SecurityPolicy: "TLS_1_2",
          RegionalCertificateArn: arn("acm", "certificate/1"),
          EndpointConfiguration: { Types: ["REGIONAL"] },
          Tags: TAGS,
        },
      ],
      Mapping: ["AWS::ApiGateway::BasePathMapping", { DomainName: "api.example.com", RestApiId: "s-Api", Stage: "prod" }],
    },
    answers: {
      GetRestApis: {
        items: [
          {
            id: "s-Api",
            name: "shop",
            endpointConfiguration: { types: ["EDGE"] },
            apiKeySource: "HEADER",
            disableExecuteApiEndpoint: false,
            policy: JSON.stringify(JSON.stringify(policy("execute-api:Invoke", "*"))).slice(1, -1),
            tags: TAG_MAP,
          },
        ],
      },
      GetResources: {
        items: [
          { id: "r", path: "/" },
          {
            id: "o",
            path: "/orders",
            resourceMethods: {
              GET: {
                httpMethod: "GET",
                authorizationType: "CUSTOM",
                authorizerId: "s-Auth",
                apiKeyRequired: false,
                requestValidatorId: "s-Check",
                requestParameters: { "method.request.querystring.id": true },
                methodIntegration: {
                  type: "AWS_PROXY",
                  httpMethod: "POST",
                  uri: "uri",
                  passthroughBehavior: "WHEN_NO_MATCH",
                  timeoutInMillis: 29000,
                },
              },
            },
          },
        ],
      },
      GetRequestValidators: { items: [{ id: "s-Check", validateRequestBody: true, validateRequestParameters: false }] },
      GetAuthorizers: {
        items: [
          {
            id: "s-Auth",
            name: "callers",
            type: "TOKEN",
            authType: "custom",
            authorizerUri: "uri",
            identitySource: "method.request.header.Authorization",
            authorizerResultTtlInSeconds: 300,
          },
        ],
      },
      GetStages: {
        item: [
          {
            stageName: "prod",
            tracingEnabled: true,
            cacheClusterEnabled: false,
            accessLogSettings: { destinationArn: arn("logs", "log-group:api"), format: "f" },
            variables: { a: "b" },
            tags: TAG_MAP,
            methodSettings: {
              "*/*": {
                metricsEnabled: false,
                loggingLevel: "ERROR",
                dataTraceEnabled: false,
                throttlingBurstLimit: 5,
                throttlingRateLimit: 10,
                cachingEnabled: false,
                cacheTtlInSeconds: 300,
                cacheDataEncrypted: false,
              },
              "~1orders~1{id}/GET": {
                metricsEnabled: false,
                loggingLevel: "OFF",
                dataTraceEnabled: false,
                throttlingBurstLimit: -1,
                throttlingRateLimit: -1,
                cachingEnabled: true,
                cacheTtlInSeconds: 300,
                cacheDataEncrypted: false,
              },
            },
          },
        ],
      },
      GetUsagePlans: {
        items: [
          {
            id: "s-Plan",
            name: "partners",
            apiStages: [{ apiId: "s-Api", stage: "prod" }],
            throttle: { rateLimit: 10, burstLimit: 5 },
            quota: { limit: 100, offset: 0, period: "DAY" },
            tags: TAG_MAP,
          },
        ],
      },
      // Version 2 spells its field names with capitals: one answer serves both versions of the operation.
      GetDomainNames: {
        items: [
          {
            domainName: "api.example.com",
            securityPolicy: "TLS_1_2",
            regionalCertificateArn: arn("acm", "certificate/1"),
            endpointConfiguration: { types: ["REGIONAL"] },
            tags: TAG_MAP,
          },
        ],
        Items: [{ DomainName: "api.example.com", DomainNameConfigurations: [{ SecurityPolicy: "TLS_1_2", EndpointType: "REGIONAL" }] }],
      },
      GetBasePathMappings: { items: [{ basePath: "(none)", restApiId: "s-Api", stage: "prod" }] },
      GetApiMappings: { Items: [{ ApiId: "s-Api", Stage: "prod" }] },
    },
    kinds: { RestApi: {}, RestMethod: {}, RestStage: {}, RestAuthorizer: {}, UsagePlan: {}, ApiDomainName: {} },
  },
  {
    title: "an HTTP API with a route, a stage and a JWT authorizer",
    service: "apigatewayv2",
    template: {
      Api: ["AWS::ApiGatewayV2::Api", { Name: "web", ProtocolType: "HTTP", CorsConfiguration: { AllowOrigins: ["*"] }, Tags: TAG_MAP }],
      Fn: [
        "AWS::ApiGatewayV2::Integration",
        { ApiId: "s-Api", IntegrationType: "AWS_PROXY", IntegrationUri: arn("lambda", "function:orders"), PayloadFormatVersion: "2.0" },
      ],
      Auth: [
        "AWS::ApiGatewayV2::Authorizer",
        {
          ApiId: "s-Api",
          Name: "users",
          AuthorizerType: "JWT",
          JwtConfiguration: { Issuer: "https://issuer.example.com", Audience: ["app"] },
        },
      ],
      Route: [
        "AWS::ApiGatewayV2::Route",
        { ApiId: "s-Api", RouteKey: "GET /orders", Target: "integrations/s-Fn", AuthorizationType: "JWT", AuthorizerId: "s-Auth" },
      ],
      Stage: [
        "AWS::ApiGatewayV2::Stage",
        {
          ApiId: "s-Api",
          StageName: "$default",
          AutoDeploy: true,
          DefaultRouteSettings: { ThrottlingRateLimit: 10 },
          RouteSettings: { "GET /orders": { ThrottlingBurstLimit: 3 } },
          Tags: TAG_MAP,
        },
      ],
    },
    answers: {
      GetApis: {
        Items: [
          {
            ApiId: "s-Api",
            Name: "web",
            ProtocolType: "HTTP",
            CorsConfiguration: { AllowOrigins: ["*"], AllowCredentials: false },
            DisableExecuteApiEndpoint: false,
            Tags: TAG_MAP,
          },
        ],
      },
      GetRoutes: {
        Items: [
          {
            RouteId: "s-Route",
            RouteKey: "GET /orders",
            Target: "integrations/s-Fn",
            AuthorizationType: "JWT",
            AuthorizerId: "s-Auth",
            ApiKeyRequired: false,
          },
        ],
      },
      GetIntegrations: {
        Items: [
          {
            IntegrationId: "s-Fn",
            IntegrationType: "AWS_PROXY",
            IntegrationUri: arn("lambda", "function:orders"),
            ConnectionType: "INTERNET",
            TimeoutInMillis: 30000,
          },
        ],
      },
      GetStages: {
        Items: [
          {
            StageName: "$default",
            DefaultRouteSettings: { DetailedMetricsEnabled: false, ThrottlingRateLimit: 10 },
            RouteSettings: { "GET /orders": { ThrottlingBurstLimit: 3 } },
            StageVariables: {},
            Tags: TAG_MAP,
          },
        ],
      },
      GetAuthorizers: {
        Items: [
          {
            AuthorizerId: "s-Auth",
            Name: "users",
            AuthorizerType: "JWT",
            JwtConfiguration: { Issuer: "https://issuer.example.com", Audience: ["app"] },
          },
        ],
      },
    },
    kinds: { HttpApi: {}, HttpRoute: {}, HttpStage: {}, HttpAuthorizer: {} },
  },
  {
    title: "a GraphQL API with a data source",
    service: "appsync",
    template: {
      Api: [
        "AWS::AppSync::GraphQLApi",
        {
          Name: "graph",
          AuthenticationType: "AWS_IAM",
          LogConfig: { FieldLogLevel: "ERROR", CloudWatchLogsRoleArn: ROLE },
          XrayEnabled: true,
          Tags: TAGS,
        },
      ],
      Source: [
        "AWS::AppSync::DataSource",
        {
          ApiId: "s-Api",
          Name: "orders",
          Type: "AWS_LAMBDA",
          ServiceRoleArn: ROLE,
          LambdaConfig: { LambdaFunctionArn: arn("lambda", "function:orders") },
        },
      ],
      Cache: [
        "AWS::AppSync::ApiCache",
        { ApiId: "s-Api", Type: "SMALL", ApiCachingBehavior: "FULL_REQUEST_CACHING", Ttl: 60, AtRestEncryptionEnabled: true },
      ],
    },
    answers: {
      ListGraphqlApis: {
        graphqlApis: [
          {
            apiId: "s-Api",
            name: "graph",
            arn: arn("appsync", "apis/s-Api"),
            owner: A,
            authenticationType: "AWS_IAM",
            logConfig: { fieldLogLevel: "ERROR", cloudWatchLogsRoleArn: ROLE, excludeVerboseContent: false },
            xrayEnabled: true,
            visibility: "GLOBAL",
            introspectionConfig: "ENABLED",
            queryDepthLimit: 0,
            tags: TAG_MAP,
          },
          { apiId: "theirs", name: "theirs", owner: "444455556666", authenticationType: "AWS_IAM" },
        ],
      },
      GetApiCache: { apiCache: { atRestEncryptionEnabled: true, transitEncryptionEnabled: false } },
      ListApiKeys: { apiKeys: [] },
      ListDataSources: {
        dataSources: [
          {
            name: "orders",
            type: "AWS_LAMBDA",
            serviceRoleArn: ROLE,
            lambdaConfig: { lambdaFunctionArn: arn("lambda", "function:orders") },
          },
        ],
      },
    },
    kinds: { AppSyncApi: {}, AppSyncDataSource: {} },
  },
  {
    title: "a distribution before a bucket, with CloudFront's own certificate",
    service: "cloudfront",
    template: {
      Cdn: [
        "AWS::CloudFront::Distribution",
        {
          DistributionConfig: {
            Enabled: true,
            DefaultRootObject: "index.html",
            Logging: { Bucket: "logs.s3.amazonaws.com" },
            Origins: [
              {
                Id: "files",
                DomainName: `files.s3.${R}.amazonaws.com`,
                S3OriginConfig: { OriginAccessIdentity: "" },
                OriginAccessControlId: "E1",
              },
            ],
            DefaultCacheBehavior: { TargetOriginId: "files", ViewerProtocolPolicy: "redirect-to-https" },
            Restrictions: { GeoRestriction: { RestrictionType: "whitelist", Locations: ["JP"] } },
          },
          Tags: TAGS,
        },
      ],
    },
    answers: {
      ListDistributions: {
        DistributionList: {
          IsTruncated: false,
          Items: [{ Id: "s-Cdn", ARN: `arn:aws:cloudfront::${A}:distribution/s-Cdn`, DomainName: "d1.cloudfront.net" }],
        },
      },
      GetDistributionConfig: {
        DistributionConfig: {
          Enabled: true,
          DefaultRootObject: "index.html",
          Aliases: { Quantity: 0 },
          Logging: { Enabled: true, Bucket: "logs.s3.amazonaws.com" },
          WebACLId: "",
          Origins: {
            Quantity: 1,
            Items: [
              {
                Id: "files",
                DomainName: `files.s3.${R}.amazonaws.com`,
                S3OriginConfig: { OriginAccessIdentity: "" },
                OriginAccessControlId: "E1",
              },
            ],
          },
          OriginGroups: { Quantity: 0 },
          DefaultCacheBehavior: {
            TargetOriginId: "files",
            ViewerProtocolPolicy: "redirect-to-https",
            TrustedSigners: { Enabled: false, Quantity: 0 },
            TrustedKeyGroups: { Enabled: false, Quantity: 0 },
          },
          CacheBehaviors: { Quantity: 0 },
          ViewerCertificate: {
            CloudFrontDefaultCertificate: true,
            SSLSupportMethod: "vip",
            MinimumProtocolVersion: "TLSv1",
            CertificateSource: "cloudfront",
          },
          Restrictions: { GeoRestriction: { RestrictionType: "whitelist", Quantity: 1, Items: ["JP"] } },
        },
      },
      ListTagsForResource: { Tags: { Items: TAGS } },
    },
    kinds: { CloudFrontDistribution: { DomainName: KEPT } },
  },
  {
    title: "a web ACL before a user pool",
    service: "wafv2",
    template: {
      Acl: [
        "AWS::WAFv2::WebACL",
        {
          Name: "front",
          Scope: "REGIONAL",
          DefaultAction: { Allow: {} },
          VisibilityConfig: {},
          Rules: [
            {
              Name: "common",
              Priority: 0,
              OverrideAction: { None: {} },
              Statement: { ManagedRuleGroupStatement: { VendorName: "AWS", Name: "AWSManagedRulesCommonRuleSet" } },
              VisibilityConfig: { CloudWatchMetricsEnabled: true },
            },
            {
              Name: "rate",
              Priority: 1,
              Action: { Block: {} },
              Statement: { RateBasedStatement: { Limit: 1000, AggregateKeyType: "IP" } },
              VisibilityConfig: { CloudWatchMetricsEnabled: true },
            },
          ],
          Tags: TAGS,
        },
      ],
      Logs: [
        "AWS::WAFv2::LoggingConfiguration",
        {
          ResourceArn: arn("wafv2", "regional/webacl/front/s-Acl"),
          LogDestinationConfigs: [arn("firehose", "deliverystream/aws-waf-logs-x")],
        },
      ],
      Front: [
        "AWS::WAFv2::WebACLAssociation",
        { WebACLArn: arn("wafv2", "regional/webacl/front/s-Acl"), ResourceArn: arn("cognito-idp", `userpool/${POOL}`) },
      ],
    },
    answers: {
      ListWebACLs: { WebACLs: [{ Name: "front", Id: "s-Acl", ARN: arn("wafv2", "regional/webacl/front/s-Acl") }] },
      GetWebACL: {
        WebACL: {
          Name: "front",
          Id: "s-Acl",
          DefaultAction: { Allow: {} },
          ManagedByFirewallManager: false,
          Rules: [
            {
              Name: "common",
              Priority: 0,
              OverrideAction: { None: {} },
              Statement: { ManagedRuleGroupStatement: { VendorName: "AWS", Name: "AWSManagedRulesCommonRuleSet" } },
              VisibilityConfig: { CloudWatchMetricsEnabled: true },
            },
            {
              Name: "rate",
              Priority: 1,
              Action: { Block: {} },
              Statement: { RateBasedStatement: { Limit: 1000, AggregateKeyType: "IP" } },
              VisibilityConfig: { CloudWatchMetricsEnabled: true },
            },
          ],
        },
      },
      GetLoggingConfiguration: { LoggingConfiguration: { LogDestinationConfigs: [arn("firehose", "deliverystream/aws-waf-logs-x")] } },
      ListResourcesForWebACL: ({ ResourceType }) => ({
        ResourceArns: ResourceType === "COGNITO_USER_POOL" ? [arn("cognito-idp", `userpool/${POOL}`)] : [],
      }),
      ListTagsForResource: { TagInfoForResource: { TagList: TAGS } },
      ListRuleGroups: { RuleGroups: [] },
    },
    kinds: { WebAcl: {}, WebAclAssociation: {} },
  },
  {
    title: "an application load balancer that redirects to HTTPS, but for one path",
    service: "elb",
    template: {
      Lb: [
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        {
          Name: "web",
          Scheme: "internal",
          Subnets: ["subnet-1"],
          SecurityGroups: ["sg-1"],
          LoadBalancerAttributes: [{ Key: "deletion_protection.enabled", Value: "true" }],
          Tags: TAGS,
        },
      ],
      Http: [
        "AWS::ElasticLoadBalancingV2::Listener",
        {
          LoadBalancerArn: arn("elasticloadbalancing", "loadbalancer/app/web/s-Lb"),
          Protocol: "HTTP",
          Port: 80,
          DefaultActions: [{ Type: "redirect", RedirectConfig: { Protocol: "HTTPS", StatusCode: "HTTP_301" } }],
        },
      ],
      Rule: [
        "AWS::ElasticLoadBalancingV2::ListenerRule",
        {
          ListenerArn: arn("elasticloadbalancing", "listener/s-Http"),
          Priority: 1,
          Conditions: [],
          Actions: [{ Type: "fixed-response", FixedResponseConfig: { StatusCode: "200" } }],
        },
      ],
    },
    answers: {
      DescribeLoadBalancers: {
        LoadBalancers: [
          {
            LoadBalancerArn: arn("elasticloadbalancing", "loadbalancer/app/web/s-Lb"),
            LoadBalancerName: "web",
            DNSName: "web.example.com",
            Scheme: "internal",
            VpcId: "vpc-1",
            Type: "application",
            SecurityGroups: ["sg-1"],
          },
        ],
      },
      DescribeLoadBalancerAttributes: {
        Attributes: [
          { Key: "access_logs.s3.enabled", Value: "false" },
          { Key: "deletion_protection.enabled", Value: "true" },
          { Key: "routing.http.drop_invalid_header_fields.enabled", Value: "false" },
        ],
      },
      DescribeTags: { TagDescriptions: [{ Tags: TAGS }] },
      GetWebACLForResource: {},
      DescribeListeners: {
        Listeners: [
          {
            ListenerArn: arn("elasticloadbalancing", "listener/s-Http"),
            Port: 80,
            Protocol: "HTTP",
            DefaultActions: [{ Type: "redirect", RedirectConfig: { Protocol: "HTTPS", Port: "443", StatusCode: "HTTP_301" } }],
          },
        ],
      },
      DescribeRules: {
        Rules: [
          { Priority: "1", Actions: [{ Type: "fixed-response" }] },
          { Priority: "default", IsDefault: true, Actions: [{ Type: "redirect", RedirectConfig: { Protocol: "HTTPS" } }] },
        ],
      },
    },
    kinds: { LoadBalancer: { VpcId: "the VPC behind a subnet of another stack is not written" } },
  },
  {
    title: "a classic load balancer with TLS",
    service: "elb-classic",
    template: {
      Lb: [
        "AWS::ElasticLoadBalancing::LoadBalancer",
        {
          LoadBalancerName: "old",
          Scheme: "internal",
          SecurityGroups: ["sg-1"],
          Instances: ["i-1"],
          Policies: [
            {
              PolicyName: "tls",
              PolicyType: "SSLNegotiationPolicyType",
              Attributes: [{ Name: "Reference-Security-Policy", Value: "ELBSecurityPolicy-TLS-1-2-2017-01" }],
            },
          ],
          Listeners: [{ Protocol: "https", LoadBalancerPort: "443", InstancePort: "80", PolicyNames: ["tls"] }],
          Tags: TAGS,
        },
      ],
    },
    answers: {
      DescribeLoadBalancers: {
        LoadBalancerDescriptions: [
          {
            LoadBalancerName: "old",
            Scheme: "internal",
            VPCId: "vpc-1",
            SecurityGroups: ["sg-1"],
            Instances: [{ InstanceId: "i-1" }],
            ListenerDescriptions: [{ Listener: { Protocol: "HTTPS", LoadBalancerPort: 443, InstancePort: 80 }, PolicyNames: ["tls"] }],
          },
        ],
      },
      DescribeLoadBalancerAttributes: { LoadBalancerAttributes: { AccessLog: { Enabled: false } } },
      DescribeTags: { TagDescriptions: [{ Tags: TAGS }] },
      DescribeLoadBalancerPolicies: {
        PolicyDescriptions: [
          {
            PolicyName: "tls",
            PolicyTypeName: "SSLNegotiationPolicyType",
            PolicyAttributeDescriptions: [
              { AttributeName: "Reference-Security-Policy", AttributeValue: "ELBSecurityPolicy-TLS-1-2-2017-01" },
            ],
          },
        ],
      },
    },
    kinds: { LoadBalancer: { VpcId: "the VPC behind a subnet of another stack is not written" } },
  },
];
