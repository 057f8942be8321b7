import { DENIED, defineCases } from "../../cases.ts";

const key = {
  KeyManager: "CUSTOMER",
  KeySpec: "SYMMETRIC_DEFAULT",
  Origin: "AWS_KMS",
  KeyState: "Enabled",
  MultiRegionReplica: false,
} as const;

export default defineCases<"KmsKey">({
  pass: {
    rotates: { given: { ...key, RotationEnabled: true } },
  },
  fail: {
    "does not": { given: { ...key, RotationEnabled: false } },
  },
  unknown: {
    "rotation not readable": { given: { ...key, RotationEnabled: DENIED } },
    "key not readable": { given: { ...key, KeyState: DENIED, RotationEnabled: DENIED } },
  },
  "not-applicable": {
    asymmetric: { given: { ...key, KeySpec: "RSA_2048", RotationEnabled: false } },
    "imported material": { given: { ...key, Origin: "EXTERNAL", RotationEnabled: false } },
    "custom key store": { given: { ...key, Origin: "AWS_CLOUDHSM", RotationEnabled: false } },
    disabled: { given: { ...key, KeyState: "Disabled", RotationEnabled: false } },
    replica: { given: { ...key, MultiRegionReplica: true, RotationEnabled: false } },
    "key of an AWS service": { given: { ...key, KeyManager: "AWS", RotationEnabled: true } },
  },
});
