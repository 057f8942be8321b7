export const languages = ["en", "ja"] as const;
export type Lang = (typeof languages)[number];
/** A sentence in every language. */
export type Words = Readonly<Record<Lang, string>>;
