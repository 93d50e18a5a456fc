/**
 * How far a handover got: `connect`, `login`, then the envelope (`sender`, `recipient`), and `message`. What fails before the
 * message began has sent nothing.
 */
export type Stage = "connect" | "login" | "sender" | "recipient" | "message";

interface Details extends ErrorOptions {
  readonly stage: Stage;
  readonly code?: number | undefined;
  readonly answer?: string | undefined;
  readonly isLost?: boolean;
}

/** A mail server refused, failed or fell silent. */
export class HandoverError extends Error {
  override readonly name = "HandoverError";
  readonly stage: Stage;
  /** The server's reply code, such as 550; undefined where it gave none. */
  readonly code: number | undefined;
  /** Its text. */
  readonly answer: string | undefined;
  /** Whether the message was on its way, so that it may or may not have arrived. */
  readonly isLost: boolean;

  constructor(message: string, { stage, code, answer, isLost = false, ...options }: Details) {
    super(message, options);
    this.stage = stage;
    this.code = code;
    this.answer = answer;
    this.isLost = isLost;
  }
}
