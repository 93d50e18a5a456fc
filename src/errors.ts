/**
 * The asker did something that can be put right. `message` says what is wrong and what to do, in whole sentences;
 * it is shown as it is, privately, so it must never carry a secret or a stack.
 */
export class UserError extends Error {
  override readonly name = "UserError";
  /** The same option by option, where it is about options. */
  readonly problems: readonly Problem[];

  constructor(message: string, { problems = [], ...options }: ErrorOptions & WithProblems = {}) {
    super(message, options);
    this.problems = problems;
  }
}

interface WithProblems {
  readonly problems?: readonly Problem[];
}

/** What is wrong with one option. */
export interface Problem {
  /** The option's name; absent where no single one is to blame. */
  readonly option?: string;
  /** A whole sentence that says what would be right. */
  readonly text: string;
  /** What was most likely meant. */
  readonly instead?: string;
}

/** The operator set something up wrongly. `message` lists every problem at once, a line each, with what to do. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/**
 * The library cannot be used: newer than this program, damaged, read-only, locked, on a full disk, or out of reach. `message` is
 * for the operator and names the file or the server; `reason` is the same in a few words, for everybody. Nothing was changed.
 */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly reason: string;

  constructor(message: string, { reason, ...options }: ErrorOptions & { readonly reason: string }) {
    super(message, options);
    this.reason = reason;
  }
}

/** What somebody is told is wrong by a reading, option by option; nothing where it succeeds. */
export function problemsIn(read: () => unknown): readonly Problem[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof UserError) return error.problems;
    throw error;
  }
}

/**
 * A chat platform refused or failed. `code` is the platform's own code ("50013", "not_in_channel", "ECONNREFUSED"),
 * `message` says in plain words what it means and what to do.
 */
export class PlatformError extends Error {
  override readonly name = "PlatformError";
  readonly platform: string;
  readonly code: string;

  constructor(platform: string, code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.platform = platform;
    this.code = code;
  }
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The code of a system or database error, or "". */
export function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}
