/**
 * Why a source could not be read. `network`: it cannot be reached (DNS, connection, TLS). `server`: the
 * server is in trouble. `throttled`: asked to wait, or waiting
 * still. `refused`: a status that will not change by asking again. `invalid`: an answer that is not what it should be.
 */
export type Trouble =
  | "network"
  | "timeout"
  | "server"
  | "throttled"
  | "refused"
  | "not found"
  | "invalid"
  | "too large"
  | "forbidden address";

interface Details extends ErrorOptions {
  readonly retryAt?: Date;
  readonly status?: number;
}

/** A source, or a request to one, failed. `message` is short and plain, for a status line; it holds no secret. */
export class SourceError extends Error {
  override readonly name = "SourceError";
  readonly trouble: Trouble;
  /** When it makes sense to ask again, where the server said so or a cool-down holds. */
  readonly retryAt?: Date;
  /** The HTTP status, where there was one. */
  readonly status?: number;

  constructor(trouble: Trouble, message: string, options: Details = {}) {
    super(message, options);
    this.trouble = trouble;
    if (options.retryAt !== undefined) this.retryAt = options.retryAt;
    if (options.status !== undefined) this.status = options.status;
  }
}
