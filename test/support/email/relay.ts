import { generateKeyPairSync } from "node:crypto";
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from "smtp-server";
import { onTestFinished } from "vitest";

/** What a mail server does with the next commands of a kind. */
type Answer = { readonly code: number; readonly text?: string };

/** A message that was taken. */
export interface Taken {
  readonly from: string;
  readonly to: string;
  readonly raw: string;
  readonly isEncrypted: boolean;
}

/** A mail server on loopback that can be told to refuse, to be slow, and to lose what it says. */
export interface TestRelay {
  readonly port: number;
  readonly taken: readonly Taken[];
  /** Connections so far. */
  readonly connections: number;
  /** Commands and messages that came, refused ones too. */
  readonly requests: number;
  /** Refuses the next sender, recipient, DATA or message. */
  refuse(what: "sender" | "recipient" | "message", answer: Answer, times?: number): void;
  /** Refuses nothing more. */
  forgive(): void;
  /** Breaks the connection off when the next message has come in: it is taken, or not. */
  breakOff(what: { readonly isTaken: boolean }): void;
  /** Takes so many milliseconds for each message from now on. */
  pace(ms: number): void;
  /** Says nothing for so long after the next message. */
  delay(ms: number): void;
  /** Refuses every recipient at first, with 451, as greylisting does. */
  greylist(): void;
  close(): Promise<void>;
}

export async function startRelay(options: SMTPServerOptions = {}): Promise<TestRelay> {
  const taken: Taken[] = [];
  const refusals: { what: string; answer: Answer; times: number }[] = [];
  const met = new Set<string>();
  const ends: { isTaken: boolean }[] = [];
  let [connections, requests, delayMs, paceMs, isGreylisting] = [0, 0, 0, 0, false];

  const refusalOf = (what: string) => {
    requests += 1;
    const next = refusals.find((one) => one.what === what && one.times > 0);
    if (!next) return null;
    next.times -= 1;
    return asError(next.answer);
  };
  const server = new SMTPServer({
    disabledCommands: options.onAuth ? [] : ["AUTH", "STARTTLS"],
    // Nobody is asked who connects.
    disableReverseLookup: true,
    closeTimeout: 10,
    // The certificate that comes with it is known to the world, which it says otherwise.
    logger: false,
    onConnect(_, done) {
      connections += 1;
      done();
    },
    onMailFrom: (_, __, done) => done(refusalOf("sender")),
    onRcptTo({ address }, _, done) {
      const refusal = refusalOf("recipient");
      const isNew = isGreylisting && !met.has(address);
      met.add(address);
      done(refusal ?? (isNew ? asError({ code: 451, text: "4.7.1 Greylisted, try again" }) : null));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        const refusal = refusalOf("message");
        if (refusal) return done(refusal);
        const end = ends.shift();
        if (end?.isTaken !== false)
          taken.push({
            from: mailFrom === false ? "" : mailFrom.address,
            to: rcptTo.map(({ address }) => address).join(),
            raw: Buffer.concat(chunks).toString("latin1"),
            isEncrypted: session.secure,
          });
        if (end) return hangUp(session);
        const wait = delayMs + paceMs;
        delayMs = 0;
        setTimeout(() => done(null, "2.0.0 Ok: queued as 4F00"), wait);
      });
    },
    ...options,
  });
  function hangUp({ id }: SMTPServerSession): void {
    for (const connection of server.connections) {
      if (connection.id !== id) continue;
      // Without another word.
      const { _socket: socket } = connection as unknown as { _socket: { destroy(): void } };
      socket.destroy();
    }
  }
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  onTestFinished(close);
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    taken,
    get connections() {
      return connections;
    },
    get requests() {
      return requests;
    },
    refuse: (what, answer, times = 1) => void refusals.push({ what, answer, times }),
    forgive: () => void refusals.splice(0),
    breakOff: (end) => void ends.push(end),
    pace(ms) {
      paceMs = ms;
    },
    delay(ms) {
      delayMs = ms;
    },
    greylist() {
      met.clear();
      isGreylisting = true;
    },
    close,
  };
}

/** A key for signing mails, in PEM form. */
export function signingKey(): { readonly privateKey: string; readonly publicKey: string } {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
}

function asError({ code, text = "refused" }: Answer): Error {
  return Object.assign(new Error(text), { responseCode: code });
}
