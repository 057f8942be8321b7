import { unknown } from "../../../model/index.ts";
import { defineCases } from "../../cases.ts";

export default defineCases<"Secret">({
  pass: {
    "value comes from a parameter without a default": { given: { SecretString: unknown("parameter") } },
    "only the user name is written": { given: { SecretString: JSON.stringify({ username: "app" }) } },
    "a stand-in": { given: { SecretString: JSON.stringify({ password: "REPLACE_ME" }) } },
  },
  fail: {
    "password in JSON": {
      given: { SecretString: JSON.stringify({ username: "app", password: ["Xk7", "pQ92", "mmZ"].join("#") }) },
      subjects: ["SecretString"],
    },
    "one plain value": { given: { SecretString: "q8Zr".repeat(3) + "T5w1Lm0Vb7" } },
  },
  unknown: {
    "masked in a snapshot": { given: { SecretString: unknown("masked") } },
  },
  manual: {
    "a weak password, or a stand-in": { given: { SecretString: JSON.stringify({ password: "postgres" }) } },
  },
  "not-applicable": {
    "live: never read": { given: { SecretString: undefined } },
  },
});
