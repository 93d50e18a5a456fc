import { shorten } from "../shorten.ts";
import type { Database } from "../store/database.ts";
import { lastDeliveries } from "../store/deliveries.ts";
import { groupCommit } from "../store/group-commit.ts";
import { findMailbox, type Mailbox, mailboxOf, putMailbox, removeMailbox } from "../store/mail/mailboxes.ts";
import { insertNotices } from "../store/notices.ts";
import { findSubscription, removeSubscription, type Subscription } from "../store/subscriptions.ts";
import { DAY_MS, describeDay, HOUR_MS } from "../time/day.ts";
import { describeEvery } from "../time/read-when.ts";
import { zoneWords } from "../time/zone-names.ts";
import { PAGE } from "./by-link.ts";
import { type IsMember, mayRead } from "./channel-members.ts";
import type { MailKeys } from "./keys.ts";

/** Addresses of a paper's pages, by its id. */
interface PaperUrls {
  page(paper: string): string;
  /** Where a mail's reader saves it or votes for it. */
  act(token: string, deed: "save" | "up", paper: string): string;
}

/** Addresses of a mail's pages, by its token. */
interface MailUrls {
  stop(token: string): string;
  change(token: string): string;
}

interface RecipientsParts {
  readonly db: Database;
  readonly keys: MailKeys;
  /** Where its reader stops a mail, and changes what comes: on the public page, if there is one. */
  readonly mailUrls?: MailUrls | undefined;
  /** A paper's pages, if there is a public page. */
  readonly paperUrls?: PaperUrls | undefined;
  /** The address that mails come from, and that replies go to. */
  readonly sender: string;
  readonly isMember: IsMember;
  readonly now: () => Date;
}

/** After this many refusals in a row a mailbox is deleted; after the first one, the next mail waits for so long. */
const MOST_REFUSALS = 2;
const TRY_AGAIN_MS = HOUR_MS;

/** Who is behind the mailboxes, for whoever sends the mails. */
export function createRecipients(parts: RecipientsParts) {
  const { db, keys, mailUrls, paperUrls, sender, isMember, now } = parts;
  async function mailTo(channel: string) {
    const mailbox = await findMailbox(db, channel);
    const address = mailbox?.confirmedAt && keys.unseal(mailbox.address);
    return mailbox && address !== undefined ? { mailbox, address } : undefined;
  }

  return {
    has: async (channel: string) => (await mailTo(channel)) !== undefined,

    async find(channel: string) {
      const { mailbox, address } = (await mailTo(channel)) ?? {};
      if (!mailbox || address === undefined) return undefined;
      const url = mailUrls?.stop(mailbox.stopToken);
      const mail = { to: sender, subject: `stop ${mailbox.stopToken}` };
      return {
        address,
        smallPrint: {
          text: await reasonFor(db, mailbox, url === undefined ? sender : undefined, now()),
          changeUrl: mailUrls?.change(mailbox.stopToken),
          stopUrl: url,
        },
        stop: url === undefined ? { mail } : { url },
        ...(paperUrls && { links: linksIn(mailbox, keys, paperUrls) }),
      };
    },

    async accepted(channel: string) {
      if (!(await findMailbox(db, channel))?.refusals) return;
      await groupCommit(db, async (tx) => {
        // Its reader may have changed or stopped it meanwhile.
        const mailbox = await findMailbox(tx, channel);
        if (!mailbox) return;
        const { refusedAt: _, ...rest } = mailbox;
        await putMailbox(tx, { ...rest, refusals: 0 });
      });
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
function linksIn({ handle, platform }: Mailbox, keys: MailKeys, { page, act }: PaperUrls) {
  return (paper: string) => {
    // Who is in no chat has no votes and no list there.
    if (platform === PAGE) return [{ label: "Paper page", url: page(paper) }];
    const token = keys.paperToken(handle, paper);
    return [
      { label: "Paper page", url: page(paper) },
      { label: "Save", url: act(token, "save", paper) },
      { label: "👍 Relevant", url: act(token, "up", paper) },
    ];
  };
}

/** Of somebody's own words in the small print, in characters. */
const LONGEST_WORDS = 100;

/** What a person who asked on the page gets, in words. */
function describeContent({ what, query }: Mailbox, subscription: Subscription | undefined): string {
  const { categories = [], topics = [] } = subscription ?? {};
  if (what === "search") return `papers found by “${shorten(query ?? "", LONGEST_WORDS)}”`;
  if (what === "topics") return `papers on ${shorten(topics.join(", "), LONGEST_WORDS)}`;
  return categories.length > 0 ? `new papers in ${categories.join(", ")}` : "trending papers";
}

/** Why a mail comes, and how to change that. */
async function reasonFor(
  db: Database,
  mailbox: Mailbox,
  sender: string | undefined,
  now: Date,
): Promise<string> {
  const { person, platform, confirmedAt, how, what } = mailbox;
  const subscription = await findSubscription(db, mailboxOf(person));
  const day = (confirmedAt ?? now).toISOString().slice(0, 10);
  const since = describeDay(day, now.toISOString().slice(0, 10));
  const { every, days = [], time = "", timezone = "" } = subscription ?? {};
  const when =
    subscription &&
    ` It comes ${describeEvery(every === "week" ? days.slice(0, 1) : days)} at ${time} ${zoneWords(timezone)}.`;
  if (platform === PAGE) {
    const [, before] = await lastDeliveries(db, mailboxOf(person), 2);
    // A reader who is in no chat can be asked by mail alone.
    const lost =
      before?.state === "uncertain"
        ? ` The papers before these may not have reached you: by “Change what comes”, you can have them again.`
        : "";
    const end = sender === undefined ? "" : ` To change or stop it, write to ${sender}.`;
    return `You get this mail because its address was confirmed on ${since} to get ${describeContent(mailbox, subscription)}.${when ?? ""}${lost}${end}`;
  }
  const asked = `${platform.charAt(0).toUpperCase()}${platform.slice(1)} on ${since}`;
  const source = what === "channel" ? " It has what is posted in a channel there." : "";
  const stop =
    sender === undefined
      ? `Change or stop it by the links below, or type ${how} there.`
      : `To change or stop it, type ${how} or ${how} stop there, or write to ${sender}.`;
  return `You get this mail because you asked for it in ${asked}.${source}${when ?? ""} ${stop}`;
}
