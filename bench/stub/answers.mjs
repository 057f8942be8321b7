// Writes answers as the services put them on the wire. Values are in the shape of the SDK's outputs; dates may be ISO text.

/** An error that a service answers. */
export class Refusal {
  constructor(code, status = 400, message = code) {
    this.code = code;
    this.status = status;
    this.message = message;
  }
}

const JSON_TYPE = {
  json: "application/x-amz-json-1.1",
  "rest-json": "application/json",
  "rest-xml": "application/xml",
  query: "text/xml",
  ec2: "text/xml",
};

export function encode(operation, value) {
  const { style, output } = operation;
  const headers = { "content-type": JSON_TYPE[style] };
  if (value instanceof Refusal) {
    if (style.includes("json")) headers["x-amzn-errortype"] = value.code;
    return { status: value.status, headers, body: refusalText(operation, value) };
  }
  if (style === "json") return { status: 200, headers, body: JSON.stringify(toJson(output, value)) };
  if (style === "query") {
    const { name } = operation;
    return { status: 200, headers, body: `<${name}Response><${name}Result>${membersXml(output, value)}</${name}Result></${name}Response>` };
  }
  if (style === "ec2")
    return { status: 200, headers, body: `<${operation.name}Response>${membersXml(output, value)}</${operation.name}Response>` };
  return restAnswer(operation, value, headers);
}

function restAnswer({ name, style, output }, value, headers) {
  const body = {};
  let payload;
  for (const [key, member] of Object.entries(output.getMemberSchemas())) {
    const { httpHeader, httpPayload, httpResponseCode } = member.getMergedTraits();
    if (httpPayload) payload = { member, value: value[key] };
    else if (httpHeader) {
      if (value[key] !== undefined) headers[httpHeader.toLowerCase()] = String(value[key]);
    } else if (!httpResponseCode) body[key] = value[key];
  }
  if (payload && !payload.member.isStructSchema()) return { status: 200, headers, body: text(payload.member, payload.value ?? "") };
  if (style === "rest-json")
    return { status: 200, headers, body: JSON.stringify(toJson(payload?.member ?? output, payload?.value ?? body)) };
  if (name === "GetBucketLocation")
    return { status: 200, headers, body: `<LocationConstraint>${value.LocationConstraint ?? ""}</LocationConstraint>` };
  const schema = payload?.member ?? output;
  const inside = membersXml(schema, payload ? (payload.value ?? {}) : body);
  const root = payload
    ? (payload.member.getMergedTraits().xmlName ?? payload.member.getName())
    : (output.getMergedTraits().xmlName ?? `${name}Result`);
  return { status: 200, headers, body: `<?xml version="1.0" encoding="UTF-8"?><${root}>${inside}</${root}>` };
}

function refusalText({ style, service }, { code, message }) {
  if (style.includes("json")) return JSON.stringify({ __type: code, message, Message: message });
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${escaped(message)}</Message></Error>`;
  if (style === "ec2") return `<Response><Errors>${error}</Errors><RequestID>1</RequestID></Response>`;
  return service === "S3" ? error : `<ErrorResponse>${error}<RequestId>1</RequestId></ErrorResponse>`;
}

const DATE_TIME = 5;

function toJson(schema, value) {
  if (value === undefined || value === null) return undefined;
  if (schema.isDocumentSchema()) return value;
  if (schema.isStructSchema()) {
    const out = {};
    for (const [key, member] of Object.entries(schema.getMemberSchemas())) {
      if (value[key] !== undefined) out[member.getMergedTraits().jsonName ?? key] = toJson(member, value[key]);
    }
    return out;
  }
  if (schema.isListSchema()) return value.map((item) => toJson(schema.getValueSchema(), item));
  if (schema.isMapSchema())
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(schema.getValueSchema(), item)]));
  if (schema.isTimestampSchema())
    return schema.getSchema() === DATE_TIME ? new Date(value).toISOString() : new Date(value).getTime() / 1000;
  return schema.isStringSchema() ? text(schema, value) : value;
}

/** The AWS CLI shows IAM's policies as objects; on the wire they are URL-encoded text. */
function text(schema, value) {
  return typeof value === "object" ? encodeURIComponent(JSON.stringify(value)) : String(value);
}

function membersXml(schema, value) {
  let out = "";
  if (!schema.isStructSchema()) return out;
  for (const [key, member] of Object.entries(schema.getMemberSchemas())) {
    if (value?.[key] === undefined || value[key] === null) continue;
    const traits = member.getMergedTraits();
    if (traits.xmlAttribute) continue;
    const name = traits.xmlName ?? key;
    out +=
      traits.xmlFlattened && !member.isMapSchema()
        ? value[key].map((item) => element(member.getValueSchema(), name, item)).join("")
        : element(member, name, value[key]);
  }
  return out;
}

function element(schema, name, value) {
  if (schema.isStructSchema()) {
    let attributes = "";
    for (const [key, member] of Object.entries(schema.getMemberSchemas())) {
      const traits = member.getMergedTraits();
      if (traits.xmlAttribute && value[key] !== undefined)
        attributes += ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ${traits.xmlName ?? key}="${escaped(String(value[key]))}"`;
    }
    return `<${name}${attributes}>${membersXml(schema, value)}</${name}>`;
  }
  if (schema.isListSchema()) {
    const item = schema.getValueSchema().getMergedTraits().xmlName ?? "member";
    return `<${name}>${value.map((v) => element(schema.getValueSchema(), item, v)).join("")}</${name}>`;
  }
  if (schema.isMapSchema()) {
    const key = schema.getKeySchema().getMergedTraits().xmlName ?? "key";
    const val = schema.getValueSchema().getMergedTraits().xmlName ?? "value";
    const entries = Object.entries(value).map(
      ([k, v]) => `<entry>${element(schema.getKeySchema(), key, k)}${element(schema.getValueSchema(), val, v)}</entry>`,
    );
    return `<${name}>${entries.join("")}</${name}>`;
  }
  if (schema.isTimestampSchema()) return `<${name}>${new Date(value).toISOString()}</${name}>`;
  if (schema.isBlobSchema()) return `<${name}>${value}</${name}>`;
  return `<${name}>${escaped(text(schema, value))}</${name}>`;
}

function escaped(value) {
  return /[&<>]/.test(value) ? value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;") : value;
}
