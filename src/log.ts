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

/** JSON lines on standard error: standard output belongs to answers. An `err` field is written with its stack. */
export function createLogger(level: LogLevel): Logger {
  return wrap(pino({ level, base: null }, pino.destination({ dest: 2, sync: true })));
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
