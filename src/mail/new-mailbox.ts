import { draw } from "../access/secrets.ts";
import type { Mailbox } from "../store/mail/mailboxes.ts";
import type { MailKeys } from "./keys.ts";

/** What is known of a mailbox when somebody asks for papers. */
interface AskedMailbox
  extends Pick<
    Mailbox,
    "person" | "platform" | "how" | "what" | "query" | "channel" | "server" | "user" | "wanted"
  > {
  /** Not encrypted. */
  readonly address: string;
  /** A keyed hash of what confirms it. */
  readonly code: string;
  readonly at: Date;
}

/** A new mailbox whose address is still to be confirmed, with new tokens for its links. */
export function newMailbox({ address, at, ...asked }: AskedMailbox, keys: MailKeys): Mailbox {
  return {
    ...asked,
    address: keys.seal(address),
    addressKey: keys.keyOf(address),
    handle: draw("name"),
    stopToken: draw("secret"),
    tries: 0,
    refusals: 0,
    askedAt: at,
  };
}
