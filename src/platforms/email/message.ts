import DKIM from "nodemailer/lib/dkim";
import MailComposer from "nodemailer/lib/mail-composer";
import type { Letter } from "./render.ts";

export interface Sender {
  readonly name: string;
  readonly address: string;
}

/** The DKIM key that signs a mail. */
export interface Signature {
  readonly domain: string;
  readonly selector: string;
  readonly privateKey: string;
}

/** How a mail program can unsubscribe its user. */
export interface StopWays {
  /** The address for a one-click POST (RFC 8058). */
  readonly url?: string | undefined;
  /** A mail to this address, with this subject, does the same. */
  readonly mail?: { readonly to: string; readonly subject: string } | undefined;
}

interface MessageParts {
  readonly from: Sender;
  readonly to: string;
  readonly letter: Letter;
  /** Plain text alone, without HTML. */
  readonly isPlain?: boolean;
  /** The idempotency key, the same for each try. */
  readonly key: string;
  /** The key of the mail that this one answers. */
  readonly after?: string | undefined;
  readonly stop?: StopWays | undefined;
  readonly signature?: Signature | undefined;
  readonly date: Date;
}

/** The Message-ID, without its brackets: the same for the same key, so that mail programs recognise a mail that is sent twice. */
export function messageId(key: string, from: Sender): string {
  return `${key}@${domainOf(from)}`;
}

export function domainOf({ address }: Sender): string {
  return address.slice(address.lastIndexOf("@") + 1);
}

/** The whole message as it is handed over. */
export async function buildMessage(parts: MessageParts): Promise<Buffer> {
  const { from, to, letter, isPlain = false, key, after, stop, signature, date } = parts;
  const composer = new MailComposer({
    from: { ...from },
    // As an object, or nodemailer would split an address with a comma into two.
    to: { name: "", address: to },
    subject: letter.subject,
    text: letter.text,
    ...(!isPlain && { html: letter.html }),
    messageId: `<${messageId(key, from)}>`,
    ...(after !== undefined && { inReplyTo: `<${after}>`, references: `<${after}>` }),
    date,
    headers: {
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      ...(stop && { "List-Id": `<papers.${domainOf(from)}>`, ...stopHeaders(stop) }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: "\r\n",
  });
  const message = await composer.compile().build();
  return signature ? sign(message, signature) : message;
}

function stopHeaders({ url, mail }: StopWays) {
  const ways = [
    url !== undefined && `<${url}>`,
    mail && `<mailto:${mail.to}?subject=${encodeURIComponent(mail.subject)}>`,
  ].filter(Boolean);
  if (ways.length === 0) return {};
  return {
    // Not folded: some servers join a folded line differently, and the signature is broken.
    "List-Unsubscribe": { prepared: true, value: ways.join(", ") },
    ...(url !== undefined && { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }),
  };
}

async function sign(message: Buffer, { domain, selector, privateKey }: Signature): Promise<Buffer> {
  const signer = new DKIM({ domainName: domain, keySelector: selector, privateKey });
  const chunks: Buffer[] = [];
  for await (const chunk of signer.sign(message)) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
