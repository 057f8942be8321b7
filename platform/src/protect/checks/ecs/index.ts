import { addedCapabilities } from "./added-capabilities.ts";
import { containerInsightsOff } from "./container-insights-off.ts";
import { containerRunsAsRoot } from "./container-runs-as-root.ts";
import { containerWithoutLogDriver } from "./container-without-log-driver.ts";
import { credentialsInEnvironment } from "./credentials-in-environment.ts";
import { environmentSecret } from "./environment-secret.ts";
import { execSessionsNotLogged } from "./exec-sessions-not-logged.ts";
import { fargatePlatformOutdated } from "./fargate-platform-outdated.ts";
import { hostNetworkAsRoot } from "./host-network-as-root.ts";
import { hostPathMounted } from "./host-path-mounted.ts";
import { hostProcessNamespace } from "./host-process-namespace.ts";
import { privilegedContainer } from "./privileged-container.ts";
import { publicAddress } from "./public-address.ts";
import { writableRootFilesystem } from "./writable-root-filesystem.ts";

export const ecsChecks = [
  addedCapabilities,
  containerInsightsOff,
  containerRunsAsRoot,
  containerWithoutLogDriver,
  credentialsInEnvironment,
  environmentSecret,
  execSessionsNotLogged,
  fargatePlatformOutdated,
  hostNetworkAsRoot,
  hostPathMounted,
  hostProcessNamespace,
  privilegedContainer,
  publicAddress,
  writableRootFilesystem,
] as const;
