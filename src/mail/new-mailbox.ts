import { draw } from "../access/secrets.ts";
import type { Mailbox } from "../store/mail/mailboxes.ts";
import type { MailKeys } from "./keys.ts";

/** What is known of a mailbox when somebody asks for papers. */
interface AskedMailbox
  extends Pick<
    Mailbox,
    "person" | "platform" | "how" | "what" | "query" | "channel" | "server" | "user" | "wanted"
  > {
  /** In clear. */
  readonly address: string;
  /** A keyed hash of what confirms it. */
  readonly code: string;
  readonly at: Date;
}

/** A mailbox that waits for its address to be confirmed, with new links for its mails. */
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
