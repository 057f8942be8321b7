import type * as compute from "./compute.ts";
import type * as data from "./data.ts";
import type * as edge from "./edge.ts";
import type * as identity from "./identity.ts";
import type * as management from "./management.ts";
import type * as messaging from "./messaging.ts";
import type * as network from "./network.ts";

/** Every kind of resource Yagura knows. Field names are CloudFormation's; where AWS nests, the leaf's name is used. */
export interface Nouns {
  LambdaFunction: compute.LambdaFunction;
  LambdaLayerVersion: compute.LambdaLayerVersion;
  EventSourceMapping: compute.EventSourceMapping;
  CodeSigningConfig: compute.CodeSigningConfig;
  StateMachine: compute.StateMachine;
  EcsCluster: compute.EcsCluster;
  EcsService: compute.EcsService;
  EcsTaskDefinition: compute.EcsTaskDefinition;
  EcrRepository: compute.EcrRepository;
  Ec2Instance: compute.Ec2Instance;
  AutoScalingGroup: compute.AutoScalingGroup;
  SigningProfile: compute.SigningProfile;

  RestApi: edge.RestApi;
  RestMethod: edge.RestMethod;
  RestStage: edge.RestStage;
  RestAuthorizer: edge.RestAuthorizer;
  UsagePlan: edge.UsagePlan;
  ApiDomainName: edge.ApiDomainName;
  HttpApi: edge.HttpApi;
  HttpRoute: edge.HttpRoute;
  HttpStage: edge.HttpStage;
  HttpAuthorizer: edge.HttpAuthorizer;
  AppSyncApi: edge.AppSyncApi;
  AppSyncDataSource: edge.AppSyncDataSource;
  CloudFrontDistribution: edge.CloudFrontDistribution;
  WebAcl: edge.WebAcl;
  WafRuleGroup: edge.WafRuleGroup;
  WebAclAssociation: edge.WebAclAssociation;
  Certificate: edge.Certificate;
  LoadBalancer: edge.LoadBalancer;

  Queue: messaging.Queue;
  Topic: messaging.Topic;
  Subscription: messaging.Subscription;
  EventBus: messaging.EventBus;
  EventRule: messaging.EventRule;
  Pipe: messaging.Pipe;
  Schedule: messaging.Schedule;
  KinesisStream: messaging.KinesisStream;
  FirehoseStream: messaging.FirehoseStream;

  Bucket: data.Bucket;
  DirectoryBucket: data.DirectoryBucket;
  S3AccessPoint: data.S3AccessPoint;
  DynamoTable: data.DynamoTable;
  DaxCluster: data.DaxCluster;
  DbInstance: data.DbInstance;
  DbCluster: data.DbCluster;
  DbEventSubscription: data.DbEventSubscription;
  Cache: data.Cache;
  SearchCollection: data.SearchCollection;
  FileSystem: data.FileSystem;
  Secret: data.Secret;
  SsmParameter: data.SsmParameter;
  KmsKey: data.KmsKey;
  BackupVault: data.BackupVault;
  BackupPlan: data.BackupPlan;

  Role: identity.Role;
  ManagedPolicy: identity.ManagedPolicy;
  User: identity.User;
  Group: identity.Group;
  InstanceProfile: identity.InstanceProfile;
  ServerCertificate: identity.ServerCertificate;
  IdentityProvider: identity.IdentityProvider;
  UserPool: identity.UserPool;
  UserPoolClient: identity.UserPoolClient;
  IdentityPool: identity.IdentityPool;

  Vpc: network.Vpc;
  Subnet: network.Subnet;
  SecurityGroup: network.SecurityGroup;
  NetworkAcl: network.NetworkAcl;
  RouteTable: network.RouteTable;
  VpcPeering: network.VpcPeering;
  VpcEndpoint: network.VpcEndpoint;

  Account: management.Account;
  ControlPolicy: management.ControlPolicy;
  Region: management.Region;
  Trail: management.Trail;
  LogGroup: management.LogGroup;
  Alarm: management.Alarm;
  Template: management.Template;
}
