import fc from "fast-check";
import { expect, test } from "vitest";
import { Tree } from "./tree.ts";

test("what was put under texts is found under them, and nowhere else", () => {
  const path = fc.array(fc.constantFrom("", "a", "b", "ab"), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(path, { maxLength: 60 }), (paths) => {
      const tree = new Tree<string>();
      const seen = new Set<string>();
      for (const texts of paths) {
        const name = texts.join("|");
        const at = texts.reduce((node, text) => node.under(text), tree);
        expect(at.value).toBe(seen.has(name) ? name : undefined);
        at.value = name;
        seen.add(name);
      }
    }),
  );
});
