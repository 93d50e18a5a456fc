import { PostError, type Poster } from "../chat/poster.ts";
import { buttons, type Reply, type TextFile } from "../chat/reply.ts";
import { messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import { forgetRemoved } from "../store/channels/removed-settings.ts";
import type { Database } from "../store/database.ts";
import { type Delivery, deliveriesIn, findDelivery, lastSentOn } from "../store/deliveries.ts";
import { groupCommit } from "../store/group-commit.ts";
import { findMailbox, isMailbox } from "../store/mail/mailboxes.ts";
import {
  dueNotices,
  insertNotices,
  lastNoticeId,
  type Notice,
  type Person,
  removeNoticesBefore,
  returnNotice,
  takeNotice,
} from "../store/notices.ts";
import { leftAmong } from "../store/retention/left-servers.ts";
import type { ProvenTime } from "../store/retention/proven-time.ts";
import { findSubscription, type Subscription } from "../store/subscriptions.ts";
import { DAY_MS, HOUR_MS } from "../time/day.ts";
import { longDay } from "./compose.ts";
import { LEASE_MS } from "./ledger.ts";
import type { Operators } from "./operators.ts";

/** What a notice is about, whom to tell, and the text. */
interface News {
  /** The same for the same matter: one notice per person. */
  readonly about: string;
  readonly text: string;
  readonly delivery?: string;
}

/** The files that go with a notice, by its id: "stale" if it is no longer to be told, "later" if that is not known here. */
export type FilesFor = (notice: string) => Promise<readonly TextFile[] | "stale" | "later">;

interface NoticesParts {
  readonly db: Database;
  readonly posters: ReadonlyMap<string, Poster>;
  readonly operators: Operators;
  readonly now: () => Date;
  /** The clock by which the age of notices is counted. */
  readonly provenTime: ProvenTime;
  /** A monotonic clock in milliseconds. */
  readonly elapsed: () => number;
  readonly log: Logger;
  /** No files by default. */
  readonly filesFor?: FilesFor | undefined;
}

/**
 * Private messages about posts that need a person. They are kept in the ledger, so that a restart neither repeats nor
 * loses one.
 */
export interface Notices {
  /** Tells the operators. Never rejects. */
  tellOperators(news: News): Promise<void>;
  /**
   * Tells the operators that a platform refuses the bot: once until it has accepted a post again, whichever process
   * finds it refused. Never rejects.
   */
  tellOfOutage(platform: string, text: string): Promise<void>;
  /** The platform has accepted a post again. */
  endOutage(platform: string): void;
  /** Finds out what people have to be told now, and tells them. A failure to tell stops nothing. */
  run(subscriptions: readonly Subscription[]): Promise<void>;
}

/** How long after a failure a person is told again, and how long a notice is kept, in milliseconds. */
const RETRY_MS = 10 * 60_000;
const KEPT_MS = 90 * DAY_MS;
const AT_ONCE = 20;

export function createNotices(parts: NoticesParts): Notices {
  const { db, posters, operators, now, provenTime, elapsed, log, filesFor = async () => [] } = parts;
  // The notices known to be in the ledger already.
  const written = new Set<string>();
  // Platforms whose outage the operators have been told of. Finding that in the ledger takes a look at every post.
  const toldOutages = new Set<string>();
  let removedAt = Number.NEGATIVE_INFINITY;

  async function write(to: readonly Person[], news: News): Promise<void> {
    const fresh = noticesFor(to, news).filter(({ id }) => !written.has(id));
    if (fresh.length === 0) return;
    const madeAt = await provenTime();
    await groupCommit(db, (tx) => insertNotices(tx, fresh, { madeAt, nextTry: now() }));
    for (const { id } of fresh) written.add(id);
  }

  async function writeOutage(platform: string, text: string): Promise<void> {
    if (toldOutages.has(platform)) return;
    const [to, madeAt, at] = [await operators.all(), await provenTime(), now()];
    if (to.length === 0) return;
    const outages = `token ${platform} `;
    const about = outages + at.toISOString();
    // In one batch, so that of several posts refused at once only one brings the news. Rows that a clock ahead of time
    // left behind are not looked at.
    await groupCommit(db, async (tx) => {
      const told = (await lastNoticeId(tx, outages, about))?.slice(outages.length, about.length);
      const sent = await lastSentOn(tx, platform, at);
      // A post in flight when the refusals began may have been accepted a little later.
      if (told && !(sent && sent.getTime() - Date.parse(told) > LEASE_MS)) return;
      await insertNotices(tx, noticesFor(to, { about, text }), { madeAt, nextTry: at });
    });
    toldOutages.add(platform);
  }

  async function writeUncertain(row: Delivery): Promise<void> {
    const about = `uncertain ${row.id} ${row.sentFrom?.toISOString() ?? ""}`;
    if (isMailbox(row)) {
      const { platform, user } = (await findMailbox(db, row.channel)) ?? {};
      // Nobody else can look into an inbox.
      if (platform === undefined || user === undefined) return;
      const text = `I'm not sure whether the papers of ${longDay(row.day)} were mailed to you. Are they in your inbox?`;
      return write([{ platform, user }], { about, text, delivery: row.id });
    }
    const subscriber = subscriberOf(await findSubscription(db, row));
    await write([...subscriber, ...(await operators.all())], {
      about,
      text: `I'm not sure whether the daily paper for ${longDay(row.day)} was posted. Is it in the channel?`,
      delivery: row.id,
    });
  }

  async function writePaused(subscription: Subscription): Promise<void> {
    const { platform, channel, origin, paused } = subscription;
    if (paused?.by !== "program") return;
    if (isMailbox(subscription)) return writeHeld(channel, paused);
    const operatorsOf = origin === "settings" ? await operators.all() : [];
    await write([...subscriberOf(subscription), ...operatorsOf], {
      about: `closed ${platform}:${channel} ${paused.at.toISOString().slice(0, 10)}`,
      text: `I can't post the daily paper in ${await nameOf(subscription)}. ${paused.reason} I'll continue as soon as I can.`,
    });
  }

  /**
   * Tells the person to whom a channel's papers may not be mailed; other mails are refused by a mail server, and
   * retried silently.
   */
  async function writeHeld(person: string, { at, reason }: NonNullable<Subscription["paused"]>) {
    const { platform, user, what, how } = (await findMailbox(db, person)) ?? {};
    if (platform === undefined || user === undefined || what !== "channel") return;
    await write([{ platform, user }], {
      about: `mail held ${person} ${at.toISOString().slice(0, 10)}`,
      text: `I've held back your papers by e-mail. ${reason} I'll go on if that changes. To end it: ${how} stop`,
    });
  }

  async function nameOf({ platform, channel }: Subscription): Promise<string> {
    return (await posters.get(platform)?.link(channel)) ?? "one of your channels";
  }

  async function replyFor({ id, text, delivery }: Notice): Promise<Reply | undefined> {
    const plain: Reply = { outcome: "answer", audience: "asker", text, cards: [], buttons: [] };
    const files = await filesFor(id);
    if (files === "later") throw new Error("it is not known yet what goes along with it");
    if (files === "stale") return undefined;
    if (delivery === undefined) return { ...plain, files };
    const row = await findDelivery(db, delivery);
    // Somebody has answered meanwhile.
    if (row?.state !== "uncertain") return undefined;
    const url = await posters.get(row.platform)?.link(row.channel);
    const decide = (label: string, answer: string) => ({
      label,
      action: { command: "status", options: { uncertain: row.id, answer }, effect: "answer" as const },
    });
    return {
      ...plain,
      text: url === undefined ? text : `${text}\n\n${url}`,
      buttons: isMailbox(row)
        ? buttons(decide("Send them again", "post"), decide("They're there", "drop"))
        : buttons(decide("Post it again", "post"), decide("It's there", "drop")),
    };
  }

  /** At most once an hour, since each time is a write. */
  async function removeOld(): Promise<void> {
    if (elapsed() - removedAt < HOUR_MS) return;
    removedAt = elapsed();
    const proven = await provenTime();
    await groupCommit(db, async (tx) => {
      await removeNoticesBefore(tx, new Date(proven.getTime() - KEPT_MS));
      await forgetRemoved(tx, proven);
    });
  }

  async function tell(notice: Notice): Promise<void> {
    const { id, platform, user } = notice;
    const poster = posters.get(platform);
    if (!poster || !(await groupCommit(db, (tx) => takeNotice(tx, id, now())))) return;
    try {
      const reply = await replyFor(notice);
      if (reply) await poster.tell(user, reply);
    } catch (error) {
      log.warn({ err: messageOf(error), platform, notice: id }, "a private notice could not be sent");
      // Whoever accepts no messages from the bot will not accept the next one either.
      if (error instanceof PostError && error.kind === "channel") return;
      await groupCommit(db, (tx) => returnNotice(tx, id, new Date(now().getTime() + RETRY_MS)));
    }
  }

  return {
    async tellOperators(news) {
      try {
        await write(await operators.all(), news);
      } catch (error) {
        log.error({ err: error, about: news.about }, "the notice to the operators could not be sent");
      }
    },
    async tellOfOutage(platform, text) {
      try {
        await writeOutage(platform, text);
      } catch (error) {
        log.error({ err: error, platform }, "the notice to the operators could not be sent");
      }
    },
    endOutage: (platform) => void toldOutages.delete(platform),
    async run(subscriptions) {
      const isLeft = await leftAmong(db);
      for (const row of await deliveriesIn(db, ["uncertain"])) if (!isLeft(row)) await writeUncertain(row);
      for (const subscription of subscriptions) await writePaused(subscription);
      for (const notice of await dueNotices(db, now(), AT_ONCE)) await tell(notice);
      await removeOld();
    },
  };
}

/** The same news to several people. */
export function noticesFor(to: readonly Person[], { about, text, delivery }: News): readonly Notice[] {
  return to.map(({ platform, user }) => {
    const id = `${about} to ${platform}:${user}`;
    return { id, platform, user, text, ...(delivery !== undefined && { delivery }) };
  });
}

function subscriberOf(subscription: Subscription | undefined): readonly Person[] {
  const { platform, createdBy } = subscription ?? {};
  return platform === undefined || createdBy === undefined ? [] : [{ platform, user: createdBy }];
}
