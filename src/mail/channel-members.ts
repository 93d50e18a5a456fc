import { messageOf, UserError } from "../errors.ts";
import type { Database } from "../store/database.ts";
import type { Mailbox } from "../store/mail/mailboxes.ts";
import { findSubscription, type Place } from "../store/subscriptions.ts";
import type { MailOwner } from "./mail.ts";
import type { WantedContent } from "./wanted-content.ts";

/**
 * Whether somebody is in a channel now and may read it. Rejects with an error that says why that cannot be told now, in words for who
 * gets the mail.
 */
export type IsMember = (channel: Place, user: string) => Promise<boolean>;

/** Whose papers come by mail, where those of a channel do. */
export function sourceOf({
  what,
  platform,
  channel,
}: WantedContent & Pick<Mailbox, "platform">): Place | undefined {
  return what === "channel" && channel !== undefined ? { platform, channel } : undefined;
}

/** Whether what comes may be read by its reader now. Rejects where that cannot be told. */
export async function mayRead(mailbox: Mailbox, isMember: IsMember): Promise<boolean> {
  if (mailbox.what !== "channel") return true;
  const source = sourceOf(mailbox);
  return source !== undefined && mailbox.user !== undefined && (await isMember(source, mailbox.user));
}

/** Throws a UserError unless what is wanted now is anybody's to have, or papers of a channel in which who wants them is. */
export async function refuseStranger(
  db: Database,
  wanted: WantedContent,
  { platform, user }: MailOwner,
  isMember: IsMember,
  before?: WantedContent,
): Promise<void> {
  const source = sourceOf({ ...wanted, platform });
  const isSame = before?.what === "channel" && before.channel === source?.channel;
  if (!source || user === undefined || isSame) return;
  if (!(await findSubscription(db, source)))
    throw new UserError("This channel has no daily paper yet, so there is nothing to mail.");
  let isIn: boolean;
  try {
    isIn = await isMember(source, user);
  } catch (error) {
    throw new UserError(`I can't mail a channel's papers without knowing who is in it. ${messageOf(error)}`);
  }
  if (!isIn) throw new UserError("Only people who are in the channel can have its papers by mail.");
}
