import type { Investigation, Located, Moment, Related, ValueCount } from "../../platform/src/model/index.ts";

const START = Date.parse("2026-11-01T00:00:00Z");
const HOUR = 3_600_000;
const ROLE = "arn:aws:iam::012345678901:role/services/order-writer";

const count = (dimension: ValueCount["dimension"], value: string, during: number): ValueCount => ({
  dimension,
  value,
  n: during + 3,
  errors: 1,
  before: 3,
  during,
  first: START - 50 * HOUR,
  last: START,
});

const moment = (i: number): Moment => ({
  id: `e-${i}`,
  time: START + ((i * 7) % 24) * HOUR,
  service: "dynamodb",
  name: i % 5 === 0 ? "Scan" : "PutItem",
  principal: ROLE,
  principalType: "role",
  credential: "ASIAEXAMPLE",
  session: "order-writer",
  ip: i % 5 === 0 ? "203.0.113.7" : "54.250.1.2",
  userAgent: "aws-sdk-js Lambda",
  error: i % 5 === 0 ? "AccessDeniedException" : "",
  resources: ["arn:aws:dynamodb:ap-northeast-1:012345678901:table/orders"],
  isNew: i % 5 === 0,
});

const related: readonly Related[] = (
  [
    ["access-key", "ASIAEXAMPLEEXAMPLE12"],
    ["address", "203.0.113.7"],
    ["address", "2001:db8:1111:2222:3333:4444:5555:6666"],
    ["user-agent", "aws-sdk-js/3.1000.0 ua/2.1 os/linux#6.1 lang/js md/nodejs#22.11.0 exec-env/AWS_Lambda_nodejs22.x"],
    ["resource", "arn:aws:dynamodb:ap-northeast-1:012345678901:table/orders"],
    ["resource", "日本語の名前の長いバケットに置かれたとても長いオブジェクトの名前と付録の名前"],
    ["principal", `${ROLE}-of-a-very-long-name-that-goes-on-and-on-WWWWWWWWWWWWWWWWWWWW`],
    ["session", "order-writer"],
    ["api", "dynamodb:PutItem"],
  ] as const
).map(([dimension, value], i) => ({ dimension, value, n: 2 ** i, principals: 1 + i, of: 16, rarity: 4 - i / 3 }));

const place = (ip: string, country: string, at: readonly [number, number] | undefined, isNew: boolean): Located => ({
  ip,
  country,
  network: country === "" ? "" : "AS64500 Example",
  n: 12,
  first: START - 50 * HOUR,
  last: START,
  isNew,
  ...(at ? { latitude: at[0], longitude: at[1] } : {}),
});

/** An investigation that has something of everything. */
export const sampleInvestigation: Investigation = {
  schema: "yagura/investigation/1",
  entity: { kind: "role", value: "order-writer" },
  names: [ROLE],
  scope: { from: START, until: START + 24 * HOUR },
  baseline: { from: START - 45 * 24 * HOUR, days: 30, events: 4_000 },
  events: 4_060,
  first: START - 50 * HOUR,
  last: START + 23 * HOUR,
  did: [
    count("api", "dynamodb:PutItem", 50),
    count("api", "dynamodb:Scan", 12),
    count("address", "203.0.113.7", 12),
    count("address", "54.250.1.2", 48),
    count("user-agent", "aws-sdk-js Lambda", 60),
  ],
  suffered: [count("api", "iam:GetRole", 2), count("principal", "arn:aws:iam::012345678901:user/kei", 2)],
  assumptions: [{ from: "lambda.amazonaws.com", to: ROLE, n: 31, first: START, last: START }],
  timeline: Array.from({ length: 60 }, (_, i) => moment(i)),
  timelineTotal: 60,
  related,
  places: [
    place("54.250.1.2", "JP", [36, 138], false),
    place("54.250.1.3", "JP", [36, 138], false),
    place("203.0.113.7", "AU", [-25, 134], true),
    place("10.0.0.5", "", undefined, false),
  ],
  indicators: [
    { type: "TTP_OBSERVED", severity: "critical", value: "T1552.005", time: START + HOUR, detail: {} },
    { type: "NEW_GEOLOCATION", severity: "medium", value: "AU", time: START + HOUR, detail: {} },
    {
      type: "IMPOSSIBLE_TRAVEL",
      severity: "high",
      value: "kei",
      time: START + 2 * HOUR,
      detail: { from: "JP", to: "AU", kilometres: 6_800, minutes: 12 },
    },
    { type: "NEW_USER_AGENT", severity: "low", value: "curl", time: START + 3 * HOUR, detail: {} },
  ],
  signals: [],
  stories: [],
  gaps: ["no-flagged-list"],
};

/** The same where nobody knows where addresses are. */
export const unplacedInvestigation: Investigation = {
  ...sampleInvestigation,
  places: ["54.250.1.2", "203.0.113.7"].map((ip) => place(ip, "", undefined, false)),
  gaps: ["no-geography"],
};

/** What an attacker may write into a log, and how it is shown. */
export const HOSTILE = {
  text: `</main></svg><img src=x onerror=alert(1)>"'&\u001b[2J\u009b31m\u0000\u202eevil\u2066\u200f\u061c<script>alert(2)</script>`,
  visible: "\\u001b[2J\\u009b31m\\u0000\\u202eevil\\u2066\\u200f\\u061c",
};

/** Every text that comes from logs is hostile. */
export const hostileInvestigation: Investigation = {
  ...sampleInvestigation,
  entity: { kind: "user-agent", value: HOSTILE.text },
  names: [HOSTILE.text],
  did: sampleInvestigation.did.map((one) => ({ ...one, value: HOSTILE.text })),
  suffered: sampleInvestigation.suffered.map((one) => ({ ...one, value: HOSTILE.text })),
  assumptions: [{ from: HOSTILE.text, to: HOSTILE.text, n: 1, first: START, last: START }],
  timeline: sampleInvestigation.timeline.map((one) => ({
    ...one,
    service: HOSTILE.text,
    name: HOSTILE.text,
    principal: HOSTILE.text,
    session: HOSTILE.text,
    ip: HOSTILE.text,
    error: HOSTILE.text,
    resources: [HOSTILE.text],
  })),
  related: sampleInvestigation.related.map((one) => ({ ...one, value: HOSTILE.text })),
  places: sampleInvestigation.places.map((one) => ({ ...one, ip: HOSTILE.text, country: HOSTILE.text, network: HOSTILE.text })),
  indicators: sampleInvestigation.indicators.map((one) => ({
    ...one,
    value: HOSTILE.text,
    detail: { from: HOSTILE.text, to: HOSTILE.text, kilometres: 1, minutes: 1 },
  })),
};
