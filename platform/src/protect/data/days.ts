const DAY = 24 * 60 * 60 * 1000;

/** Days between an ISO date and now, with their fraction. */
export function daysSince(date: string, now: Date): number {
  return (now.getTime() - Date.parse(date)) / DAY;
}
