import type { Lang } from "../model/index.ts";
import { en } from "./en.ts";
import { ja } from "./ja.ts";
import type { Vocabulary } from "./vocabulary.ts";

export const words: Readonly<Record<Lang, Vocabulary>> = { en, ja };
export type { Vocabulary } from "./vocabulary.ts";
