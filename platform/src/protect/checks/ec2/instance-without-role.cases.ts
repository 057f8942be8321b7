import { DENIED, defineCases, resource } from "../../cases.ts";

const arn = "arn:aws:iam::111122223333:instance-profile/web";

function profile(Roles: readonly string[]) {
  return resource("InstanceProfile", { Arn: arn, name: "web", region: "global", Roles });
}

export default defineCases<"Ec2Instance">({
  pass: { "a profile with a role": { given: { State: "running", IamInstanceProfile: arn }, beside: [profile(["role"])] } },
  fail: {
    "no profile": { given: { State: "stopped", IamInstanceProfile: undefined } },
    "a profile without a role": { given: { State: "running", IamInstanceProfile: arn }, beside: [profile([])] },
    "a profile that was deleted": { given: { State: "running", IamInstanceProfile: arn } },
  },
  unknown: {
    "the profiles could not be listed": { given: { State: "running", IamInstanceProfile: arn }, gaps: ["InstanceProfile"] },
    "the profile is decided elsewhere": { given: { State: "running", IamInstanceProfile: DENIED } },
  },
  "not-applicable": { terminated: { given: { State: "terminated" } } },
});
