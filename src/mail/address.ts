import { domainToASCII } from "node:url";

/** The lengths that SMTP allows (RFC 5321, 4.5.3.1), in bytes. */
const LONGEST_LOCAL = 64;
const LONGEST_ADDRESS = 254;
const LONGEST_TYPED = 400;

/** The unquoted local part (RFC 5322), in the letters of all scripts (RFC 6531). */
const ATOM = /^[\p{L}\p{N}\p{M}!#$%&'*+\-/=?^_`{|}~]{1,64}$/u;
/** A quoted local part: spaces and signs too, but no control characters. */
const QUOTED = /^"(?:[ !#-[\]-~]|\\[ -~]){1,62}"$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** The error for a text that is no address. */
export const BAD_ADDRESS = "That isn't an e-mail address I can write to. Give one such as ann@example.org.";

/**
 * One e-mail address as people and chats write it: bare, in angle brackets, with `mailto:`, or as Slack sends it,
 * `<mailto:ann@example.org|ann@example.org>`. Its host is in lower case and in ASCII. Undefined for everything that mail cannot
 * be sent to over the internet: a host without a dot or given by its number is none.
 */
export function readAddress(typed: string): string | undefined {
  if (typed.length > LONGEST_TYPED) return undefined;
  const bare = unwrapped(typed.trim()).normalize("NFC");
  const at = bare.lastIndexOf("@");
  if (at < 1) return undefined;
  const local = bare.slice(0, at);
  const host = readHost(bare.slice(at + 1));
  const address = `${local}@${host ?? ""}`;
  const isShort = Buffer.byteLength(local) <= LONGEST_LOCAL && Buffer.byteLength(address) <= LONGEST_ADDRESS;
  return host !== undefined && isShort && isLocal(local) ? address : undefined;
}

/** An address under which the same mailbox is found again, however its letters are written. */
export function sameMailbox(address: string): string {
  return address.toLowerCase();
}

/** "a…@example.org": enough for its owner to recognise it. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf("@");
  return `${[...address][0] ?? ""}…${address.slice(at)}`;
}

function unwrapped(typed: string): string {
  const inner = typed.startsWith("<") && typed.endsWith(">") ? typed.slice(1, -1) : typed;
  if (!/^mailto:/i.test(inner)) return inner;
  const [address = ""] = inner.slice("mailto:".length).split("|");
  return address;
}

function isLocal(local: string): boolean {
  return QUOTED.test(local) || local.split(".").every((atom) => ATOM.test(atom));
}

function readHost(typed: string): string | undefined {
  // A URL would drop some characters of a host without a word; in an address they are errors.
  if (!/^[\p{L}\p{N}\p{M}.-]{1,253}$/u.test(typed)) return undefined;
  const host = domainToASCII(typed);
  const labels = host.split(".");
  const isName = labels.length > 1 && labels.every((label) => LABEL.test(label));
  return isName && host.length <= 253 && !/^\d{1,63}$/.test(labels.at(-1) ?? "") ? host : undefined;
}
