import type { AwsCredentialIdentityProvider } from "@smithy/types";
import type { Resource, Unknown } from "../../model/index.ts";
import type { Collector } from "./collector.ts";

/** What a scan is asked to do. */
export interface ScanOptions {
  /** Default: the environment's, or the profile's. */
  readonly credentials?: AwsCredentialIdentityProvider;
  readonly profile?: string;
  /** Where global services answer. Default: the configured region, else us-east-1. */
  readonly homeRegion?: string;
  /** Default: every region the account has enabled. */
  readonly regions?: readonly string[];
  /** Account ids or role ARNs. Default: the account of the credentials. */
  readonly accounts?: readonly string[];
  /** Every active account of the organisation, besides `accounts`. */
  readonly organization?: boolean;
  /** Name of the role to assume in other accounts. */
  readonly role?: string;
  readonly externalId?: string;
  /** Collectors by name; `ec2` means `ec2-network` and all others that begin so. Default: all. */
  readonly services?: readonly string[];
  readonly endpoint?: string;
  /** For tests: answers instead of the network. */
  readonly requestHandler?: object;
  /** Calls in flight per account, region and service. */
  readonly concurrency?: number;
  readonly timeoutMs?: number;
  readonly patienceMs?: number;
  /** Ends the scan early; what was read until then is kept. */
  readonly signal?: AbortSignal;
  readonly now?: () => Date;
  readonly onEvent?: (event: ScanEvent) => void;
  /** Collectors that need to know what an account holds; they run after all others. */
  readonly afterwards?: (found: readonly Resource[]) => readonly Collector[];
}

/** What a scan tells while it runs. */
export type ScanEvent =
  | { readonly type: "account-started"; readonly account: string; readonly regions: readonly string[]; readonly collectors: number }
  | { readonly type: "account-failed"; readonly account: string; readonly because: Unknown }
  | { readonly type: "account-stopped"; readonly account: string; readonly because: Unknown }
  | { readonly type: "collector-started"; readonly account: string; readonly service: string; readonly region: string }
  | {
      readonly type: "collector-finished";
      readonly account: string;
      readonly service: string;
      readonly region: string;
      readonly resources: number;
      readonly gaps: number;
      readonly calls: number;
      readonly ms: number;
    }
  | { readonly type: "throttled"; readonly account: string; readonly service: string; readonly region: string };

export interface ScanStats {
  readonly accounts: number;
  readonly resources: number;
  /** Requests sent, retries included. */
  readonly calls: number;
  readonly callsByService: Readonly<Record<string, number>>;
  /** Requests that AWS asked to slow down; each was sent again. */
  readonly throttled: number;
  readonly interrupted: boolean;
  readonly ms: number;
}
