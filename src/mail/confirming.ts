import type { Database } from "../store/database.ts";
import { type Mailbox, mailboxOf, putMailbox } from "../store/mail/mailboxes.ts";
import { putSubscription } from "../store/subscriptions.ts";
import { DAY_MS } from "../time/day.ts";

/** How long an address can be confirmed, in milliseconds. */
export const CODE_HOLDS_MS = DAY_MS;

/** Whether a mailbox waits for its address to be confirmed. */
export function isOpen({ confirmedAt, askedAt }: Mailbox, now: Date): boolean {
  return confirmedAt === undefined && now.getTime() - askedAt.getTime() <= CODE_HOLDS_MS;
}

/** The address is confirmed: mails come from now on. Call it within a batch. */
export async function beginMails(tx: Database, mailbox: Mailbox, at: Date): Promise<Mailbox> {
  const { code: _, ...rest } = mailbox;
  const confirmed = { ...rest, confirmedAt: at };
  await putMailbox(tx, confirmed);
  await putSubscription(tx, {
    ...mailbox.wanted,
    ...mailboxOf(mailbox.person),
    origin: "chat",
    plannedUntil: at,
  });
  return confirmed;
}
