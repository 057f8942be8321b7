import { automatedDiscoveryOff } from "./automated-discovery-off.ts";
import { off } from "./off.ts";
import { s3DataUnclassified } from "./s3-data-unclassified.ts";

export const macieChecks = [automatedDiscoveryOff, off, s3DataUnclassified] as const;
