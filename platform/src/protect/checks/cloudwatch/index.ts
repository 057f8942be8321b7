import { alarmUnheard } from "./alarm-unheard.ts";
import { scalingUnheard } from "./scaling-unheard.ts";

export const cloudwatchChecks = [
  alarmUnheard,
  scalingUnheard,
] as const;
