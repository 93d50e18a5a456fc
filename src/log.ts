import { pino } from "pino";

/** What the rest of the program needs from a log. Fields come first, so that no message has data glued into it. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  /** A log whose lines carry `part: name`. */
  child(name: string): Logger;
}

export type LogLevel = "debug" | "info" | "warn" | "error" | "silent";

/**
 * Lines on standard error: standard output belongs to answers. JSON, or for a person at a terminal text, in which an `err` field
 * is written with its stack.
 */
export function createLogger(level: LogLevel, isTerminal = false): Logger {
  const out = pino.destination({ dest: 2, sync: true });
  const stream = isTerminal ? { write: (line: string) => void out.write(asText(line)) } : out;
  return wrap(pino({ level, base: null }, stream));
}

/** A line of JSON as a person reads it: `09:00:12 warn sync: no answer (source=arxiv)`. */
export function asText(line: string): string {
  const { level, time, part, msg, err, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const name = pino.levels.labels[Number(level)] ?? String(level);
  const clock = new Date(Number(time)).toTimeString().slice(0, 8);
  const from = part === undefined ? "" : `${part}: `;
  const facts = Object.entries(fields).map(([key, value]) => `${key}=${printable(value)}`);
  const about = facts.length > 0 ? ` (${facts.join(", ")})` : "";
  const stack = err === undefined ? "" : `\n${printable((err as { stack?: unknown }).stack ?? err)}`;
  return `${clock} ${name} ${from}${printable(msg)}${about}${stack}\n`;
}

// What a host or a file said may be in it, and must not drive the terminal.
function printable(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.replace(/[^\P{C}\n\t]/gu, "");
}

function wrap(log: ReturnType<typeof pino>): Logger {
  return {
    debug: (fields, message) => log.debug(fields, message),
    info: (fields, message) => log.info(fields, message),
    warn: (fields, message) => log.warn(fields, message),
    error: (fields, message) => log.error(fields, message),
    child: (name) => wrap(log.child({ part: name })),
  };
}
