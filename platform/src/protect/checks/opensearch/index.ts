import { dataAccessTooWide } from "./data-access-too-wide.ts";
import { publicNetworkAccess } from "./public-network-access.ts";

export const opensearchChecks = [dataAccessTooWide, publicNetworkAccess] as const;
