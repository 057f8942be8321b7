import { isUnknown } from "../../../model/index.ts";
import { type Ec2Type, ec2Arn, ec2Name } from "../../ids.ts";
import type { Declared, Stack } from "../declared.ts";
import { type About, idOf, whereOf } from "./make.ts";
import { tags } from "./read.ts";

/** Id, name and aliases as EC2 has them: by the Name tag, else by the id. */
export function about(d: Declared, stack: Stack, type: Ec2Type, rest: About = {}): About {
  const id = idOf(d);
  const named = tags(d.properties["Tags"]);
  return { id: d.arn ?? ec2Arn(whereOf(stack), type, id), name: ec2Name(id, isUnknown(named) ? undefined : named), aliases: [id], ...rest };
}
