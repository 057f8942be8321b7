// Loaded before a measured program (`node --import`): writes what the program used to the file in BENCH_METER when it ends.
import { writeFileSync } from "node:fs";

process.on("exit", () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  // Wall time counts from the start of the process, not from here.
  const usage = { rssMb: maxRSS / 1024, cpuMs: (userCPUTime + systemCPUTime) / 1000, wallMs: performance.now() };
  writeFileSync(process.env.BENCH_METER, JSON.stringify(usage));
});
