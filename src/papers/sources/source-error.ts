/**
 * Why a source could not be read. `network`: no way there (DNS, connection, TLS). `throttled`: asked to wait, or waiting
 * still. `refused`: a status that will not change by asking again. `invalid`: an answer that is not what it should be.
 */
export type Trouble =
  | "network"
  | "timeout"
  | "throttled"
  | "refused"
  | "not found"
  | "invalid"
  | "too large"
  | "forbidden address";

/** A source, or a request to one, failed. `message` is short and plain, for a status line; it holds no secret. */
export class SourceError extends Error {
  override readonly name = "SourceError";
  readonly trouble: Trouble;
  /** When it makes sense to ask again, where the server said so or a cool-down holds. */
  readonly retryAt?: Date;

  constructor(trouble: Trouble, message: string, options: ErrorOptions & { readonly retryAt?: Date } = {}) {
    super(message, options);
    this.trouble = trouble;
    if (options.retryAt !== undefined) this.retryAt = options.retryAt;
  }
}
