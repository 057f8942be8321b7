import { unknown } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const strong = {
  MinimumLength: 8,
  RequireLowercase: true,
  RequireUppercase: true,
  RequireNumbers: true,
  RequireSymbols: true,
  TemporaryPasswordValidityDays: 7,
};

export default defineCases<"UserPool">({
  pass: {
    "exactly the least": { given: { PasswordPolicy: strong } },
  },
  fail: {
    "seven characters": { given: { PasswordPolicy: { ...strong, MinimumLength: 7 } } },
    "no symbols": { given: { PasswordPolicy: { ...strong, RequireSymbols: false } } },
    "temporary passwords live eight days": { given: { PasswordPolicy: { ...strong, TemporaryPasswordValidityDays: 8 } } },
    "one fault is proven, another part unknown": { given: { PasswordPolicy: { ...strong, MinimumLength: 6, RequireNumbers: DENIED } } },
  },
  unknown: {
    "not readable": { given: { PasswordPolicy: DENIED } },
    "one part unknown": { given: { PasswordPolicy: { ...strong, MinimumLength: unknown("parameter") } } },
  },
});
