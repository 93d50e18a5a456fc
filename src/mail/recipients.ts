import type { Database } from "../store/database.ts";
import { groupCommit } from "../store/group-commit.ts";
import { findMailbox, type Mailbox, mailboxOf, putMailbox, removeMailbox } from "../store/mail/mailboxes.ts";
import { insertNotices } from "../store/notices.ts";
import { findSubscription, removeSubscription } from "../store/subscriptions.ts";
import { DAY_MS, describeDay, HOUR_MS } from "../time/day.ts";
import { describeEvery } from "../time/read-when.ts";
import { zoneWords } from "../time/zone-names.ts";
import { type IsMember, mayRead } from "./channel-members.ts";
import type { MailKeys } from "./keys.ts";

/** Addresses on the page, of a paper by its id. */
export interface PaperUrls {
  page(paper: string): string;
  /** Where a mail's reader saves it or votes for it. */
  act(token: string, deed: "save" | "up", paper: string): string;
}

interface RecipientsParts {
  readonly db: Database;
  readonly keys: MailKeys;
  /** Where a click stops a mail: the page's public address, if there is one. */
  readonly stopUrl?: ((token: string) => string) | undefined;
  /** What else the page has, if there is one. */
  readonly paperUrls?: PaperUrls | undefined;
  /** Who reads what is answered. */
  readonly sender: string;
  readonly isMember: IsMember;
  readonly now: () => Date;
}

/** After so many refusals in a row an address is left alone, and so long after the first it is tried again. */
const MOST_REFUSALS = 2;
const TRY_AGAIN_MS = HOUR_MS;

/** Who is behind the mailboxes, for whoever sends the mails. */
export function createRecipients({ db, keys, stopUrl, paperUrls, sender, isMember, now }: RecipientsParts) {
  return {
    async find(channel: string) {
      const mailbox = await findMailbox(db, channel);
      const address = mailbox?.confirmedAt && keys.unseal(mailbox.address);
      if (!mailbox || address === undefined) return undefined;
      const url = stopUrl?.(mailbox.stopToken);
      const mail = { to: sender, subject: `stop ${mailbox.stopToken}` };
      return {
        address,
        smallPrint: {
          text: await reasonFor(db, mailbox, url === undefined ? sender : undefined, now()),
          stopUrl: url,
        },
        stop: url === undefined ? { mail } : { url },
        ...(paperUrls && { links: linksIn(mailbox, keys, paperUrls) }),
      };
    },

    async accepted(channel: string) {
      const mailbox = await findMailbox(db, channel);
      if (!mailbox || mailbox.refusals === 0) return;
      const { refusedAt: _, ...rest } = mailbox;
      await groupCommit(db, (tx) => putIfThere(tx, { ...rest, refusals: 0 }));
    },

    async refused(channel: string) {
      const at = now();
      await groupCommit(db, async (tx) => {
        const mailbox = await findMailbox(tx, channel);
        if (!mailbox) return;
        const refusals = mailbox.refusals + 1;
        if (refusals < MOST_REFUSALS) return putMailbox(tx, { ...mailbox, refusals, refusedAt: at });
        await removeMailbox(tx, channel);
        await removeSubscription(tx, mailboxOf(channel));
        const { platform, user, how } = mailbox;
        if (user === undefined) return;
        const notice = {
          id: `mail refused ${channel} ${at.toISOString()}`,
          platform,
          user,
          text: `I've stopped your papers by e-mail: the mail server refused your address twice. To start again with another one: ${how} you@example.org`,
        };
        await insertNotices(tx, [notice], { madeAt: at, nextTry: at });
      });
    },

    async missing(channel: string) {
      const mailbox = await findMailbox(db, channel);
      if (mailbox && !(await mayRead(mailbox, isMember)))
        return ["You aren't in the channel any more whose papers you asked for."];
      const { refusedAt } = mailbox ?? {};
      const passed = refusedAt === undefined ? DAY_MS : now().getTime() - refusedAt.getTime();
      // A clock that was set back must not make the wait longer.
      return passed >= 0 && passed < TRY_AGAIN_MS ? ["The mail server refused the last mail."] : [];
    },
  };
}

/** Of a paper in a mail; without a page, none. */
function linksIn({ handle }: Mailbox, keys: MailKeys, { page, act }: PaperUrls) {
  return (paper: string) => {
    const token = keys.paperToken(handle, paper);
    return [
      { label: "Paper page", url: page(paper) },
      { label: "Save", url: act(token, "save", paper) },
      { label: "👍 Relevant", url: act(token, "up", paper) },
    ];
  };
}

/** Somebody may have ended it meanwhile. */
async function putIfThere(tx: Database, mailbox: Mailbox): Promise<void> {
  if (await findMailbox(tx, mailbox.person)) await putMailbox(tx, mailbox);
}

/** Why a mail comes, and how to change that. */
async function reasonFor(
  db: Database,
  { person, platform, confirmedAt, how, what }: Mailbox,
  sender: string | undefined,
  now: Date,
): Promise<string> {
  const subscription = await findSubscription(db, mailboxOf(person));
  const day = (confirmedAt ?? now).toISOString().slice(0, 10);
  const asked = `${platform.charAt(0).toUpperCase()}${platform.slice(1)} on ${describeDay(day, now.toISOString().slice(0, 10))}`;
  const { every, days = [], time = "", timezone = "" } = subscription ?? {};
  const when =
    subscription &&
    ` It comes ${describeEvery(every === "week" ? days.slice(0, 1) : days)} at ${time} ${zoneWords(timezone)}.`;
  const source = what === "channel" ? " It has what is posted in a channel there." : "";
  const stop = `To change or stop it, type ${how} or ${how} stop there${sender === undefined ? "" : `, or write to ${sender}`}.`;
  return `You get this mail because you asked for it in ${asked}.${source}${when ?? ""} ${stop}`;
}
