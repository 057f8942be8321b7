import { type Lang, languages } from "../model/index.ts";

/** The language of what is printed from now on; known better once the configuration is read. */
export const spoken: { lang: Lang } = { lang: "en" };

/** `--lang` before configuration before the environment (`LC_ALL`, `LC_MESSAGES`, `LANG`); English when nothing says. */
export function languageOf(flag: string | undefined, configured: string | undefined, env: NodeJS.ProcessEnv): Lang {
  // POSIX: the first of the three that is set decides, also when it says C.
  const locale = env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"];
  for (const wish of [flag, configured, locale]) {
    const found = languages.find((lang) => wish?.toLowerCase().startsWith(lang));
    if (found) return found;
  }
  return "en";
}
