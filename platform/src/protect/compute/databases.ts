import { type Fact, isUnknown, type Noun, textAround, type Unknown } from "../../model/index.ts";
import type { Need } from "../check.ts";

/** What makes us believe that a function talks to a relational database over connections. */
export interface DatabaseSignal {
  /** Name of the environment variable. */
  readonly variable: string;
  /** The variable holds the password itself or an address that contains one. */
  readonly password: boolean;
  /** The address is an RDS Proxy, which pools connections. */
  readonly proxy: boolean;
}

const DATABASE_NAME =
  /(^|_)(DB|DATABASE|RDS|AURORA|PG|PGSQL|POSTGRES|POSTGRESQL|MYSQL|MARIADB|MSSQL|SQLSERVER|ORACLE)(_|$)|^PG(HOST|USER|PASSWORD|DATABASE|PORT)$/i;
const PASSWORD_NAME = /(PASS|PASSWORD|PASSWD|PWD|SECRET_VALUE)$/i;
const REFERENCE_NAME = /(ARN|SECRET_ID|SECRET_NAME|PARAMETER|PARAM|PATH)$/i;
const ADDRESS_NAME = /(^|_)(HOST|HOSTNAME|DSN|CONN|CONNECTION|CONNECTION_STRING|JDBC_URL)$/i;
const DATABASE_ADDRESS = /\.rds(\.[a-z0-9-]+)?\.amazonaws\.com|^(jdbc:)?(postgres|postgresql|mysql|mariadb|sqlserver|oracle)(\+\w+)?:/i;
const ADDRESS_WITH_PASSWORD = /^[a-z0-9+.:-]+:\/\/[^/@\s:]+:[^/@\s]+@/i;
/** Dynamic references are resolved by CloudFormation, so the value still ends in the environment; `aws:` ARNs are only names. */
const POINTER = /^(arn:aws|\{\{resolve:)|^$/;

/** Reads the environment of a function; a value that is unknown still counts by its name. */
export function databaseSignals(fn: Noun<"LambdaFunction">, need: Need): readonly DatabaseSignal[] {
  const signals: DatabaseSignal[] = [];
  const environment = need.outer(fn.Environment);
  for (const variable of Object.keys(environment)) {
    const value = environment[variable] as Fact<string>;
    const text = textOf(value);
    const address = text !== undefined && DATABASE_ADDRESS.test(text);
    // Tables are DynamoDB's, and it takes no connections.
    if (!address && (!DATABASE_NAME.test(variable) || /TABLE|DYNAMO/i.test(variable))) continue;
    const named = DATABASE_NAME.test(variable) && PASSWORD_NAME.test(variable) && !REFERENCE_NAME.test(variable);
    const pointer = text !== undefined && !isMasked(value) && (POINTER.test(text) || text.startsWith("${…}"));
    const password = text !== undefined && ((named && !pointer) || (address && ADDRESS_WITH_PASSWORD.test(text)));
    signals.push({ variable, password, proxy: text !== undefined && /\.proxy-[a-z0-9]+\./i.test(text) });
  }
  return signals;
}

/** A snapshot leaves empty values and references as they were, and says what kind of address it took away. */
export function isMasked(value: Fact<string>): boolean {
  return isUnknown(value) && value.reason === "masked";
}

function textOf(value: Fact<string>): string | undefined {
  if (!isUnknown(value)) return value;
  return value.reason === "masked" ? (value.what ?? "") : textAround(value);
}

/** An environment variable that may hold the address of a database, were it readable: by its name, or because AWS refused it. */
export function hiddenSignal(fn: Noun<"LambdaFunction">): Unknown | undefined {
  if (isUnknown(fn.Environment)) return fn.Environment;
  for (const variable of Object.keys(fn.Environment)) {
    const value = fn.Environment[variable] as Fact<string>;
    if (!isUnknown(value) || isMasked(value) || DATABASE_NAME.test(variable)) continue;
    // Templates leave many values open; of those only names of addresses are taken for one.
    const open = ["parameter", "elsewhere", "known-after-deploy"].includes(value.reason);
    if (!open || (value.reason !== "known-after-deploy" && ADDRESS_NAME.test(variable))) return value;
  }
  return undefined;
}
