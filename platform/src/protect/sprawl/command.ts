import type { Resource } from "../../model/index.ts";

export interface Command {
  readonly command: string;
  readonly undo?: string;
}

/** The AWS CLI commands that retire a resource, for a person to read and run. */
export interface Commands {
  /** Keeps the configuration, so that it can be made again. */
  readonly record: readonly Command[];
  /** Takes it out of service in a way that can be taken back at once. */
  readonly stop: readonly Command[];
  readonly delete: readonly Command[];
}

export const NONE: Commands = { record: [], stop: [], delete: [] };

/** A word of the shell: quoted unless every character is plain. */
export function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) && !text.startsWith("-") ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

export function only(command: string): readonly Command[] {
  return [{ command }];
}

/** Where the configuration of what is retired is kept. */
export const FOLDER = "retired";

/** File names of what is recorded: plain letters only. */
export function fileOf(resource: Resource): string {
  return `${FOLDER}/${resource.account}-${resource.region}-${resource.kind}-${resource.name.replace(/[^\w.-]+/g, "_")}.json`;
}

/** How to speak of one resource to the AWS CLI. */
export interface Speech {
  /** The command in the resource's region. */
  readonly aws: (text: string) => string;
  /** The command with its answer kept in a file. */
  readonly keep: (text: string) => readonly Command[];
  readonly name: string;
  readonly arn: string;
}

export function speechOf(resource: Resource): Speech {
  const at = resource.region === "global" ? "" : ` --region ${quoted(resource.region)}`;
  const aws = (text: string): string => `aws ${text}${at}`;
  return { aws, keep: (text) => only(`${aws(text)} > ${fileOf(resource)}`), name: quoted(resource.name), arn: quoted(resource.id) };
}
