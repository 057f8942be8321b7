const LONGEST = 160;

/** Long values are cut where people read; JSON and the bundle have them whole. */
export function short(text: string): string {
  if (text.length <= LONGEST) return text;
  // Half a character is none.
  const end = (text.charCodeAt(LONGEST - 4) & 0xfc00) === 0xd800 ? LONGEST - 4 : LONGEST - 3;
  return `${text.slice(0, end)}…`;
}
