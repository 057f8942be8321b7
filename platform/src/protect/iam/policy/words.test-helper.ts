/** All words of at most `length` letters. */
export function words(letters: string, length: number): readonly string[] {
  let last = [""];
  const all = [...last];
  for (let i = 0; i < length; i += 1) {
    last = last.flatMap((word) => letters.split("").map((letter) => word + letter));
    all.push(...last);
  }
  return all;
}
