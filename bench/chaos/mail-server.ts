import type { AddressInfo } from "node:net";
import PostalMime from "postal-mime";
import { SMTPServer, type SMTPServerSession } from "smtp-server";
import type { Fate, Victim } from "./proxy.ts";

/** A mail that was taken. */
export interface TakenMail {
  readonly to: string;
  /** The Message-ID without its brackets. */
  readonly id: string;
  readonly text: string;
}

/** A real mail server with TLS, each mail with a fate of its own. */
export interface MailServer {
  readonly port: number;
  close(): Promise<void>;
}

interface MailServerParts {
  readonly fateOf: () => Fate;
  readonly victim: Victim;
  /** Whether each address is refused with 451 when it is first met. */
  readonly isGreylisting: boolean;
  /** Is told the key of each mail whose answer does not reach the program, whether or not it was taken. */
  readonly onLost: (key: string) => void;
  /** What several servers of one domain share: the mails that they took, and the addresses that they have met. */
  readonly domain: MailDomain;
}

export interface MailDomain {
  readonly taken: TakenMail[];
  readonly met: Set<string>;
}

export async function createMailServer(parts: MailServerParts): Promise<MailServer> {
  const { fateOf, victim, isGreylisting, onLost } = parts;
  const { taken, met } = parts.domain;
  const fates = new Map<string, Fate>();
  const server = new SMTPServer({
    // The certificate that comes with the server: what is tried here is not whom one trusts.
    secure: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    closeTimeout: 10,
    logger: false,
    onRcptTo({ address }, session, done) {
      const isNew = isGreylisting && !met.has(address);
      met.add(address);
      const fate = isNew ? ({ kind: "pass" } as const) : fateOf();
      fates.set(session.id, fate);
      const isRefused = isNew || (fate.kind === "status" && !fate.taken);
      done(isRefused ? Object.assign(new Error("4.7.1 Try again later"), { responseCode: 451 }) : null);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on(
        "end",
        () => void answer(Buffer.concat(chunks), session, () => done(null, "2.0.0 Ok: queued")),
      );
    },
  });

  async function answer(raw: Buffer, session: SMTPServerSession, accept: () => void): Promise<void> {
    const fate = fates.get(session.id) ?? { kind: "pass" };
    const { messageId = "", text = "" } = await PostalMime.parse(raw);
    const id = messageId.replace(/^<|>$/g, "");
    if (fate.kind === "hold") onLost(keyOf(id));
    if (fate.kind === "delay" || fate.kind === "hold")
      await new Promise((resolve) => setTimeout(resolve, fate.ms));
    if (!("taken" in fate) || fate.taken)
      taken.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), id, text });
    if (!("taken" in fate)) {
      accept();
      if (fate.kind === "kill-after") setTimeout(victim.kill, fate.ms);
      return;
    }
    // Whatever the others answer, here it is nothing: the connection breaks, or stays silent.
    onLost(keyOf(id));
    if (fate.kind === "kill") victim.kill();
    if (fate.kind === "freeze") victim.freeze(fate.ms);
    if (fate.kind !== "silence") hangUp(session);
  }

  function hangUp({ id }: SMTPServerSession): void {
    for (const connection of server.connections) {
      if (connection.id !== id) continue;
      const { _socket: socket } = connection as unknown as { _socket: { destroy(): void } };
      socket.destroy();
    }
  }

  // A program that is killed leaves broken connections behind: they are the point.
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

function keyOf(messageId: string): string {
  return messageId.split("@")[0] ?? "";
}
