import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** A mail server that takes so many mails a second, and lets the others wait for their answer. */
export interface PacedRelay {
  readonly port: number;
  /** How many it has taken, and from how many recipients' mails one came again. */
  readonly taken: number;
  readonly twice: number;
  close(): Promise<void>;
}

export async function createPacedRelay(perSecond: number): Promise<PacedRelay> {
  const everyMs = 1000 / perSecond;
  const ids = new Set<string>();
  let [taken, twice, freeAt] = [0, 0, 0];
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    closeTimeout: 10,
    logger: false,
    onData(stream, _, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const now = performance.now();
        freeAt = Math.max(now, freeAt) + everyMs;
        const [, id = ""] = /^Message-ID: <(.*)>\r$/m.exec(Buffer.concat(chunks).toString("latin1")) ?? [];
        setTimeout(() => {
          if (ids.has(id)) twice += 1;
          ids.add(id);
          taken += 1;
          done(null, "2.0.0 Ok: queued");
        }, freeAt - now);
      });
    },
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    get taken() {
      return taken;
    },
    get twice() {
      return twice;
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
