import { A, arn, COSTS, KEPT, KEY, R, type Row, TAGS } from "./row.ts";

export const management: readonly Row[] = [
  {
    title: "a log group with a metric filter",
    service: "logs",
    template: {
      Group: ["AWS::Logs::LogGroup", { LogGroupName: "/app/orders", RetentionInDays: 30, KmsKeyId: KEY }],
      Filter: [
        "AWS::Logs::MetricFilter",
        {
          FilterName: "errors",
          LogGroupName: "/app/orders",
          FilterPattern: "ERROR",
          MetricTransformations: [{ MetricName: "Errors", MetricNamespace: "App", MetricValue: "1" }],
        },
      ],
    },
    answers: {
      DescribeLogGroups: {
        logGroups: [{ logGroupName: "/app/orders", arn: `${arn("logs", "log-group:/app/orders")}:*`, retentionInDays: 30, kmsKeyId: KEY }],
      },
      DescribeMetricFilters: {
        metricFilters: [
          {
            filterName: "errors",
            logGroupName: "/app/orders",
            filterPattern: "ERROR",
            metricTransformations: [{ metricName: "Errors", metricNamespace: "App", metricValue: "1" }],
          },
        ],
      },
    },
    kinds: { LogGroup: { Tags: COSTS } },
  },
  {
    title: "an alarm on an expression over one metric",
    service: "cloudwatch",
    template: {
      Alarm: [
        "AWS::CloudWatch::Alarm",
        {
          AlarmName: "many",
          AlarmActions: [arn("sns", "news")],
          ComparisonOperator: "GreaterThanThreshold",
          EvaluationPeriods: 1,
          Metrics: [
            { Id: "e", Expression: "m * 2" },
            {
              Id: "m",
              ReturnData: false,
              MetricStat: {
                Period: 60,
                Stat: "Sum",
                Metric: { MetricName: "Errors", Namespace: "App", Dimensions: [{ Name: "Fn", Value: "orders" }] },
              },
            },
          ],
        },
      ],
    },
    answers: {
      DescribeAlarms: {
        MetricAlarms: [
          {
            AlarmName: "many",
            AlarmArn: arn("cloudwatch", "alarm:many"),
            ActionsEnabled: true,
            AlarmActions: [arn("sns", "news")],
            Metrics: [
              { Id: "e", Expression: "m * 2" },
              {
                Id: "m",
                ReturnData: false,
                MetricStat: {
                  Period: 60,
                  Stat: "Sum",
                  Metric: { MetricName: "Errors", Namespace: "App", Dimensions: [{ Name: "Fn", Value: "orders" }] },
                },
              },
            ],
          },
        ],
      },
    },
    kinds: { Alarm: { Tags: COSTS } },
  },
  {
    title: "a composite alarm",
    service: "cloudwatch",
    template: {
      Both: [
        "AWS::CloudWatch::CompositeAlarm",
        { AlarmName: "both", AlarmRule: "ALARM(a) AND ALARM(b)", AlarmActions: [arn("sns", "news")] },
      ],
    },
    answers: {
      DescribeAlarms: {
        CompositeAlarms: [
          {
            AlarmName: "both",
            AlarmArn: arn("cloudwatch", "alarm:both"),
            ActionsEnabled: true,
            AlarmActions: [arn("sns", "news")],
            AlarmRule: "ALARM(a) AND ALARM(b)",
          },
        ],
      },
    },
    kinds: { Alarm: { Tags: COSTS } },
  },
  {
    title: "a trail that chose nothing",
    service: "cloudtrail",
    template: {
      Trail: [
        "AWS::CloudTrail::Trail",
        {
          TrailName: "all",
          S3BucketName: "trail",
          IsLogging: true,
          IsMultiRegionTrail: true,
          EnableLogFileValidation: true,
          KMSKeyId: KEY,
          Tags: TAGS,
        },
      ],
    },
    answers: {
      DescribeTrails: {
        trailList: [
          {
            Name: "all",
            TrailARN: arn("cloudtrail", "trail/all"),
            HomeRegion: R,
            S3BucketName: "trail",
            IncludeGlobalServiceEvents: true,
            IsMultiRegionTrail: true,
            IsOrganizationTrail: false,
            LogFileValidationEnabled: true,
            KmsKeyId: KEY,
          },
        ],
      },
      GetTrailStatus: { IsLogging: true },
      GetEventSelectors: {
        TrailARN: arn("cloudtrail", "trail/all"),
        EventSelectors: [{ ReadWriteType: "All", IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: [] }],
      },
      ListTags: { ResourceTagList: [{ ResourceId: arn("cloudtrail", "trail/all"), TagsList: TAGS }] },
    },
    kinds: { Trail: { LatestCloudWatchLogsDeliveryTime: KEPT } },
  },
  {
    title: "a network: VPC, subnet, security group, ACL, routes, endpoint",
    service: "ec2-network",
    template: {
      Vpc: ["AWS::EC2::VPC", { CidrBlock: "10.0.0.0/16", Tags: [{ Key: "Name", Value: "main" }] }],
      Flow: ["AWS::EC2::FlowLog", { ResourceId: "vpc-s-Vpc", ResourceType: "VPC", TrafficType: "ALL" }],
      Sub: ["AWS::EC2::Subnet", { VpcId: "vpc-s-Vpc", CidrBlock: "10.0.1.0/24", AvailabilityZone: `${R}a` }],
      Sg: [
        "AWS::EC2::SecurityGroup",
        {
          GroupName: "web",
          GroupDescription: "web",
          VpcId: "vpc-s-Vpc",
          SecurityGroupIngress: [
            { IpProtocol: 6, FromPort: "443", ToPort: 443, CidrIp: "0.0.0.0/0" },
            { IpProtocol: "-1", FromPort: 0, ToPort: 0, SourceSecurityGroupId: "sg-1" },
          ],
        },
      ],
      Acl: ["AWS::EC2::NetworkAcl", { VpcId: "vpc-s-Vpc" }],
      Entry: [
        "AWS::EC2::NetworkAclEntry",
        {
          NetworkAclId: "acl-s-Acl",
          RuleNumber: 100,
          Protocol: 6,
          RuleAction: "allow",
          CidrBlock: "10.0.0.0/16",
          PortRange: { From: 443, To: 443 },
        },
      ],
      Table: ["AWS::EC2::RouteTable", { VpcId: "vpc-s-Vpc" }],
      Out: ["AWS::EC2::Route", { RouteTableId: "rtb-s-Table", DestinationCidrBlock: "0.0.0.0/0", GatewayId: "igw-1" }],
      In: ["AWS::EC2::SubnetRouteTableAssociation", { RouteTableId: "rtb-s-Table", SubnetId: "subnet-s-Sub" }],
      S3: ["AWS::EC2::VPCEndpoint", { VpcId: "vpc-s-Vpc", ServiceName: `com.amazonaws.${R}.s3`, RouteTableIds: ["rtb-s-Table"] }],
      Peer: ["AWS::EC2::VPCPeeringConnection", { VpcId: "vpc-s-Vpc", PeerVpcId: "vpc-s-Vpc" }],
    },
    answers: {
      DescribeVpcs: {
        Vpcs: [{ VpcId: "vpc-s-Vpc", OwnerId: A, CidrBlock: "10.0.0.0/16", IsDefault: false, Tags: [{ Key: "Name", Value: "main" }] }],
      },
      DescribeFlowLogs: {
        FlowLogs: [{ ResourceId: "vpc-s-Vpc", FlowLogStatus: "ACTIVE", DeliverLogsStatus: "SUCCESS", TrafficType: "ALL" }],
      },
      DescribeSubnets: {
        Subnets: [
          {
            SubnetId: "subnet-s-Sub",
            OwnerId: A,
            VpcId: "vpc-s-Vpc",
            CidrBlock: "10.0.1.0/24",
            AvailabilityZone: `${R}a`,
            MapPublicIpOnLaunch: false,
          },
        ],
      },
      DescribeSecurityGroups: {
        SecurityGroups: [
          {
            GroupId: "sg-s-Sg",
            GroupName: "web",
            OwnerId: A,
            VpcId: "vpc-s-Vpc",
            IpPermissions: [
              { IpProtocol: "tcp", FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: "0.0.0.0/0" }] },
              { IpProtocol: "-1", UserIdGroupPairs: [{ GroupId: "sg-1", UserId: A }] },
            ],
            IpPermissionsEgress: [{ IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0" }] }],
          },
        ],
      },
      DescribeNetworkAcls: {
        NetworkAcls: [
          {
            NetworkAclId: "acl-s-Acl",
            OwnerId: A,
            VpcId: "vpc-s-Vpc",
            Associations: [],
            Entries: [
              {
                RuleNumber: 100,
                Egress: false,
                RuleAction: "allow",
                Protocol: "6",
                CidrBlock: "10.0.0.0/16",
                PortRange: { From: 443, To: 443 },
              },
              { RuleNumber: 32767, Egress: false, RuleAction: "deny", Protocol: "-1", CidrBlock: "0.0.0.0/0" },
              { RuleNumber: 32767, Egress: true, RuleAction: "deny", Protocol: "-1", CidrBlock: "0.0.0.0/0" },
            ],
          },
        ],
      },
      DescribeRouteTables: {
        RouteTables: [
          {
            RouteTableId: "rtb-s-Table",
            OwnerId: A,
            VpcId: "vpc-s-Vpc",
            Associations: [{ SubnetId: "subnet-s-Sub", Main: false, AssociationState: { State: "associated" } }],
            Routes: [
              { DestinationCidrBlock: "10.0.0.0/16", GatewayId: "local", State: "active" },
              { DestinationCidrBlock: "0.0.0.0/0", GatewayId: "igw-1", State: "active" },
            ],
          },
        ],
      },
      DescribeVpcPeeringConnections: {
        VpcPeeringConnections: [
          {
            VpcPeeringConnectionId: "pcx-s-Peer",
            Status: { Code: "active" },
            RequesterVpcInfo: { VpcId: "vpc-s-Vpc", CidrBlock: "10.0.0.0/16" },
            AccepterVpcInfo: { VpcId: "vpc-s-Vpc", CidrBlock: "10.0.0.0/16" },
          },
        ],
      },
      DescribeVpcEndpoints: {
        VpcEndpoints: [
          {
            VpcEndpointId: "vpce-s-S3",
            OwnerId: A,
            VpcId: "vpc-s-Vpc",
            State: "available",
            ServiceName: `com.amazonaws.${R}.s3`,
            VpcEndpointType: "Gateway",
            PolicyDocument: JSON.stringify({
              Version: "2008-10-17",
              Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
            }),
            RouteTableIds: ["rtb-s-Table"],
          },
          {
            VpcEndpointId: "vpce-gone",
            OwnerId: A,
            VpcId: "vpc-s-Vpc",
            State: "deleted",
            ServiceName: `com.amazonaws.${R}.s3`,
            VpcEndpointType: "Gateway",
          },
        ],
      },
    },
    kinds: { Vpc: {}, Subnet: {}, SecurityGroup: {}, NetworkAcl: {}, RouteTable: {}, VpcEndpoint: {}, VpcPeering: {} },
  },
  {
    title: "an instance that answers token requests only",
    service: "ec2-instances",
    template: {
      Box: [
        "AWS::EC2::Instance",
        {
          InstanceType: "t3.micro",
          SubnetId: "subnet-s-Sub",
          SecurityGroupIds: ["sg-1"],
          MetadataOptions: { HttpTokens: "required" },
          NetworkInterfaces: [{ DeviceIndex: "0", AssociatePublicIpAddress: false }],
          Tags: TAGS,
        },
      ],
      Sub: ["AWS::EC2::Subnet", { VpcId: "vpc-1", CidrBlock: "10.0.1.0/24", AvailabilityZone: "a" }],
    },
    answers: {
      DescribeInstances: {
        Reservations: [
          {
            Instances: [
              {
                InstanceId: "i-s-Box",
                InstanceType: "t3.micro",
                State: { Name: "running" },
                MetadataOptions: { HttpTokens: "required", HttpEndpoint: "enabled" },
                SubnetId: "subnet-s-Sub",
                VpcId: "vpc-1",
                SecurityGroups: [{ GroupId: "sg-1" }],
                Tags: TAGS,
              },
              { InstanceId: "i-gone", InstanceType: "t3.micro", State: { Name: "shutting-down" } },
            ],
          },
        ],
      },
    },
    kinds: { Ec2Instance: {} },
  },
];
