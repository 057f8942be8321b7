import { isIPv6 } from "node:net";

/** The longest text that is kept of anything. */
const LONGEST = 256;

/** Text as it is kept: short, and of one line. */
export function plain(text: string): string {
  const short = text.length > LONGEST ? text.slice(0, LONGEST) : text;
  return short.includes("\n") || short.includes("\0") ? short.replaceAll(/[\n\0]/g, " ") : short;
}

/** `UpdateFunctionCode20150331v2` → `UpdateFunctionCode`: the version of an API is no habit. */
export function operationOf(name: string): string {
  return plain(name).replace(/20\d{6}(v\d+)?$/, "");
}

/** The neighbourhood of an address: /16 of IPv4, /32 of IPv6, about what one provider gives one place. */
export function networkOf(ip: string): string {
  if (isIPv6(ip)) {
    const [a = "0", b = "0"] = ip.toLowerCase().split(":");
    return a === "" ? "::/32" : `${a}:${b === "" ? "0" : b}::/32`;
  }
  const second = ip.indexOf(".", ip.indexOf(".") + 1);
  return second < 0 ? plain(ip) : `${ip.slice(0, second)}.0.0/16`;
}

/** Whether an address is of a private or special range: of nobody in the internet. */
export function isPrivate(ip: string): boolean {
  if (ip.includes(":")) return /^(::1?$|f[cd]|fe[89ab])/i.test(ip);
  const [a, b] = ip.split(".", 2).map(Number) as [number, number];
  return (
    a === 10 ||
    a === 127 ||
    a === 0 ||
    a >= 224 ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168) ||
    (a === 169 && b === 254) ||
    (a === 100 && b >= 64 && b < 128)
  );
}

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/windows/i, "Windows"],
  [/mac ?os|darwin/i, "macOS"],
  [/android/i, "Android"],
  [/iphone|ipad/i, "iOS"],
  [/linux/i, "Linux"],
];

/** The program and its system without their versions: what does not change with an update. */
export function familyOf(userAgent: string): string {
  const text = plain(userAgent).trim();
  if (text === "") return "";
  if (/^[a-z0-9.-]+\.amazonaws\.com$/.test(text) || text === "AWS Internal") return text;
  const system = SYSTEMS.find(([pattern]) => pattern.test(text))?.[1];
  const runtime = /AWS_(Lambda|ECS|EKS)\w*/.exec(text)?.[0].split("_")[1];
  const program = /^\[?mozilla\//i.test(text) ? browserOf(text) : (/^\[?([^/\s,;[\]]+)/.exec(text)?.[1] ?? text).toLowerCase();
  const wrapped = /terraform|pulumi|cloudformation|cdk|kali|parrot|pacu/i.exec(text)?.[0].toLowerCase();
  return [program, wrapped === program ? undefined : wrapped, runtime ?? system].filter((part) => part !== undefined).join(" ");
}

function browserOf(text: string): string {
  if (/edg\//i.test(text)) return "Edge";
  if (/firefox\//i.test(text)) return "Firefox";
  return /chrome\//i.test(text) ? "Chrome" : "browser";
}

/** Errors that mean "you may not". */
export function isRefusal(error: string): boolean {
  return error !== "" && (error.includes("AccessDenied") || error.includes("Unauthorized") || error === "Forbidden" || error === "403");
}
