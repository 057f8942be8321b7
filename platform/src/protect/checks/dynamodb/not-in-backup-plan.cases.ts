import { DENIED, defineCases, resource } from "../../cases.ts";

const Arn = "arn:aws:dynamodb:ap-northeast-1:111122223333:table/orders";

export default defineCases<"DynamoTable">({
  pass: {
    "named in a plan": { given: { Arn }, beside: [resource("BackupPlan", { Selections: [Arn] })] },
    "covered by a pattern, other plans not readable": {
      given: { Arn },
      beside: [resource("BackupPlan", { Selections: ["arn:aws:dynamodb:*:*:table/*"] })],
      gaps: ["BackupPlan"],
    },
  },
  fail: {
    "no plan at all": { given: { Arn } },
    "a plan for other tables": {
      given: { Arn },
      beside: [resource("BackupPlan", { Selections: ["arn:aws:dynamodb:ap-northeast-1:111122223333:table/customers"] })],
    },
  },
  unknown: {
    "plans could not be listed": { given: { Arn }, gaps: ["BackupPlan"] },
    "selections not readable": { given: { Arn }, beside: [resource("BackupPlan", { Selections: DENIED })] },
  },
});
