import { type Context, digest, emit, type Source } from "./context.ts";
import { alnum, att, compact, isIntrinsic, isObj, isSet, type Obj, objOf, pick, Refusal, ref } from "./core.ts";

interface Asked {
  readonly logicalId: string;
  readonly domain: Obj;
  readonly attributes: Obj;
  readonly source: Source;
  readonly stage: Obj;
  readonly tags: Obj;
}

/** The name of a resource that several APIs with the same content share. */
function shared(prefix: string, value: unknown): string {
  return `${prefix}${digest(value).slice(0, 10)}`;
}

/** A custom domain before a REST API. */
export function restDomain(context: Context, asked: Asked): void {
  const { logicalId, domain, attributes, source } = asked;
  const { DomainName: name, CertificateArn: certificate } = domain;
  if (name === undefined || certificate === undefined) throw new Refusal(logicalId, "Domain", "DomainName and CertificateArn are required");
  const endpoint = domain["EndpointConfiguration"] ?? "REGIONAL";
  if (!["EDGE", "REGIONAL", "PRIVATE"].includes(String(endpoint)) && !isIntrinsic(endpoint)) {
    throw new Refusal(logicalId, "Domain.EndpointConfiguration", "it must be EDGE, REGIONAL or PRIVATE");
  }
  const isPrivate = endpoint === "PRIVATE";
  const id = shared(isPrivate ? "ApiGatewayDomainNameV2" : "ApiGatewayDomainName", name);
  const isEdge = endpoint === "EDGE";
  emit(context, source, {
    id,
    type: isPrivate ? "AWS::ApiGateway::DomainNameV2" : "AWS::ApiGateway::DomainName",
    properties: {
      [isEdge || isPrivate ? "CertificateArn" : "RegionalCertificateArn"]: certificate,
      DomainName: name,
      EndpointConfiguration: { Types: [endpoint], ...pick({ IpAddressType: domain["IpAddressType"] }, ["IpAddressType"]) },
      ...pick(domain, ["SecurityPolicy", "EndpointAccessMode", "OwnershipVerificationCertificateArn"]),
      ...(domain["Policy"] === undefined ? {} : { Policy: domain["Policy"] }),
      MutualTlsAuthentication: mutualTls(logicalId, domain),
    },
    attributes,
  });
  context.referable.set(`${logicalId}.DomainName`, id);
  const paths = basePaths(logicalId, domain);
  for (const path of paths) {
    const mapping = `${logicalId}${path === undefined ? "" : alnum(path)}BasePathMapping`;
    emit(context, source, {
      id: mapping,
      type: isPrivate ? "AWS::ApiGateway::BasePathMappingV2" : "AWS::ApiGateway::BasePathMapping",
      properties: {
        BasePath: domain["NormalizeBasePath"] === false ? path : path === undefined || alnum(path) === "" ? undefined : alnum(path),
        DomainName: ref(id),
        RestApiId: ref(logicalId),
        Stage: asked.stage,
      },
      attributes,
    });
  }
  if (isSet(domain["Route53"])) records(context, asked, id, isEdge ? "Distribution" : "Regional");
}

/** A custom domain before an HTTP API. */
export function httpDomain(context: Context, asked: Asked): void {
  const { logicalId, domain, attributes, source } = asked;
  const { DomainName: name, CertificateArn: certificate } = domain;
  if (name === undefined || certificate === undefined) throw new Refusal(logicalId, "Domain", "DomainName and CertificateArn are required");
  const endpoint = domain["EndpointConfiguration"] ?? "REGIONAL";
  if (endpoint !== "REGIONAL") throw new Refusal(logicalId, "Domain.EndpointConfiguration", "an HTTP API has regional endpoints only");
  const id = shared("ApiGatewayDomainNameV2", name);
  emit(context, source, {
    id,
    type: "AWS::ApiGatewayV2::DomainName",
    properties: {
      DomainName: name,
      DomainNameConfigurations: [
        compact({
          CertificateArn: certificate,
          EndpointType: endpoint,
          SecurityPolicy: domain["SecurityPolicy"],
          OwnershipVerificationCertificateArn: domain["OwnershipVerificationCertificateArn"],
          IpAddressType: domain["IpAddressType"],
        }),
      ],
      MutualTlsAuthentication: mutualTls(logicalId, domain),
      Tags: asked.tags,
    },
    attributes,
  });
  context.referable.set(`${logicalId}.DomainName`, id);
  for (const path of basePaths(logicalId, domain)) {
    const clean = path === undefined ? undefined : path.replace(/^\/+|\/+$/gu, "");
    const mapping = `${logicalId}${path === undefined ? "" : alnum(path)}ApiMapping`;
    emit(context, source, {
      id: mapping,
      type: "AWS::ApiGatewayV2::ApiMapping",
      properties: { ApiId: ref(logicalId), ApiMappingKey: clean, DomainName: ref(id), Stage: asked.stage },
      attributes,
    });
  }
  if (isSet(domain["Route53"])) records(context, asked, id, "Regional");
}

function basePaths(logicalId: string, domain: Obj): readonly (string | undefined)[] {
  const given = domain["BasePath"];
  if (given === undefined || given === null) return [undefined];
  const list = Array.isArray(given) ? given : [given];
  return list.map((path: unknown) => {
    if (typeof path !== "string") throw new Refusal(logicalId, "Domain.BasePath", "a base path is a text");
    if (!/^[0-9a-zA-Z/\-_]*$/u.test(path)) throw new Refusal(logicalId, "Domain.BasePath", `${path} is not a base path`);
    return path;
  });
}

function mutualTls(logicalId: string, domain: Obj): unknown {
  const given = domain["MutualTlsAuthentication"];
  if (given === undefined) return undefined;
  if (!isObj(given)) throw new Refusal(logicalId, "Domain.MutualTlsAuthentication", "it must be a mapping");
  for (const key of Object.keys(given)) {
    if (key !== "TruststoreUri" && key !== "TruststoreVersion")
      throw new Refusal(logicalId, `Domain.MutualTlsAuthentication.${key}`, "there is no such property");
  }
  return pick(given, ["TruststoreUri", "TruststoreVersion"]);
}

function records(context: Context, asked: Asked, domainId: string, kind: "Regional" | "Distribution"): void {
  const route = objOf(asked.domain["Route53"]);
  const zoneId = route["HostedZoneId"];
  const zoneName = route["HostedZoneName"];
  if (zoneId === undefined && zoneName === undefined) {
    throw new Refusal(asked.logicalId, "Domain.Route53", "HostedZoneId or HostedZoneName is required");
  }
  const id = shared("RecordSetGroup", zoneId ?? zoneName);
  const target = compact({
    HostedZoneId: kind === "Distribution" ? "Z2FDTNDATAQYW2" : att(domainId, "RegionalHostedZoneId"),
    DNSName: route["DistributionDomainName"] ?? att(domainId, kind === "Distribution" ? "DistributionDomainName" : "RegionalDomainName"),
    EvaluateTargetHealth: route["EvaluateTargetHealth"],
  });
  const record = (Type: string): Obj =>
    compact({
      Name: asked.domain["DomainName"],
      Type,
      AliasTarget: target,
      Region: route["Region"],
      SetIdentifier: route["SetIdentifier"],
    });
  const added = [record("A"), ...(route["IpV6"] === true ? [record("AAAA")] : [])];
  const existing = context.out.get(id);
  if (existing !== undefined) {
    const properties = objOf(existing["Properties"]);
    const before = Array.isArray(properties["RecordSets"]) ? properties["RecordSets"] : [];
    properties["RecordSets"] = [...before, ...added];
    return;
  }
  const zone = zoneId === undefined ? { HostedZoneName: zoneName } : { HostedZoneId: zoneId };
  emit(context, asked.source, {
    id,
    type: "AWS::Route53::RecordSetGroup",
    properties: { ...zone, RecordSets: added },
    attributes: asked.attributes,
  });
}
