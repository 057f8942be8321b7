import { DENIED, defineCases, resource } from "../../cases.ts";

export default defineCases<"LambdaFunction">({
  pass: {
    "its own role": {
      given: { Role: "arn:aws:iam::111122223333:role/a" },
      beside: [resource("LambdaFunction", { name: "b", Role: "arn:aws:iam::111122223333:role/b" })],
    },
    "the only function": { given: { Role: "arn:aws:iam::111122223333:role/a" } },
  },
  fail: {
    "the same role in another region": {
      given: { Role: "arn:aws:iam::111122223333:role/a" },
      beside: [resource("LambdaFunction", { name: "b", region: "us-east-1", Role: "arn:aws:iam::111122223333:role/a" })],
    },
    "proven although the list has a gap": {
      given: { Role: "arn:aws:iam::111122223333:role/a" },
      beside: [resource("LambdaFunction", { name: "b", Role: "arn:aws:iam::111122223333:role/a" })],
      gaps: ["LambdaFunction"],
    },
  },
  unknown: {
    "the role is not known": { given: { Role: DENIED } },
    "the role of another function is not known": {
      given: { Role: "arn:aws:iam::111122223333:role/a" },
      beside: [resource("LambdaFunction", { name: "b", Role: DENIED })],
    },
    "another region could not be listed": { given: { Role: "arn:aws:iam::111122223333:role/a" }, gaps: ["LambdaFunction"] },
  },
});
