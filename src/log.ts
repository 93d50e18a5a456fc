import { pino } from "pino";
import { hiddenFromLog, knownRequestId } from "./async/request-id.ts";
import { createRedact, type Redact } from "./redact.ts";

/**
 * What the rest of the program needs from a log. Fields come first, so that no message has data glued into it. `error`: somebody
 * has to look; `warn`: something failed, and the program goes on or tries again; `info`: what happened, a line for each post and
 * each sync; `debug`: how.
 */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  /** A log whose lines carry `part: name`. */
  child(name: string): Logger;
}

export type LogLevel = "debug" | "info" | "warn" | "error" | "silent";

interface LogOptions {
  /** As a person reads it, instead of JSON. */
  readonly pretty?: boolean;
  /** Tokens and passwords of the settings, which no line may hold. */
  readonly secrets?: readonly string[];
  /** Takes each line; standard error, if not given. */
  readonly write?: (line: string) => void;
}

/**
 * Lines on standard error: standard output belongs to answers. JSON, or text, in which an `err` field is written with its stack.
 * Each line of work that has an id carries that as `request`. Nothing that is a secret, looks like one, or is somebody's own
 * words is in any.
 */
export function createLogger(level: LogLevel, options: LogOptions = {}): Logger {
  const { pretty = false, secrets = [], write = standardError() } = options;
  const stream = { write: (line: string) => write(pretty ? asText(line) : line) };
  const mixin = () => {
    const request = knownRequestId();
    return request === undefined ? {} : { request };
  };
  return wrap(pino({ level, base: null, mixin, serializers: { err: asIs } }, stream), createRedact(secrets));
}

// Errors are made plain before.
function asIs(value: unknown): unknown {
  return value;
}

function standardError(): (line: string) => void {
  const out = pino.destination({ dest: 2, sync: true });
  return (line) => void out.write(line);
}

/** A line of JSON as a person reads it: `09:00:12 warn sync: no answer (source=arxiv)`. */
export function asText(line: string): string {
  const { level, time, part, msg, err, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const name = pino.levels.labels[Number(level)] ?? String(level);
  const clock = new Date(Number(time)).toTimeString().slice(0, 8);
  const from = part === undefined ? "" : `${part}: `;
  const { code, stack } = (err ?? {}) as { readonly code?: unknown; readonly stack?: unknown };
  const facts = Object.entries({ ...fields, ...(code !== undefined && { code }) }).map(
    ([key, value]) => `${key}=${printable(value)}`,
  );
  const about = facts.length > 0 ? ` (${facts.join(", ")})` : "";
  const trace = err === undefined ? "" : `\n${printable(stack ?? err)}`;
  return `${clock} ${name} ${from}${printable(msg)}${about}${trace}\n`;
}

// What a host or a file said may be in it, and must not drive the terminal.
function printable(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.replace(/[^\P{C}\n\t]/gu, "");
}

function wrap(log: ReturnType<typeof pino>, redact: Redact): Logger {
  const at = (level: "debug" | "info" | "warn" | "error") => (fields: object, message: string) => {
    if (!log.isLevelEnabled(level)) return;
    const hidden = hiddenFromLog();
    const clean: Redact = (text) =>
      redact(hidden.reduce((rest, one) => rest.replaceAll(one, "[words]"), text));
    log[level](cleanValue(fields, clean, 0) as object, clean(message));
  };
  return {
    debug: at("debug"),
    info: at("info"),
    warn: at("warn"),
    error: at("error"),
    child: (name) => wrap(log.child({ part: name }), redact),
  };
}

/** What is nested deeper is left out. */
const DEEPEST = 4;

function cleanValue(value: unknown, clean: Redact, depth: number): unknown {
  if (typeof value === "string") return clean(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth > DEEPEST) return undefined;
  if (value instanceof Error) return cleanError(value, clean);
  if (value instanceof Date) return value;
  if (value instanceof URL) return clean(value.href);
  if (Array.isArray(value)) return value.map((one) => cleanValue(one, clean, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, cleanValue(one, clean, depth + 1)]),
  );
}

/** Without whatever else a library hangs on its errors: requests with their headers, addresses and bodies. */
function cleanError(error: Error, clean: Redact): object {
  const code = "code" in error ? error.code : undefined;
  return {
    type: error.name,
    message: clean(error.message),
    ...((typeof code === "string" || typeof code === "number") && { code }),
    stack: clean(stackOf(error, 0)),
  };
}

function stackOf(error: Error, depth: number): string {
  const { stack = error.message, cause } = error;
  return cause instanceof Error && depth < DEEPEST
    ? `${stack}\ncaused by: ${stackOf(cause, depth + 1)}`
    : stack;
}
