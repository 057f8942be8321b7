import { describe, expect, it } from "vitest";
import { awsManagedPolicy, isAwsManaged } from "./aws-managed.ts";

describe("the policies that AWS manages", () => {
  it.each([
    "arn:aws:iam::aws:policy/AdministratorAccess",
    "arn:aws-cn:iam::aws:policy/AdministratorAccess",
    "arn:aws-us-gov:iam::aws:policy/AdministratorAccess",
  ])("%s allows everything, in every partition", (arn) => {
    expect(isAwsManaged(arn)).toBe(true);
    expect(awsManagedPolicy(arn)?.Statement).toMatchObject([{ Effect: "Allow", Action: ["*"], Resource: ["*"] }]);
    expect(awsManagedPolicy(arn)).toBe(awsManagedPolicy("arn:aws:iam::aws:policy/AdministratorAccess"));
  });
  it.each(["arn:aws:iam::aws:policy/job-function/ViewOnlyAccess", "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"])(
    "%s has a path",
    (arn) => {
      expect(isAwsManaged(arn)).toBe(true);
      expect(awsManagedPolicy(arn)?.Statement.length).toBeGreaterThan(0);
    },
  );
  it("one that the file does not know is not known, and one of an account is not theirs", () => {
    expect(awsManagedPolicy("arn:aws:iam::aws:policy/NoSuchAccess")).toBeUndefined();
    expect(awsManagedPolicy("prefix-arn:aws-cn:iam::aws:policy/AdministratorAccess")).toBeUndefined();
    for (const arn of [
      "arn:aws:iam::111122223333:policy/AdministratorAccess",
      "arn:aws:iam::aws:role/x",
      "AdministratorAccess",
      "x-arn:aws:iam::aws:policy/AdministratorAccess",
    ])
      expect(isAwsManaged(arn), arn).toBe(false);
  });
});
