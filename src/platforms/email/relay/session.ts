import { Readable } from "node:stream";
import type { ConnectionOptions } from "node:tls";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { messageOf } from "../../../errors.ts";
import { TIMES } from "../limits.ts";
import { HandoverError, type Stage } from "./handover-error.ts";

/** The operator's mail server. */
export interface RelayAddress {
  readonly host: string;
  readonly port: number;
  readonly isSecure: boolean;
  readonly user?: string;
  readonly password?: string;
  /** TLS options beside Node's defaults, such as another certificate authority. */
  readonly tls?: ConnectionOptions | undefined;
}

/** A message with its envelope. */
export interface Handover {
  readonly from: string;
  readonly to: string;
  /** The whole message. */
  readonly raw: Buffer;
  /** Asked once it is its turn, which may have taken a while; what it rejects with stops the message. */
  readonly ready?: () => Promise<void>;
  /** Asked immediately before its first byte goes out; what it throws stops that. */
  readonly check: () => void;
}

/** One connection, on which mails go out one after the other. */
export interface Session {
  /** Hands a message over, and resolves to the server's answer. Rejects with a HandoverError, or with what `check` threw. */
  send(message: Handover): Promise<string>;
  /** Whether another message may follow. */
  readonly isOpen: boolean;
  close(): void;
}

type Done = (error: Error | null | undefined, value?: unknown) => void;

/** Over nodemailer's SMTPConnection rather than its transports, which don't tell whether a message was on its way when it failed. */
export async function openSession({
  host,
  port,
  isSecure,
  user,
  password,
  tls,
}: RelayAddress): Promise<Session> {
  const isHere = ["localhost", "127.0.0.1", "::1"].includes(host);
  const connection = new SMTPConnection({
    host,
    port,
    secure: isSecure,
    // A password never goes over the network in the clear.
    requireTLS: !isSecure && user !== undefined && !isHere,
    ignoreTLS: isHere && tls === undefined,
    tls,
    connectionTimeout: TIMES.connect,
    greetingTimeout: TIMES.connect,
    dnsTimeout: TIMES.connect,
    socketTimeout: TIMES.answer,
    // Nothing on this connection outlives its mail.
    socketCloseTimeout: 0,
  });
  let isOpen = true;
  connection.on("end", () => {
    isOpen = false;
  });
  const close = () => {
    isOpen = false;
    connection.close();
  };
  // An error while nothing is under way only closes the connection.
  connection.on("error", close);

  async function step(stage: Stage, ms: number, start: (done: Done) => void): Promise<unknown> {
    let timer: NodeJS.Timeout | undefined;
    let onError: ((error: Error) => void) | undefined;
    try {
      return await new Promise((resolve, reject) => {
        onError = reject;
        connection.on("error", onError);
        timer = setTimeout(() => reject(new Error("The mail server did not answer in time.")), ms);
        start((error, value) => (error ? reject(error) : resolve(value)));
      });
    } catch (error) {
      throw failureAt(stage, error);
    } finally {
      clearTimeout(timer);
      if (onError) connection.off("error", onError);
    }
  }

  try {
    await step("connect", TIMES.connect, (done) => connection.connect(done));
    if (user !== undefined)
      await step("login", TIMES.login, (done) => connection.login({ user, pass: password }, done));
  } catch (error) {
    close();
    throw error;
  }

  return {
    async send({ from, to, raw, check }) {
      const body = createBody(raw, check);
      try {
        const info = await step("message", 2 * TIMES.answer, (done) =>
          connection.send({ from, to, size: raw.length }, body.stream, done),
        );
        return responseOf(info);
      } catch (error) {
        const failure = error instanceof HandoverError ? error : failureAt("message", error);
        // After a failure it is unclear what the server expects next.
        close();
        if (body.thrown() !== undefined) throw body.thrown();
        throw body.began() && failure.code === undefined ? lost(failure) : failure;
      }
    },
    get isOpen() {
      return isOpen;
    },
    close,
  };
}

/** The message as a stream that knows whether any of it was read. */
function createBody(raw: Buffer, check: () => void) {
  let began = false;
  let thrown: unknown;
  const stream = new Readable({
    read() {
      if (began) return;
      try {
        check();
      } catch (error) {
        thrown = error;
        this.destroy(new Error("The message was held back."));
        return;
      }
      began = true;
      this.push(raw);
      this.push(null);
    },
  });
  // The connection is told as well; without a listener of its own a stream's error ends the process.
  stream.on("error", () => {});
  return { stream, began: () => began, thrown: () => thrown };
}

function responseOf(info: unknown): string {
  const isInfo = typeof info === "object" && info !== null && "response" in info;
  return isInfo && typeof info.response === "string" ? info.response : "";
}

function failureAt(stage: Stage, error: unknown): HandoverError {
  const field = (name: string) =>
    typeof error === "object" && error !== null && name in error
      ? (error as Readonly<Record<string, unknown>>)[name]
      : undefined;
  const [code, answer] = [field("responseCode"), field("response")];
  return new HandoverError(messageOf(error), {
    stage: STAGES[String(field("command"))] ?? stage,
    code: typeof code === "number" && code > 0 ? code : undefined,
    answer: typeof answer === "string" && answer !== "" ? answer : undefined,
    cause: error,
  });
}

/** The stage of each nodemailer command; for others, the stage that was under way. */
const STAGES: Readonly<Record<string, Stage>> = {
  "MAIL FROM": "sender",
  "RCPT TO": "recipient",
  DATA: "message",
};

function lost({ message, answer, cause }: HandoverError): HandoverError {
  return new HandoverError(message, { stage: "message", answer, cause, isLost: true });
}
