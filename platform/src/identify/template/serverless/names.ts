/** Logical ids and names, as the framework makes them, so that a service and its packaged template agree. */

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function normalized(functionName: string): string {
  return upperFirst(functionName.replaceAll("-", "Dash").replaceAll("_", "Underscore"));
}

export function alphanumeric(text: string): string {
  return upperFirst(text.replace(/[^0-9A-Za-z]/g, ""));
}

export function functionId(functionName: string): string {
  return `${normalized(functionName)}LambdaFunction`;
}

export function roleId(functionName: string): string {
  return `${normalized(functionName)}IamRoleLambdaExecution`;
}

export function logGroupId(functionName: string): string {
  return `${normalized(functionName)}LogGroup`;
}

function pathPart(part: string): string {
  const lower = upperFirst(part);
  return upperFirst(
    lower
      .replaceAll("-", "Dash")
      .replace(/\{(.*)\}/g, "$1Var")
      .replace(/[^0-9A-Za-z]/g, ""),
  );
}

export function normalizedPath(path: string): string {
  return path.split("/").map(pathPart).join("");
}

export function methodName(method: string): string {
  return upperFirst(method.toLowerCase());
}
