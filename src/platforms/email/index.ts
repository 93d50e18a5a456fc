import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import type { ConnectionOptions } from "node:tls";
import type { ChatPlatform } from "../../chat/platform.ts";
import { ConfigError, messageOf } from "../../errors.ts";
import type { Logger } from "../../log.ts";
import { type DnsRecord, dnsRecords } from "./dns.ts";
import { quoteAnswer } from "./errors.ts";
import type { Sender, Signature } from "./message.ts";
import { createPoster, type MailPoster, type Recipients } from "./poster.ts";
import { createRelay } from "./relay/relay.ts";
import type { RelayAddress } from "./relay/session.ts";

interface EmailOptions {
  readonly relay: RelayAddress;
  readonly from: Sender;
  readonly dkim?:
    | { readonly domain: string; readonly selector: string; readonly keyFile: string }
    | undefined;
  readonly recipients: Recipients;
  readonly tls?: ConnectionOptions | undefined;
  /** Called with each answer of the mail server. */
  readonly onAnswer?: (answer: LastAnswer) => void;
  readonly now: () => Date;
  readonly log: Logger;
}

/** What the mail server answered last. */
interface LastAnswer {
  readonly at: Date;
  readonly isFine: boolean;
  /** In plain words; names no address. */
  readonly text: string;
}

/** E-mail only goes out; nothing is received. */
export interface Email extends ChatPlatform {
  readonly poster: MailPoster;
  /** Undefined until this process has sent something. */
  lastAnswer(): LastAnswer | undefined;
  /** What the sender's domain needs. */
  readonly records: readonly DnsRecord[];
}

/** Throws a ConfigError if the key that signs mails cannot be read. */
export function createEmail({
  relay: address,
  from,
  dkim,
  recipients,
  tls,
  onAnswer,
  now,
  log,
}: EmailOptions): Email {
  const relay = createRelay({ ...address, tls });
  const signature = dkim && { ...dkim, privateKey: readKey(dkim.keyFile) };
  let last: LastAnswer | undefined;
  const poster = createPoster({
    relay,
    from,
    signature,
    recipients,
    now,
    log,
    note: (outcome) => {
      last =
        "answer" in outcome
          ? { at: now(), isFine: true, text: quoteAnswer(outcome.answer) }
          : { at: now(), isFine: false, text: outcome.failure.forOperator };
      onAnswer?.(last);
    },
  });
  return {
    name: "email",
    poster,
    lastAnswer: () => last,
    records: dnsRecords(from, address.host, signature),
    connected: true,
    // The first mail opens the first connection, and finds out whether the server is there.
    start: async () => {},
    stop: async () => relay.close(),
  };
}

function readKey(file: string): Signature["privateKey"] {
  try {
    const key = readFileSync(file, "utf8");
    createPrivateKey(key);
    return key;
  } catch (error) {
    throw new ConfigError(
      `MAIL_DKIM names the file ${file}, which can't be used as a private key in PEM form: ${messageOf(error)}.`,
    );
  }
}
