import { expect, test } from "vitest";
import { Actors } from "./actors.ts";
import { call } from "./events.fixture.ts";
import { Senders } from "./senders.ts";

test("the same call has the same sender, any other has another", () => {
  const senders = new Senders((event) => event.principal);
  const first = senders.of(call(0));
  expect(senders.of(call(1, { name: "Query" }))).toBe(first);
  for (const over of [
    { ip: "198.51.100.7" },
    { userAgent: "aws-cli/2" },
    { session: "other" },
    { principal: "arn:aws:iam::012345678901:role/other" },
    { region: "eu-west-1" },
    { account: "111122223333" },
    { credential: "ASIAOTHER00000000001" },
    { credential: call(0).credential.replace("ASIA", "AKIA") },
  ])
    expect(senders.of(call(2, over)).id).not.toBe(first.id);
  expect(senders.of(call(3))).toBe(first);
});

test("a credential used everywhere, and more credentials than there is room for, are bounded and still told apart", () => {
  const senders = new Senders((event) => event.ip);
  for (let i = 0; i < 60_000; i += 1) {
    const ip = `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`;
    expect(senders.of(call(i, { ip, ...(i % 2 === 0 ? {} : { credential: `ASIA${i}` }) })).actor).toBe(ip);
  }
});

test("who was forgotten and comes again is somebody else: no sender points to the one before", () => {
  const actors = new Actors();
  const one = call(0, { principal: "arn:aws:iam::012345678901:role/one" });
  const before = actors.of(one);
  for (let i = 0; i < 100_001; i += 1) actors.of(call(i, { principal: `arn:aws:iam::012345678901:role/r${i}`, credential: "ASIAR" }));
  const after = actors.of({ ...one });
  expect(after).not.toBe(before);
  actors.told({
    severity: "high",
    principalType: "role",
    principal: one.principal,
    session: one.session,
    account: one.account,
    until: 1,
  } as never);
  expect(actors.of({ ...one })?.frozenUntil).toBeGreaterThan(0);
});
