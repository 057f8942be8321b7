import { externalAnalyzerMissing } from "./external-analyzer-missing.ts";

export const accessanalyzerChecks = [externalAnalyzerMissing] as const;
