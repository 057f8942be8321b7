/**
 * What is known of libraries. A library that is not listed may call AWS by itself: the reading then has a doubt.
 */
const NODE = new Set(
  "assert async_hooks buffer console constants crypto diagnostics_channel dns events fs http http2 https module net os path perf_hooks process punycode querystring readline stream string_decoder timers tls tty url util v8 vm zlib".split(
    " ",
  ),
);

/** Runs other programs or other code: what those do is not read. */
export const STARTS_OTHERS: ReadonlySet<string> = new Set([
  "child_process",
  "worker_threads",
  "cluster",
  "vm",
  "subprocess",
  "multiprocessing",
  "importlib",
  "runpy",
  "ctypes",
]);

/** Well-known libraries that never call AWS. */
const QUIET = new Set(
  (
    "uuid nanoid ulid lodash lodash-es ramda zod joi ajv yup date-fns dayjs moment luxon axios node-fetch undici got ky jsonwebtoken jose bcrypt bcryptjs pino winston debug chalk express fastify hono koa body-parser cors helmet serverless-http @vendia/serverless-express " +
    "middy @middy/core @middy/http-json-body-parser @middy/http-error-handler @middy/http-cors @middy/validator @middy/http-event-normalizer @middy/http-header-normalizer @middy/input-output-logger @middy/error-logger " +
    "pg mysql mysql2 redis ioredis mongodb stripe tslib inversify reflect-metadata class-validator class-transformer fast-xml-parser xml2js csv-parse csv-stringify js-yaml yaml dotenv form-data mime qs ms semver sharp handlebars mustache ejs aws-lambda http-errors source-map-support inherits " +
    "@aws-lambda-powertools/logger @aws-lambda-powertools/metrics @aws-lambda-powertools/tracer @aws-lambda-powertools/commons @aws-lambda-powertools/batch @aws-lambda-powertools/parser @aws-lambda-powertools/jmespath @aws-lambda-powertools/validation @aws-lambda-powertools/event-handler aws-xray-sdk aws-xray-sdk-core aws-embedded-metrics " +
    "requests urllib3 httpx aiohttp pydantic jsonschema jwt dateutil pytz yaml simplejson orjson ujson numpy pandas attr attrs marshmallow flask fastapi mangum starlette jinja2 lxml bs4 psycopg2 pymysql sqlalchemy cryptography bcrypt ulid typing_extensions aws_xray_sdk structlog loguru crhelper cfnresponse PIL certifi chardet idna six markupsafe stripe openai redis"
  ).split(" "),
);

const PYTHON = new Set(
  "__future__ _thread abc argparse array ast asyncio atexit base64 bisect builtins bz2 calendar cgi cmath codecs collections colorsys concurrent configparser contextlib contextvars copy copyreg csv dataclasses datetime decimal difflib email enum errno fnmatch fractions functools gc getpass gettext glob graphlib gzip hashlib heapq hmac html http imghdr inspect io ipaddress itertools json keyword locale logging lzma math mimetypes operator os pathlib pickle pkgutil platform pprint queue quopri random re reprlib sched secrets select shelve shlex shutil signal smtplib socket sqlite3 ssl stat statistics string stringprep struct sys sysconfig tarfile tempfile textwrap threading time timeit tkinter token tokenize traceback tracemalloc types typing unicodedata unittest urllib uuid warnings wave weakref xml zipfile zipimport zlib zoneinfo".split(
    " ",
  ),
);

/** How a library is named: `@scope/name` or `name`, without what is inside it. */
export function packageOf(specifier: string): string {
  const parts = specifier.replace(/^node:/, "").split("/");
  return specifier.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] as string);
}

export function isAwsSdk(specifier: string, python: boolean): boolean {
  if (python) return /^(boto3|botocore|aws_lambda_powertools)(\.|$)/.test(specifier);
  return /^(@aws-sdk\/|@smithy\/|aws-sdk(\/|$)|@aws-lambda-powertools\/)/.test(specifier);
}

/** Whether the library calls nothing of AWS that is not seen in the code. */
export function isQuiet(specifier: string, python: boolean): boolean {
  if (python) {
    const root = specifier.split(".")[0] as string;
    return PYTHON.has(root) || QUIET.has(root) || isAwsSdk(specifier, true);
  }
  const name = packageOf(specifier);
  return NODE.has(name) || QUIET.has(name) || specifier.startsWith("@types/") || isAwsSdk(specifier, false);
}
