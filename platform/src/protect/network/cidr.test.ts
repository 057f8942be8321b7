import { expect, test } from "vitest";
import { contains } from "./cidr.ts";

test.each([
  ["10.0.0.0/8", "10.1.0.0/16", true],
  ["10.1.0.0/16", "10.1.0.0/16", true],
  ["10.1.0.0/16", "10.0.0.0/8", false],
  ["10.1.0.0/17", "10.1.128.0/17", false],
  ["0.0.0.0/0", "192.0.2.1/32", true],
  ["2001:db8::/32", "2001:db8:1::/48", true],
  ["2001:db8::/32", "2001:db9::/48", false],
  ["::/0", "2001:db8::/32", true],
  ["0.0.0.0/0", "2001:db8::/32", false],
  ["10.0.0.0/99", "10.0.0.0/8", false],
  ["300.0.0.0/8", "10.0.0.0/8", false],
  ["pl-1", "pl-1", true],
])("%s holds %s: %s", (outer, inner, expected) => expect(contains(outer, inner)).toBe(expected));
