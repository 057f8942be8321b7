import { backupsShort } from "./backups-short.ts";
import { clusterBackupsShort } from "./cluster-backups-short.ts";
import { clusterDeletionProtectionOff } from "./cluster-deletion-protection-off.ts";
import { clusterEventsNotHeard } from "./cluster-events-not-heard.ts";
import { clusterIamAuthenticationOff } from "./cluster-iam-authentication-off.ts";
import { clusterMasterPasswordInTemplate } from "./cluster-master-password-in-template.ts";
import { clusterMasterPasswordNotManaged } from "./cluster-master-password-not-managed.ts";
import { clusterNotEncrypted } from "./cluster-not-encrypted.ts";
import { clusterSingleZone } from "./cluster-single-zone.ts";
import { deletionProtectionOff } from "./deletion-protection-off.ts";
import { eventsNotNotified } from "./events-not-notified.ts";
import { iamAuthenticationOff } from "./iam-authentication-off.ts";
import { instanceEventsNotHeard } from "./instance-events-not-heard.ts";
import { instanceEventsPartlyHeard } from "./instance-events-partly-heard.ts";
import { logsNotExported } from "./logs-not-exported.ts";
import { masterPasswordInTemplate } from "./master-password-in-template.ts";
import { masterPasswordNotManaged } from "./master-password-not-managed.ts";
import { minorUpgradesOff } from "./minor-upgrades-off.ts";
import { outsideDataTierGroup } from "./outside-data-tier-group.ts";
import { parameterGroupEventsNotHeard } from "./parameter-group-events-not-heard.ts";
import { publiclyAccessible } from "./publicly-accessible.ts";
import { securityGroupEventsNotHeard } from "./security-group-events-not-heard.ts";
import { singleZone } from "./single-zone.ts";
import { storageNotEncrypted } from "./storage-not-encrypted.ts";

export const rdsChecks = [
  backupsShort,
  clusterBackupsShort,
  clusterDeletionProtectionOff,
  clusterEventsNotHeard,
  clusterIamAuthenticationOff,
  clusterMasterPasswordInTemplate,
  clusterMasterPasswordNotManaged,
  clusterNotEncrypted,
  clusterSingleZone,
  deletionProtectionOff,
  eventsNotNotified,
  iamAuthenticationOff,
  instanceEventsNotHeard,
  instanceEventsPartlyHeard,
  logsNotExported,
  masterPasswordInTemplate,
  masterPasswordNotManaged,
  minorUpgradesOff,
  outsideDataTierGroup,
  parameterGroupEventsNotHeard,
  publiclyAccessible,
  securityGroupEventsNotHeard,
  singleZone,
  storageNotEncrypted,
] as const;
