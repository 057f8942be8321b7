import type { Lang } from "../model/index.ts";

export interface ViewWords {
  readonly inventory: string;
  readonly lens: string;
  readonly lensNote: string;
  readonly responsibility: string;
  readonly frameworks: string;
  readonly kind: string;
  readonly name: string;
  readonly workload: string;
  readonly model: string;
  readonly rung: Readonly<Record<"provisioning" | "runtime" | "packaging" | "definition", string>>;
  readonly owner: Readonly<Record<"aws" | "shared" | "customer", string>>;
  readonly undecided: string;
  readonly requirement: string;
  readonly requirements: string;
  readonly title: string;
  readonly checks: string;
  readonly level: string;
  readonly framework: string;
  readonly topic: string;
  readonly origin: string;
  duties(met: number, all: number, unknown: number): string;
}

export const viewWords: Readonly<Record<Lang, ViewWords>> = {
  en: {
    inventory: "Inventory",
    lens: "Serverless Lens",
    lensNote: "failed / judged (unknown)",
    responsibility: "Shared responsibility",
    frameworks: "Frameworks",
    kind: "Kind",
    name: "Name",
    workload: "Workload",
    model: "Service model",
    rung: {
      provisioning: "Provisioning plane",
      runtime: "Managed runtime",
      packaging: "Build and packaging",
      definition: "Definition and code",
    },
    owner: { aws: "AWS", shared: "Shared", customer: "You" },
    undecided: "Unknown",
    requirement: "Requirement",
    requirements: "Requirements",
    title: "Title",
    checks: "Checks",
    level: "Level",
    framework: "Framework",
    topic: "Topic",
    origin: "Origin",
    duties: (met, all, unknown) => (all === 0 ? "" : ` ${met}/${all}${unknown > 0 ? ` (?${unknown})` : ""}`),
  },
  ja: {
    inventory: "インベントリ",
    lens: "Serverless Lens",
    lensNote: "不合格 / 判定数(不明)",
    responsibility: "責任分担",
    frameworks: "フレームワーク",
    kind: "種類",
    name: "名前",
    workload: "ワークロード",
    model: "サービスモデル",
    rung: {
      provisioning: "プロビジョニング基盤",
      runtime: "マネージドランタイム",
      packaging: "ビルドとパッケージ",
      definition: "定義とコード",
    },
    owner: { aws: "AWS", shared: "共有", customer: "自社" },
    undecided: "不明",
    requirement: "要件",
    requirements: "要件数",
    title: "内容",
    checks: "チェック",
    level: "レベル",
    framework: "フレームワーク",
    topic: "トピック",
    origin: "由来",
    duties: (met, all, unknown) => (all === 0 ? "" : ` ${met}/${all}${unknown > 0 ? `(不明 ${unknown})` : ""}`),
  },
};
