import { describe, expect, it } from "vitest";
import { isUnknown, parsePolicy } from "../../../model/index.ts";
import { allow, policy } from "../decide/cases/case.ts";
import { compilePolicy } from "./compile.ts";

describe("compiling", () => {
  it("one policy object is compiled once", () => {
    const document = policy(allow());
    if (isUnknown(document)) throw new Error("unreadable");
    expect(compilePolicy(document)).toBe(compilePolicy(document));
  });

  it("equal contents share one compiled content, whatever their Sids and places", () => {
    const [a, b, c, d] = [
      policy(allow({ Sid: "A" })),
      policy(allow({ Sid: "B" })),
      policy(allow({ Action: "s3:*" })),
      policy(allow(), allow()),
    ];
    if (isUnknown(a) || isUnknown(b) || isUnknown(c) || isUnknown(d)) throw new Error("unreadable");
    expect(compilePolicy(a).content).toBe(compilePolicy(b).content);
    expect(compilePolicy(a).policy).toBe(a);
    expect(compilePolicy(b).policy).toBe(b);
    expect(compilePolicy(c).content).not.toBe(compilePolicy(a).content);
    expect(compilePolicy(d).content.statements[0]).toBe(compilePolicy(a).content.statements[0]);
  });

  it("the version is part of the content", () => {
    const [old, current] = ["2008-10-17", "2012-10-17"].map((Version) => parsePolicy({ Version, Statement: allow() }));
    if (!old || !current || isUnknown(old) || isUnknown(current)) throw new Error("unreadable");
    expect(compilePolicy(old).content).not.toBe(compilePolicy(current).content);
  });

  it("statements are found by the service they are about", () => {
    const document = policy(
      allow({ Action: "s3:*" }),
      allow({ Action: ["sqs:*", "kms:*"] }),
      allow({ NotAction: "s3:*" }),
      allow({ Action: "*" }),
    );
    if (isUnknown(document)) throw new Error("unreadable");
    const { content } = compilePolicy(document);
    const about = (service: string): readonly number[] => content.about(service).map(({ position }) => position);
    expect(about("s3")).toEqual([0, 2, 3]);
    expect(content.about("s3")[1]?.compiled).toBe(content.statements[2]);
    expect(content.about("s3")).toBe(content.about("s3"));
    expect(about("kms")).toEqual([1, 2, 3]);
    expect(about("ec2")).toEqual([2, 3]);
  });

  it("the first service is asked of the policy itself, the next of what it shares, and both say the same", () => {
    const document = () =>
      policy(allow({ Action: "s3:*" }), allow({ Action: ["sqs:*", "k*:*"] }), allow({ NotAction: "s3:*" }), allow({ Action: "*" }));
    for (const first of ["s3", "sqs", "kms", "ec2"]) {
      const fresh = document();
      if (isUnknown(fresh)) throw new Error("unreadable");
      const ready = compilePolicy(fresh);
      const asked = ready.about(first);
      expect(ready.about(first)).toBe(asked);
      const positions = ready.content.about(first).map(({ position }) => position);
      expect(asked.map(({ position }) => position)).toEqual(positions);
      expect(asked.length).toBeGreaterThan(1);
      expect(ready.about("sns")).toBe(ready.content.about("sns"));
    }
  });
});
