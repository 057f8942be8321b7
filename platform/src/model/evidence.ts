import type { Problem } from "./estate.ts";
import type { Fact } from "./fact.ts";
import type { Place } from "./resource.ts";

/** A value in handler code, as far as it can be known without running it. */
export type CodeValue =
  /** Text in pieces; `null` is a piece nobody knows. */
  | { readonly is: "text"; readonly parts: readonly (string | null)[] }
  | { readonly is: "list"; readonly items: readonly CodeValue[] }
  /** `open`: it may have fields that are not listed. */
  | { readonly is: "object"; readonly fields: Readonly<Record<string, CodeValue>>; readonly open: boolean }
  /** One of these. */
  | { readonly is: "any"; readonly of: readonly CodeValue[] }
  | { readonly is: "unknown" };

/** One step from a boto3 service resource: `Table("orders")` is `{ name: "Table", arguments: […] }`. */
export interface ResourceStep {
  readonly name: string;
  readonly arguments: readonly CodeValue[];
}

/** A call of an AWS SDK in handler code. */
export interface SdkCall {
  readonly sdk: "javascript-3" | "javascript-2" | "boto3";
  /** As the SDK names it: `dynamodb` of `@aws-sdk/client-dynamodb`, `DynamoDB` of `AWS.DynamoDB`, `dynamodb` of boto3. */
  readonly client: string;
  /** As the code spells it: `GetItem`, `getItem`, `get_item`; the name of the waiter for `waits`. */
  readonly operation: string;
  readonly waits?: boolean;
  /** Only for boto3 resources: how the object was reached from the service. */
  readonly resource?: readonly ResourceStep[];
  readonly parameters: CodeValue;
  readonly place: Place;
}

/** Why a reading of code may have missed calls. */
export type CodeDoubt =
  | "handler" // the handler was not found
  | "import" // a local file was not found
  | "dynamic" // an import, an attribute or a service whose name is made at run time
  | "library" // a library that may call AWS itself
  | "client" // a client of the SDK, or a method of one, is handed to code that was not read
  | "problem" // a file could not be read
  | "language" // a runtime whose code is not read
  | "layer" // a layer was not read; extensions in it may call AWS
  | "elsewhere"; // the code is not on this machine

export interface Doubt {
  readonly why: CodeDoubt;
  /** The module, runtime or expression it is about. */
  readonly what: string;
  readonly place?: Place;
}

/** What the code of one function calls. INVARIANT: without doubts, it calls nothing else. */
export interface CodeReading {
  /** Id of the function. */
  readonly fn: string;
  readonly files: readonly string[];
  readonly calls: readonly SdkCall[];
  readonly doubts: readonly Doubt[];
  readonly problems: readonly Problem[];
}

/** One call of an AWS API that CloudTrail recorded. */
export interface UseEvent {
  /** ARN of the role whose session made it. */
  readonly role: string;
  /** `dynamodb.amazonaws.com` */
  readonly source: string;
  readonly name: string;
  /** ISO 8601 UTC. */
  readonly time: string;
  readonly region: string;
  readonly account: string;
  readonly error: string | undefined;
  readonly data: boolean;
  /** ARNs the record names. */
  readonly resources: readonly string[];
  /** Top-level texts of `requestParameters`. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** When a service, and some of its actions, were last used by a role. */
export interface LastAccessed {
  readonly role: string;
  /** Days IAM looked back; 400 unless the service or the role is younger. */
  readonly services: Fact<
    readonly {
      readonly service: string;
      /** Undefined: not in the tracking period. */
      readonly last: string | undefined;
      /** Only actions IAM tracks. */
      readonly actions: readonly { readonly action: string; readonly last: string | undefined }[];
    }[]
  >;
}
