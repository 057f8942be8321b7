/** Whether a literal text matches an IAM pattern (`*` any text, `?` one character). Linear in practice: one backtrack point. */
export function matches(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let mark = 0;
  while (t < text.length) {
    const c = pattern[p];
    if (c === "*") {
      star = p;
      mark = t;
      p += 1;
    } else if (c !== undefined && (c === "?" || c === text[t])) {
      p += 1;
      t += 1;
    } else if (star >= 0) {
      p = star + 1;
      mark += 1;
      t = mark;
    } else return false;
  }
  while (pattern[p] === "*") p += 1;
  return p === pattern.length;
}

/**
 * Whether everything that `inner` matches is matched by `outer` too. Reads the stars of `inner` as characters that only a star
 * of `outer` can match, so it never says yes wrongly.
 */
export function covers(outer: string, inner: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let mark = 0;
  while (t < inner.length) {
    const c = outer[p];
    if (c === "*") {
      star = p;
      mark = t;
      p += 1;
    } else if (c !== undefined && inner[t] !== "*" && (c === inner[t] || c === "?")) {
      p += 1;
      t += 1;
    } else if (star >= 0) {
      p = star + 1;
      mark += 1;
      t = mark;
    } else return false;
  }
  while (outer[p] === "*") p += 1;
  return p === outer.length;
}

/** Whether some text matches both patterns. Quadratic in their lengths at most. */
export function overlap(a: string, b: string): boolean {
  if (!isPattern(b)) return isPattern(a) ? matches(a, b) : a === b;
  if (!isPattern(a)) return matches(b, a);
  // reachable[j]: a[0..i] and b[0..j] can both have consumed the same text
  let row = new Uint8Array(b.length + 1);
  row[0] = 1;
  for (let j = 0; j < b.length && b[j] === "*"; j++) row[j + 1] = 1;
  for (let i = 0; i < a.length; i++) {
    const next = new Uint8Array(b.length + 1);
    const ca = a[i];
    if (ca === "*") {
      // the star takes nothing, or goes on taking what b consumes
      for (let j = 0; j <= b.length; j++) if (row[j] || (j > 0 && next[j - 1])) next[j] = 1;
    } else {
      for (let j = 0; j < b.length; j++) {
        const cb = b[j];
        if (cb === "*") {
          if (row[j] || row[j + 1]) next[j + 1] = 1; // b's star takes a[i]
          if (row[j]) next[j] = 1;
        } else if (row[j] && (ca === "?" || cb === "?" || ca === cb)) next[j + 1] = 1;
      }
      for (let j = 0; j < b.length; j++) if (next[j] && b[j] === "*") next[j + 1] = 1;
    }
    row = next;
  }
  return row[b.length] === 1;
}

function isPattern(text: string): boolean {
  return text.includes("*") || text.includes("?");
}
