import type { Facts } from "./fact.ts";
import type { Nouns } from "./nouns/index.ts";

export type Path = readonly (string | number)[];

/** A place in a file. Lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

/** Where facts come from: an API answer and its time, or a file. */
export interface Origin {
  readonly source: "aws" | "template";
  /** When the API answered, ISO 8601 UTC. Live only. */
  readonly at?: string;
  /** The API operation behind each field, e.g. `{ Policies: "lambda:GetPolicy" }`; `""` is the default. Live only. */
  readonly calls?: Readonly<Record<string, string>>;
  /** The template's path as the user gave it. Templates only. */
  readonly file?: string;
  /** The logical id (CloudFormation) or address (Terraform). Templates only. */
  readonly address?: string;
  /** Finds the line of a property path under the resource; the resource's own line when the path is not written out. */
  locate?(path: Path): Place | undefined;
  /** Whether the rest of its template speaks of it. CloudFormation only; where it is not there, nobody can say. */
  isMentioned?(): boolean;
  /** Every property path that is written out, for writing an estate to a file. */
  paths?(): Iterable<Path>;
}

export type Kind = keyof Nouns;

/** What every resource has, whatever its kind. */
export interface ResourceBase<K extends Kind = Kind> {
  readonly kind: K;
  /** Unique in the estate: the ARN where AWS has one, else `arn:aws:<service>:<region>:<account>:<type>/<id>`. */
  readonly id: string;
  /** The name people know it by. */
  readonly name: string;
  /** 12 digits; `000000000000` in templates that do not know their account. */
  readonly account: string;
  /** Region code, or `global`. */
  readonly region: string;
  /** Resources of one scope see each other by name: one live account, or one template with its nested stacks. */
  readonly scope: string;
  readonly origin: Origin;
  /** Other names it is referred to by (ARN, id, URL, logical id). `id` and `name` are always included by the estate. */
  readonly aliases?: readonly string[];
}

export type Noun<K extends Kind> = ResourceBase<K> & Facts<Nouns[K] & Common>;
export type Resource = { [K in Kind]: Noun<K> }[Kind];

/** Facts every kind has. */
export interface Common {
  /** Undefined where the kind has no tags. */
  readonly Tags: Readonly<Record<string, string>> | undefined;
}
