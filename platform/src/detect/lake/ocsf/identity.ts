import type { LogEvent } from "../../../model/index.ts";
import { obj, str } from "../../sources/batch.ts";
import type { Activity } from "./classes.ts";
import type { Shape } from "./event.ts";

const ACCOUNT: Readonly<Record<string, Activity>> = {
  CreateUser: [1, "Create"],
  CreateLoginProfile: [2, "Enable"],
  ChangePassword: [3, "Password Change"],
  UpdateLoginProfile: [4, "Password Reset"],
  DeleteLoginProfile: [5, "Disable"],
  DeleteUser: [6, "Delete"],
  AttachUserPolicy: [7, "Attach Policy"],
  DetachUserPolicy: [8, "Detach Policy"],
  EnableMFADevice: [10, "MFA Factor Enable"],
  DeactivateMFADevice: [11, "MFA Factor Disable"],
};
const ACCESS: Readonly<Record<string, Activity>> = {
  PutUserPolicy: [1, "Assign Privileges"],
  AddUserToGroup: [1, "Assign Privileges"],
  DeleteUserPolicy: [2, "Revoke Privileges"],
  RemoveUserFromGroup: [2, "Revoke Privileges"],
};
const ENTITY =
  /^(Create|Delete|Update|Put|Attach|Detach|Add|Remove)(\w*)(Role|Policy|Group|InstanceProfile|Provider|PolicyVersion|PermissionsBoundary)/;

/** A change of users, their rights, or of roles and policies, in the class OCSF has for it; undefined for any other IAM call. */
export function iamChange(event: LogEvent, targets: readonly string[]): Shape | undefined {
  const given = obj(event.record["requestParameters"]);
  const user = str(given["userName"]);
  const about = {
    uid: targets.find((t) => t.includes(":user/")) ?? (user || event.principal || "unknown"),
    ...(user === "" ? {} : { name: user }),
  };
  const account = ACCOUNT[event.name];
  if (account) return { kind: "account_change", activity: account, own: { user: about } };
  const access = ACCESS[event.name];
  if (access) {
    const privilege = str(given["policyName"]) || str(given["groupName"]) || "unknown";
    return { kind: "user_access", activity: access, own: { user: about, privileges: [privilege] } };
  }
  const entity = ENTITY.exec(event.name);
  if (!entity) return undefined;
  const activity: Activity = entity[1] === "Create" ? [1, "Create"] : entity[1] === "Delete" ? [4, "Delete"] : [3, "Update"];
  const name = str(given["roleName"]) || str(given["policyName"]) || str(given["groupName"]) || str(given["policyArn"]) || event.name;
  return {
    kind: "entity_management",
    activity,
    own: {
      entity: { name, ...(targets[0] === undefined ? {} : { uid: targets[0] }), type: entity[3] as string },
    },
  };
}
