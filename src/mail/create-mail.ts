import { randomInt, randomUUID } from "node:crypto";
import { isSame } from "../access/secrets.ts";
import { nextRun } from "../delivery/planning/schedule.ts";
import { changeableSettings, endSubscription, subscribe } from "../delivery/subscribe.ts";
import { readSettings } from "../delivery/subscription-settings.ts";
import { UserError } from "../errors.ts";
import type { Database } from "../store/database.ts";
import { lastDeliveries } from "../store/deliveries.ts";
import { groupCommit } from "../store/group-commit.ts";
import { removeConfirmation, takeConfirmation } from "../store/mail/confirmations.ts";
import {
  countMailboxes,
  findMailbox,
  type Mailbox,
  mailboxesOfAddress,
  mailboxOf,
  putMailbox,
  removeMailbox,
  removeUnconfirmed,
} from "../store/mail/mailboxes.ts";
import { findSubscription, putSubscription, type SubscriptionSettings } from "../store/subscriptions.ts";
import { HOUR_MS } from "../time/day.ts";
import { BAD_ADDRESS, readAddress } from "./address.ts";
import { type ConfirmationLinks, createByLink, drawLink, PAGE } from "./by-link.ts";
import { createByToken } from "./by-token.ts";
import { type IsMember, refuseStranger, sourceOf } from "./channel-members.ts";
import { beginMails, CODE_HOLDS_MS, isOpen } from "./confirming.ts";
import type { MailKeys } from "./keys.ts";
import type { Mail, MailOwner, MailStanding, TypedMail } from "./mail.ts";
import { newMailbox } from "./new-mailbox.ts";
import { settleUnanswered } from "./unanswered.ts";
import { missing, wantedContent } from "./wanted-content.ts";

interface MailParts {
  readonly db: Database;
  readonly keys: MailKeys;
  /** Sends a confirmation. Rejects with an error that says what went wrong. */
  readonly sendCode: (to: string, code: string, how: string) => Promise<void>;
  /** The same by a link, where there is a public page. */
  readonly links?: ConfirmationLinks | undefined;
  readonly isMember: IsMember;
  /** What a new subscription begins with. */
  readonly defaults: SubscriptionSettings;
  readonly now: () => Date;
}

/** Confirmations in an hour: to one address, and for one person. */
const OFTEN = { most: 1, mostOfPerson: 3 } as const;
const MOST_TRIES = 5;
/** Papers in a mail, if not given. */
const USUAL_PAPERS = 3;
/** How many past mails are searched for one that may not have arrived. */
const RECENT = 7;
const EXAMPLE = "ann@example.org";

export function createMail({ db, keys, sendCode, links, isMember, defaults, now }: MailParts): Mail {
  const newSettings = { ...defaults, papers: USUAL_PAPERS };

  async function standingOf(mailbox: Mailbox): Promise<MailStanding> {
    const subscription = await findSubscription(db, mailboxOf(mailbox.person));
    const recent = mailbox.confirmedAt ? await lastDeliveries(db, mailboxOf(mailbox.person), RECENT) : [];
    const [last] = recent;
    const lost = recent.find(({ state }) => state === "uncertain");
    const source = sourceOf(mailbox);
    const next = subscription && !subscription.paused ? nextRun(subscription, now()) : undefined;
    return {
      address: addressOf(mailbox),
      isFromChat: mailbox.platform !== PAGE,
      what: mailbox.what,
      ...(mailbox.query !== undefined && { query: mailbox.query }),
      ...(source && { source }),
      settings: subscription ?? mailbox.wanted,
      ...(mailbox.confirmedAt && subscription && { subscription }),
      ...(last && { last }),
      ...(lost && { lost }),
      ...(next && { next: next.at }),
    };
  }

  function addressOf({ address }: Mailbox): string {
    const text = keys.unseal(address);
    if (text !== undefined) return text;
    throw new UserError(
      "I can't read your e-mail address any more, because the bot's secret was changed. Stop this, then start anew.",
    );
  }

  async function change(owner: MailOwner, mailbox: Mailbox, typed: TypedMail): Promise<MailStanding> {
    const place = mailboxOf(mailbox.person);
    const settings = readSettings(typed, await changeableSettings(db, place, mailbox.wanted));
    const content = wantedContent(typed, settings, owner, mailbox);
    await refuseStranger(db, content, owner, isMember, mailbox);
    await subscribe(db, place, typed, {}, mailbox.wanted, now());
    await groupCommit(db, async (tx) => {
      const known = await findMailbox(tx, mailbox.person);
      if (known) await putMailbox(tx, { ...withoutContent(known), ...content });
      // Stopped meanwhile: the subscription that was written above must not stay.
      else await endSubscription(tx, place, "stopped by its reader", now());
    });
    return standingOf({ ...withoutContent(mailbox), ...content });
  }

  async function begin(
    owner: MailOwner,
    address: string,
    typed: TypedMail,
    before?: Mailbox,
  ): Promise<MailStanding> {
    const { person, platform, user, how } = owner;
    const place = mailboxOf(person);
    const subscription = await findSubscription(db, place);
    const settings = before ? await changeableSettings(db, place, before.wanted) : newSettings;
    const wanted = readSettings(typed, settings);
    const content = wantedContent(typed, wanted, owner, before);
    await refuseStranger(db, content, owner, isMember);
    const [id, at] = [randomUUID(), now()];
    const { send, code } = confirmationFor(owner);
    const origin = { person, platform, how, ...(user !== undefined && { user }) };
    const mailbox = newMailbox({ ...origin, address, code, ...content, wanted, at }, keys);
    const { addressKey } = mailbox;
    const since = new Date(at.getTime() - HOUR_MS);
    const mayGo = await groupCommit(db, async (tx) => {
      if (!(await takeConfirmation(tx, { id, addressKey, person, at }, { since, ...OFTEN }))) return false;
      // Nothing more goes to the old address: it may not be theirs any more.
      await endSubscription(tx, place, "the address was changed", at);
      await putMailbox(tx, mailbox);
      return true;
    });
    if (!mayGo)
      throw new UserError("I've just sent a mail there. Look in your spam folder, or try again in an hour.");
    try {
      await send(address);
    } catch (error) {
      await groupCommit(db, async (tx) => {
        await removeConfirmation(tx, id);
        // Whoever stopped it meanwhile, or gave another address, keeps it so.
        if ((await findMailbox(tx, person))?.code !== code) return;
        // The mailbox from before goes on.
        if (before) await putMailbox(tx, before);
        else await removeMailbox(tx, person);
        if (subscription) await putSubscription(tx, subscription);
      });
      throw error;
    }
    return standingOf(mailbox);
  }

  /** By a link where there is a page to confirm it on; otherwise by a code that is typed in chat. */
  function confirmationFor({ person, how }: MailOwner) {
    if (links) {
      const { token, code } = drawLink(keys);
      return { code, send: (to: string) => links.fromChat(to, token) };
    }
    const digits = newCode();
    return { code: keys.codeKey(person, digits), send: (to: string) => sendCode(to, digits, how) };
  }

  async function stop(person: string): Promise<boolean> {
    return groupCommit(db, async (tx) => {
      if (!(await findMailbox(tx, person))) return false;
      await removeMailbox(tx, person);
      await endSubscription(tx, mailboxOf(person), "stopped by its reader", now());
      return true;
    });
  }

  return {
    ...createByToken({ db, keys, standingOf, change, stop, now }),
    stop,
    usual: newSettings,
    async standing(person) {
      const mailbox = await findMailbox(db, person);
      return mailbox && standingOf(mailbox);
    },
    async ask(owner, typed) {
      const known = await findMailbox(db, owner.person);
      const address = typed.address === undefined ? undefined : readAddress(typed.address);
      if (typed.address !== undefined && address === undefined)
        throw missing("address", BAD_ADDRESS, EXAMPLE);
      const isSame = known && (address === undefined || keys.keyOf(address) === known.addressKey);
      if (isSame && known.confirmedAt) return { isSent: false, standing: await change(owner, known, typed) };
      const to = address ?? (known && addressOf(known));
      if (to === undefined) throw missing("address", "Where to? Give your e-mail address.", EXAMPLE);
      return { isSent: true, standing: await begin(owner, to, typed, known) };
    },
    async confirm(person, code) {
      const at = now();
      const outcome = await groupCommit(db, async (tx) => {
        const mailbox = await findMailbox(tx, person);
        if (!mailbox) return "nothing";
        if (mailbox.confirmedAt) return mailbox;
        if (mailbox.code === undefined || !isOpen(mailbox, at) || mailbox.tries >= MOST_TRIES)
          return "too late";
        if (!isSame(mailbox.code, keys.codeKey(person, code))) {
          await putMailbox(tx, { ...mailbox, tries: mailbox.tries + 1 });
          return "wrong";
        }
        return beginMails(tx, mailbox, at);
      });
      if (typeof outcome === "object") return standingOf(outcome);
      throw new UserError(REFUSALS[outcome]);
    },
    async addressOf(person) {
      const mailbox = await findMailbox(db, person);
      return mailbox && keys.unseal(mailbox.address);
    },
    async stopAddress(address) {
      const found = await mailboxesOfAddress(db, keys.keyOf(address));
      for (const { person } of found) await stop(person);
      return found.length;
    },
    count: () => countMailboxes(db),
    async purge() {
      const before = new Date(now().getTime() - CODE_HOLDS_MS);
      await groupCommit(db, (tx) => removeUnconfirmed(tx, before));
      await settleUnanswered(db, now());
    },
    hasForm: links?.hasForm ?? false,
    ...(links && {
      byLink: createByLink({ db, keys, sendLink: links.fromPage, standingOf, newSettings, now }),
    }),
  };
}

function withoutContent({ what: _, query: __, channel: ___, server: ____, ...rest }: Mailbox) {
  return rest;
}

const REFUSALS = {
  nothing: "There is nothing to confirm. Give your e-mail address first.",
  wrong: "That isn't the code. Check the newest mail from me.",
  "too late": "That code doesn't work any more. Give your e-mail address again to get a new one.",
} as const;

/** Six digits; a few tries are allowed. */
function newCode(): string {
  return `${randomInt(1_000_000)}`.padStart(6, "0");
}
