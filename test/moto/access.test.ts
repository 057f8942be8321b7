import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scanAccounts } from "../../platform/src/identify/aws/scan.ts";
import { isUnknown, World } from "../../platform/src/model/index.ts";
import { ask, targetNamed } from "../../platform/src/protect/iam/access/access.ts";
import { whoCan } from "../../platform/src/protect/iam/access/who-can.ts";
import { type Moto, motoCredentials, startMoto } from "./server.ts";

interface Seeded {
  readonly key: string;
  readonly unit: string;
  readonly root: string;
  readonly guard: string;
}

let moto: Moto;
let seeded: Seeded;
let world: World;

beforeAll(async () => {
  moto = await startMoto();
  seeded = (await moto.seed("seed_access.py")) as Seeded;
  const { estate } = await scanAccounts({
    credentials: motoCredentials,
    homeRegion: "us-east-1",
    regions: ["us-east-1"],
    endpoint: moto.endpoint,
    services: ["account", "iam", "kms", "s3"],
  });
  world = new World(estate, { now: new Date("2026-11-22T00:00:00Z") });
}, 120_000);
afterAll(() => moto?.stop());

function answer(principal: string, action: string, resource: string): string {
  const found = ask(world, { principal, action, resource });
  return "problem" in found ? `no ${found.problem}` : found.decision.answer;
}

describe("an account as it is read", () => {
  it("tells the organisation's tree and control policies", () => {
    const [account] = [...world.everywhere("Account").values()];
    const policies = account?.OrganizationPolicies;
    if (policies === undefined || isUnknown(policies)) throw new Error("not read");
    expect(policies.Parents[seeded.unit]).toBe(seeded.root);
    expect(policies.EnabledTypes).toContain("SERVICE_CONTROL_POLICY");
    expect(policies.Policies.find(({ PolicyId }) => PolicyId === seeded.guard)).toMatchObject({ Name: "guard", TargetIds: [seeded.unit] });
  });

  it.each([
    ["reader", "kms:Decrypt", "allowed"],
    ["reader", "kms:Encrypt", "implicitly-denied"],
    ["writer", "kms:Decrypt", "implicitly-denied"],
  ])("%s %s by a grant: %s", (principal, action, expected) => {
    expect(answer(principal, action, seeded.key)).toBe(expected);
  });

  it.each([
    ["writer", "ledger/2026", "allowed"],
    ["reader", "ledger/2026", "implicitly-denied"],
    ["anonymous", "ledger/2026", "implicitly-denied"],
  ])("%s s3:PutObject %s: %s", (principal, resource, expected) => {
    expect(answer(principal, "s3:PutObject", resource)).toBe(expected);
  });

  it("tells everybody who can", () => {
    const target = targetNamed(world, "ledger", "s3:PutObject");
    if ("problem" in target) throw new Error(target.text);
    const { inside, outside } = whoCan(world, "s3:PutObject", target);
    expect(inside.map(({ person }) => person.name)).toEqual(["writer", "123456789012"]);
    expect(outside).toEqual([]);
  });
});
