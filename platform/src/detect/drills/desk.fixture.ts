import { idOf } from "./ordinary.ts";
import { Random } from "./random.ts";
import { type Actor, type Call, record, type Surroundings, serviceIdentity, sessionOf, type TrailRecord, userOf } from "./record.ts";

/** A company whose months are made. */
export interface Company {
  readonly account: string;
  readonly region: string;
  /** Midnight UTC of the first day, a Monday. */
  readonly start: number;
  readonly days: number;
  readonly seed: number;
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const TERRAFORM =
  "APN/1.0 HashiCorp/1.0 Terraform/1.13.3 (+https://www.terraform.io) terraform-provider-aws/6.14.1 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.39.2";
export const CLI = "aws-cli/2.31.4 md/awscrt#0.27.6 ua/2.1 os/linux#6.8.0 md/arch#x86_64 lang/python#3.13.7";
/** Services whose calls are written down in this region whatever the account's is. */
const GLOBAL = new Set(["iam", "signin", "organizations", "route53", "cloudfront", "ce", "budgets"]);

/** Where records are put while a month is made. */
export class Desk {
  readonly around: Surroundings;
  readonly random: Random;
  readonly #out: { readonly time: number; readonly record: TrailRecord }[] = [];
  readonly #keys = new Map<string, string>();

  constructor(company: Company) {
    this.random = new Random(company.seed);
    this.around = { account: company.account, region: company.region, random: this.random };
  }

  add(time: number, actor: Actor, service: string, name: string, parameters: TrailRecord | null = null, more: Partial<Call> = {}): void {
    const around = GLOBAL.has(service) ? { ...this.around, region: "us-east-1" } : this.around;
    this.#out.push({ time, record: record(around, time, actor, { service, name, parameters, ...more }) });
  }

  /** Several reads within a minute or two, as one page of the console or one run of a tool makes them. */
  read(time: number, actor: Actor, calls: readonly string[], error?: string): void {
    for (const [i, call] of calls.entries()) {
      const [service, name] = call.split(":") as [string, string];
      this.add(time + i * this.random.int(200, 2_500), actor, service, name, null, error === undefined ? {} : { error });
    }
  }

  signIn(time: number, actor: Actor, mfa: "Yes" | "No", more: TrailRecord = {}): void {
    this.add(time, actor, "signin", "ConsoleLogin", null, {
      answer: { ConsoleLogin: "Success" },
      more: { eventType: "AwsConsoleSignIn", additionalEventData: { MFAUsed: mfa, ...more } },
    });
  }

  /** One credential per name and period. */
  key(name: string): string {
    let key = this.#keys.get(name);
    if (!key) this.#keys.set(name, (key = `ASIA${this.random.key(16)}`));
    return key;
  }

  session(role: string, session: string, period: string, issued: number, ip: string, userAgent: string): Actor {
    const key = this.key(`${role} ${session} ${period}`);
    return { identity: sessionOf(this.around.account, role, session, key, idOf("AROA", role), issued), ip, userAgent };
  }

  service(name: string): Actor {
    return { identity: serviceIdentity(name), ip: `${name}.amazonaws.com`, userAgent: `${name}.amazonaws.com` };
  }

  /** The role's session as CloudFormation uses it. */
  byCloudFormation(actor: Actor): Actor {
    const by = "cloudformation.amazonaws.com";
    return { identity: { ...actor.identity, invokedBy: by }, ip: by, userAgent: by };
  }

  /** The owner of the account. */
  root(ip: string, userAgent: string): Actor {
    const { account } = this.around;
    return {
      identity: { type: "Root", principalId: account, arn: `arn:aws:iam::${account}:root`, accountId: account },
      ip,
      userAgent,
    };
  }

  user(name: string, ip: string, userAgent: string): Actor {
    const key = `AKIA${idOf("AIDA", name).slice(4, 20)}`;
    return { identity: userOf(this.around.account, name, key, idOf("AIDA", name)), ip, userAgent };
  }

  records(): readonly TrailRecord[] {
    return this.#out.toSorted((a, b) => a.time - b.time).map((item) => item.record);
  }
}

/** What happens day after day, in order of time. */
export function monthBy(company: Company, live: (desk: Desk, midnight: number, day: number) => void): readonly TrailRecord[] {
  const desk = new Desk(company);
  for (let day = 0; day < company.days; day += 1) live(desk, company.start + day * DAY, day);
  return desk.records();
}
