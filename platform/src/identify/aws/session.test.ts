import { GetFunctionCommand, LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type Fact, isUnknown, type Unknown } from "../../model/index.ts";
import { AccountState, type SessionOptions } from "./account-state.ts";
import { type Aws, defineCollector } from "./collector.ts";
import { Pacer } from "./limiter.ts";
import { runCollector } from "./session.ts";
import { type Answer, type Asked, emptyHarvest, HTML_PAGE, Tape, tapeOptions } from "./tape.ts";

afterEach(() => {
  vi.useRealTimers();
});

/** Runs `body` as a collector against the tape. */
async function withTape(answer: (asked: Asked) => Answer, body: (aws: Aws) => Promise<void>, more: Partial<SessionOptions> = {}) {
  const tape = new Tape(answer);
  const harvest = emptyHarvest();
  const options = tapeOptions({ requestHandler: tape, ...more });
  const collector = defineCollector({
    service: "test",
    scope: "region",
    kinds: ["Queue"],
    calls: {
      ListQueues: "sqs:ListQueues",
      GetQueueAttributes: "sqs:GetQueueAttributes",
      ListFunctions: "lambda:ListFunctions",
      GetFunction: "lambda:GetFunction",
    },
    collect: body,
  });
  await runCollector(collector, "us-east-1", options, harvest, new AccountState(options, harvest));
  return { tape, harvest };
}

const fault = (name: string, status = 400): Answer => ({ status, json: { __type: `com.amazonaws.sqs#${name}`, message: name } });

async function readQueue(aws: Aws): Promise<Fact<unknown>> {
  return aws.read(
    aws.client(SQSClient),
    new GetQueueAttributesCommand({ QueueUrl: "https://sqs.us-east-1.amazonaws.com/123456789012/q", AttributeNames: ["All"] }),
  );
}

/** The outcome of one read when the service always answers the same. */
async function outcome(
  answer: Answer,
  more: Partial<SessionOptions> = {},
): Promise<{ readonly fact: Fact<unknown>; readonly asked: number }> {
  let fact: Fact<unknown>;
  const { tape } = await withTape(
    () => answer,
    async (aws) => void (fact = await readQueue(aws)),
    more,
  );
  return { fact, asked: tape.asked.length };
}

describe("one read", () => {
  it("gives the answer", async () => {
    const { fact } = await outcome({ json: { Attributes: { QueueArn: "arn:aws:sqs:us-east-1:123456789012:q" } } });
    expect(fact).toMatchObject({ Attributes: { QueueArn: "arn:aws:sqs:us-east-1:123456789012:q" } });
  });

  it("names the missing action when AWS refuses", async () => {
    const { fact, asked } = await outcome(fault("AccessDeniedException", 403));
    expect(fact).toMatchObject({ reason: "access-denied", action: "sqs:GetQueueAttributes" });
    expect(asked).toBe(1);
  });

  it.each([404, 500])("takes a page of HTML with status %i for an operation that does not exist", async (status) => {
    const { fact } = await outcome({ status, text: HTML_PAGE });
    expect(fact).toMatchObject({ reason: "unsupported", action: "sqs:GetQueueAttributes" });
  });

  it("takes a page of HTML with status 200 for no answer", async () => {
    const { fact } = await outcome({ status: 200, text: HTML_PAGE });
    expect(isUnknown(fact)).toBe(true);
  });

  it("asks three times when the service breaks", async () => {
    const { fact, asked } = await outcome(fault("InternalFailure", 500));
    expect(fact).toMatchObject({ reason: "failed" });
    expect(asked).toBe(3);
  });

  it("says that the region is disabled when the credentials are good at home", async () => {
    const { fact } = await outcome(fault("UnrecognizedClientException"), { verify: async () => true });
    expect(fact).toMatchObject({ reason: "region-disabled" });
  });

  it("calls a missing host unsupported and a refused connection failed", async () => {
    const missing = await outcome({ throws: Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND" }) });
    expect(missing.fact).toMatchObject({ reason: "unsupported" });
    const refused = await outcome({ throws: Object.assign(new Error("connect"), { code: "ECONNREFUSED" }) });
    expect(refused.fact).toMatchObject({ reason: "failed" });
  });

  it("signs again when AWS tells that the clock is wrong", async () => {
    const answer = (asked: Asked): Answer =>
      asked.count === 0
        ? { ...fault("InvalidSignatureException", 403), headers: { date: new Date(Date.now() + 3_600_000).toUTCString() } }
        : { json: { Attributes: {} } };
    let fact: Fact<unknown>;
    const { tape } = await withTape(answer, async (aws) => void (fact = await readQueue(aws)), { verify: async () => false });
    expect(isUnknown(fact)).toBe(false);
    expect(tape.asked).toHaveLength(2);
  });

  it("refuses a call the collector does not declare", async () => {
    const options = tapeOptions({ requestHandler: new Tape(() => ({})) });
    const rogue = defineCollector({
      service: "rogue",
      scope: "region",
      kinds: [],
      calls: {},
      async collect(aws) {
        await readQueue(aws);
      },
    });
    await expect(runCollector(rogue, "us-east-1", options, emptyHarvest())).rejects.toThrow("does not declare the call GetQueueAttributes");
  });
});

describe("expired credentials", () => {
  it("stop the account after the first answer, with one reason", async () => {
    const facts: Fact<unknown>[] = [];
    const { tape, harvest } = await withTape(
      () => fault("ExpiredTokenException"),
      async (aws) => {
        facts.push(await readQueue(aws));
        for (let i = 0; i < 50; i += 1) facts.push(await readQueue(aws));
        await aws.list(["Queue"], aws.client(SQSClient), ListQueuesCommand, {}, { items: (page) => page.QueueUrls });
      },
      { verify: async () => false },
    );
    expect(tape.asked).toHaveLength(1);
    expect(new Set(facts.map((fact) => (fact as Unknown).reason))).toEqual(new Set(["expired-credentials"]));
    expect(harvest.gaps[0]?.because).toMatchObject({ reason: "expired-credentials", action: "sqs:ListQueues" });
  });
});

describe("a list", () => {
  const list = (aws: Aws) => aws.list(["Queue"], aws.client(SQSClient), ListQueuesCommand, {}, { items: (page) => page.QueueUrls });

  it("reads every page", async () => {
    let urls: readonly string[] = [];
    const { harvest } = await withTape(
      ({ count }) => ({ json: { QueueUrls: [`q${count}`], ...(count < 4 ? { NextToken: `t${count}` } : {}) } }),
      async (aws) => void (urls = await list(aws)),
    );
    expect(urls).toEqual(["q0", "q1", "q2", "q3", "q4"]);
    expect(harvest.gaps).toEqual([]);
  });

  it("keeps the pages before a failure and leaves a gap", async () => {
    let urls: readonly string[] = [];
    const { harvest } = await withTape(
      ({ count }) => (count === 2 ? fault("AccessDeniedException", 403) : { json: { QueueUrls: [`q${count}`], NextToken: `t${count}` } }),
      async (aws) => void (urls = await list(aws)),
    );
    expect(urls).toEqual(["q0", "q1"]);
    expect(harvest.gaps).toMatchObject([
      { kind: "Queue", region: "us-east-1", because: { reason: "access-denied", action: "sqs:ListQueues" } },
    ]);
  });

  it("does not take a repeated token for an end", async () => {
    const { harvest, tape } = await withTape(
      () => ({ json: { QueueUrls: ["q"], NextToken: "same" } }),
      async (aws) => void (await list(aws)),
    );
    expect(tape.asked).toHaveLength(2);
    expect(harvest.gaps[0]?.because).toMatchObject({ reason: "failed", what: "the page token repeats" });
  });
});

describe("throttling", () => {
  it("loses nothing in a storm, and is reported", async () => {
    let throttled = 0;
    const facts: Fact<unknown>[] = [];
    let budget = 0;
    const began = Date.now();
    // AWS's own way: a bucket that refills, here at 400 a second.
    const answer = (): Answer => {
      budget = Math.min(20, (Date.now() - began) * 0.4 - spent);
      if (budget < 1) return fault("ThrottlingException");
      spent += 1;
      return { json: { Attributes: {} } };
    };
    let spent = 0;
    await withTape(
      answer,
      async (aws) => {
        await aws.each([...Array(800).keys()], async () => void facts.push(await readQueue(aws)));
      },
      { onThrottled: () => (throttled += 1), concurrency: 24 },
    );
    expect(facts).toHaveLength(800);
    expect(facts.filter(isUnknown)).toEqual([]);
    expect(throttled).toBeGreaterThan(0);
  });

  it("gives up with the reason when nothing is answered for the whole patience", async () => {
    const { fact } = await outcome(fault("ThrottlingException"), { patienceMs: 50 });
    expect(fact).toMatchObject({ reason: "throttled", action: "sqs:GetQueueAttributes" });
  });

  it("settles near the rate AWS lets through", () => {
    let now = 0;
    const pacer = new Pacer(() => now);
    for (let i = 0; i < 15; i += 1) {
      now += 66;
      pacer.answered();
    }
    pacer.throttled(now);
    expect(pacer.rate).toBeGreaterThan(10);
    // Fifteen answers in fourteen pauses: a little more than fifteen a second was measured.
    expect(pacer.rate).toBeLessThan(16);
    const after = pacer.rate;
    pacer.throttled(now - 1); // sent before the cut
    expect(pacer.rate).toBe(after);
    pacer.answered();
    expect(pacer.rate).toBeGreaterThan(after);
  });
});

describe("endpoints that break", () => {
  it("fails fast after several time-outs in a row", async () => {
    const timeout = Object.assign(new Error("no answer"), { name: "TimeoutError" });
    const facts: Fact<unknown>[] = [];
    const { tape } = await withTape(
      () => ({ throws: timeout }),
      async (aws) => {
        for (let i = 0; i < 200; i += 1) facts.push(await readQueue(aws));
      },
    );
    expect(tape.asked.length).toBeLessThanOrEqual(4);
    expect(facts.every((fact) => isUnknown(fact) && fact.reason === "failed")).toBe(true);
  });

  it("stops asking for an operation that answers pages of HTML, and goes on with the others", async () => {
    const facts: Fact<unknown>[] = [];
    let listed: readonly string[] = [];
    const { tape } = await withTape(
      ({ operation }) => (operation === "GetQueueAttributes" ? { status: 404, text: HTML_PAGE } : { json: { QueueUrls: ["q"] } }),
      async (aws) => {
        for (let i = 0; i < 50; i += 1) facts.push(await readQueue(aws));
        listed = await aws.list(["Queue"], aws.client(SQSClient), ListQueuesCommand, {}, { items: (page) => page.QueueUrls });
      },
    );
    expect(tape.asked.filter((a) => a.operation === "GetQueueAttributes")).toHaveLength(3);
    expect(facts.every((fact) => isUnknown(fact) && fact.reason === "unsupported")).toBe(true);
    expect(listed).toEqual(["q"]);
  });

  it("does not wait for a hanging endpoint once the scan is stopped", async () => {
    const stop = new AbortController();
    let fact: Fact<unknown>;
    setTimeout(() => stop.abort(), 30);
    const { harvest } = await withTape(
      () => ({ hangs: true }),
      async (aws) => {
        fact = await readQueue(aws);
        await aws.list(["Queue"], aws.client(SQSClient), ListQueuesCommand, {}, { items: (page) => page.QueueUrls });
      },
      { signal: stop.signal },
    );
    expect(fact).toMatchObject({ reason: "interrupted" });
    expect(harvest.gaps[0]?.because.reason).toBe("interrupted");
  });
});

describe("rest protocols", () => {
  it("tell a refusal from a page", async () => {
    let list: readonly unknown[] = [];
    let fact: Fact<unknown>;
    const { harvest } = await withTape(
      ({ operation }) =>
        operation.startsWith("GET /2015-03-31/functions/f")
          ? {
              status: 403,
              json: { Message: "no" },
              headers: { "x-amzn-errortype": "AccessDeniedException", "content-type": "application/json" },
            }
          : { status: 500, text: HTML_PAGE },
      async (aws) => {
        const client = aws.client(LambdaClient);
        fact = await aws.read(client, new GetFunctionCommand({ FunctionName: "f" }));
        list = await aws.list(["Queue"], client, ListFunctionsCommand, {}, { items: (page) => page.Functions });
      },
    );
    expect(fact).toMatchObject({ reason: "access-denied", action: "lambda:GetFunction" });
    expect(list).toEqual([]);
    expect(harvest.gaps[0]?.because).toMatchObject({ reason: "unsupported", action: "lambda:ListFunctions" });
  });
});
