import type { Settings } from "../model/index.ts";
import type { Context } from "./context.ts";
import { listOf, type TemplateOptions } from "./options.ts";

/** The settings of the configuration with what the flags add to them. */
export function settingsOf(options: Pick<TemplateOptions, "trust">, context: Context): Partial<Settings> {
  const { settings } = context.config;
  return options.trust === undefined
    ? settings
    : { ...settings, trustedAccounts: [...(settings.trustedAccounts ?? []), ...listOf(options.trust)] };
}
