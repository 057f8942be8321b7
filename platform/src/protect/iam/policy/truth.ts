/** Three-valued truth, ordered so that AND is the smaller, OR the greater, and NOT the mirror image. */
export type Truth = 0 | 1 | 2;

export const NO = 0;
/** What is not known decides it. */
export const MAYBE = 1;
export const YES = 2;

export function and(a: Truth, b: Truth): Truth {
  return a < b ? a : b;
}

export function or(a: Truth, b: Truth): Truth {
  return a > b ? a : b;
}

export function not(a: Truth): Truth {
  return (2 - a) as Truth;
}

export function truth(value: boolean): Truth {
  return value ? YES : NO;
}
