import { createMailKeys } from "../../src/mail/keys.ts";
import type { Database } from "../../src/store/database.ts";
import { type Mailbox, mailboxOf, putMailbox } from "../../src/store/mail/mailboxes.ts";
import { putSubscription, type SubscriptionSettings } from "../../src/store/subscriptions.ts";

export const MAIL_SECRET = "a secret of the benchmark's operator";

/** The address of the mailbox with a name. */
export function addressOf(name: string): string {
  return `${name}@example.org`;
}

/** A confirmed mailbox with its subscription, as part of a batch. The name stands for the person's hash. */
export async function openMailbox(
  tx: Database,
  name: string,
  settings: SubscriptionSettings,
  since: Date,
  content: Pick<Mailbox, "what" | "query" | "channel"> = { what: "topics" },
): Promise<void> {
  const keys = createMailKeys(MAIL_SECRET);
  const place = mailboxOf(name);
  await putMailbox(tx, {
    person: name,
    platform: "fake",
    user: `U-${name}`,
    address: keys.seal(addressOf(name)),
    addressKey: keys.keyOf(addressOf(name)),
    ...content,
    wanted: settings,
    how: "/daily mail",
    handle: name,
    tries: 0,
    stopToken: `stop-${name}`,
    askedAt: since,
    confirmedAt: since,
    refusals: 0,
  });
  await putSubscription(tx, { ...settings, ...place, origin: "chat", plannedUntil: since });
}
