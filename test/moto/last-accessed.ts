import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";

/** What IAM would say of a role: services, when they were last used, and the actions it tracks. */
export type Accessed = Readonly<
  Record<string, { readonly last?: string; readonly actions?: Readonly<Record<string, string | undefined>> }>
>;

const NAMESPACE = "https://iam.amazonaws.com/doc/2010-05-08/";

/**
 * moto as it is, and IAM's service last accessed data besides, which moto does not have. A report takes one more question than the first, and
 * its services come one a page.
 */
export async function withLastAccessed(
  moto: string,
  accessed: Readonly<Record<string, Accessed>>,
): Promise<{ readonly endpoint: string; readonly asked: string[]; close(): Promise<void> }> {
  const asked: string[] = [];
  const waited = new Set<string>();
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const body = Buffer.concat(chunks);
      const form = new URLSearchParams(body.toString("latin1"));
      const action = form.get("Action") ?? "";
      if (!action.endsWith("ServiceLastAccessedDetails")) return pass(moto, incoming, body, outgoing);
      asked.push(`${action} ${form.get("Arn") ?? form.get("JobId") ?? ""}`);
      answer(form, action, accessed, waited, outgoing);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("no port");
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(
  form: URLSearchParams,
  action: string,
  accessed: Readonly<Record<string, Accessed>>,
  waited: Set<string>,
  outgoing: ServerResponse,
): void {
  const role = (form.get("Arn") ?? form.get("JobId") ?? "").split("/").at(-1) ?? "";
  const services = Object.entries(accessed[role] ?? {});
  if (accessed[role] === undefined) {
    outgoing.writeHead(403, { "content-type": "text/xml" });
    outgoing.end(
      `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>`,
    );
    return;
  }
  outgoing.writeHead(200, { "content-type": "text/xml" });
  const reply = (inner: string) =>
    outgoing.end(
      `<${action}Response xmlns="${NAMESPACE}"><${action}Result>${inner}</${action}Result><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></${action}Response>`,
    );
  if (action.startsWith("Generate")) return void reply(`<JobId>${form.get("Arn")}</JobId>`);
  const created = "<JobCreationDate>2026-11-22T00:00:00Z</JobCreationDate>";
  if (!waited.has(role)) {
    waited.add(role);
    return void reply(`<JobStatus>IN_PROGRESS</JobStatus>${created}<ServicesLastAccessed/>`);
  }
  const at = Number(form.get("Marker") ?? 0);
  const more = at + 1 < services.length;
  const rows = services.slice(at, at + 1).map(([service, row]) => serviceRow(service, row));
  reply(
    `<JobStatus>COMPLETED</JobStatus>${created}<ServicesLastAccessed>${rows.join("")}</ServicesLastAccessed><IsTruncated>${more}</IsTruncated>${more ? `<Marker>${at + 1}</Marker>` : ""}`,
  );
}

function serviceRow(service: string, { last, actions = {} }: Accessed[string]): string {
  const tracked = Object.entries(actions).map(
    ([name, time]) =>
      `<member><ActionName>${name}</ActionName>${time === undefined ? "" : `<LastAccessedTime>${time}</LastAccessedTime>`}</member>`,
  );
  return `<member><ServiceName>${service}</ServiceName><ServiceNamespace>${service}</ServiceNamespace>${last === undefined ? "" : `<LastAuthenticated>${last}</LastAuthenticated>`}<TrackedActionsLastAccessed>${tracked.join("")}</TrackedActionsLastAccessed></member>`;
}

function pass(moto: string, incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse): void {
  const onward = request(`${moto}${incoming.url ?? "/"}`, { method: incoming.method, headers: incoming.headers }, (answered) => {
    outgoing.writeHead(answered.statusCode ?? 502, answered.headers);
    answered.pipe(outgoing);
  });
  onward.on("error", () => outgoing.writeHead(502).end());
  onward.end(body);
}
