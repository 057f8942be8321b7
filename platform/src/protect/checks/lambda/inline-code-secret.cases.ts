import { unknown } from "../../../model/index.ts";
import { defineCases } from "../../cases.ts";

const noise = ["q8Zr", "T5w1", "Lm0V", "b7Xc", "9sKd"].join("");

export default defineCases<"LambdaFunction">({
  pass: {
    "reads it at run time": {
      given: { InlineCode: 'const token = process.env.API_TOKEN;\nexports.handler = async () => fetchSecret("api-token");' },
    },
  },
  fail: {
    assignment: { given: { InlineCode: `import json\nAPI_KEY = "${noise}"\n` }, subjects: ["API_KEY@2"] },
    "in an address": { given: { InlineCode: `connect("mysql://root:${noise}@db.test/x")` }, subjects: ["uri-password@1"] },
  },
  unknown: {
    "code comes from another place": { given: { InlineCode: unknown("elsewhere") } },
  },
  manual: {
    "a short token": { given: { InlineCode: 'const authToken = "a8f3k2m9";' } },
  },
  "not-applicable": {
    "no inline code": { given: { InlineCode: undefined } },
  },
});
