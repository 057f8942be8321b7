const WRAPPER = /^\uFEFF?\s*\{\s*"(?:Records|Findings|findings|logEvents)"\s*:\s*\[/;
/** How often the beginning of the next record is looked for; each time the rest is gone through once. */
const MOST_STARTS = 20;

const NEXT = '{"eventVersion"';

/** A record that could be read, or the text of what could not. */
export type Salvaged = { readonly record: unknown } | { readonly damaged: string };

/**
 * The records of a delivery that is damaged somewhere. Undefined when the text is no delivery. Braces are matched outside of strings;
 * where that leads nowhere, the next record is looked for.
 */
export function recordsOf(text: string): readonly Salvaged[] | undefined {
  const wrapper = WRAPPER.exec(text);
  if (!wrapper) return undefined;
  const out: Salvaged[] = [];
  let starts = 0;
  let at = wrapper[0].length;
  for (let next = text.indexOf("{", at); next >= 0; next = text.indexOf("{", at)) {
    const end = endOf(text, next) ?? text.length;
    const piece = text.slice(next, end);
    try {
      out.push({ record: JSON.parse(piece) as unknown });
      at = end;
    } catch {
      starts += 1;
      const other = starts > MOST_STARTS ? -1 : piece.indexOf(NEXT, 1);
      out.push({ damaged: other < 0 ? piece : piece.slice(0, other) });
      at = other < 0 ? end : next + other;
    }
  }
  return out;
}

/** Behind the brace that closes the one at `from`. */
function endOf(text: string, from: number): number | undefined {
  let depth = 0;
  let isText = false;
  for (let i = from; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (isText) {
      if (c === 92) i += 1;
      else if (c === 34) isText = false;
    } else if (c === 34) isText = true;
    else if (c === 123) depth += 1;
    else if (c === 125 && --depth === 0) return i + 1;
  }
  return undefined;
}
