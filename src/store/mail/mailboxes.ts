import type { Database } from "../database.ts";
import type { Place, SubscriptionSettings } from "../subscriptions.ts";
import type { MailboxRow } from "./rows.ts";

/** The platform whose channels are mailboxes. A mailbox is one person's: its channel is their keyed hash. */
const MAIL = "email";

/** Whether a place is a person's mailbox. */
export function isMailbox({ platform }: Pick<Place, "platform">): boolean {
  return platform === MAIL;
}

/** The place of a person's mailbox, in the ledger and among the subscriptions. */
export function mailboxOf(person: string): Place {
  return { platform: MAIL, channel: person };
}

/**
 * What comes by mail: picks for the person, papers on topics, those that a search finds, what is posted in a channel, or what is good
 * in general.
 */
export const MAIL_CONTENTS = ["foryou", "topics", "search", "channel", "trending"] as const;
export type MailContent = (typeof MAIL_CONTENTS)[number];

export interface Mailbox {
  readonly person: string;
  /** Who is told when it stops; without a user in the operator's own terminal. */
  readonly platform: string;
  readonly user?: string;
  /** Sealed. */
  readonly address: string;
  readonly addressKey: string;
  readonly what: MailContent;
  /** What is searched for. */
  readonly query?: string;
  /** Where it was asked for: there the votes of its reader count, and this channel's papers come where those are wanted. */
  readonly channel?: string;
  readonly server?: string;
  /** By which links in the mails name the mailbox. */
  readonly handle: string;
  readonly wanted: SubscriptionSettings;
  readonly how: string;
  /** Set until the address is confirmed: a keyed hash. */
  readonly code?: string;
  readonly tries: number;
  readonly stopToken: string;
  readonly askedAt: Date;
  readonly confirmedAt?: Date;
  readonly refusals: number;
  readonly refusedAt?: Date;
}

export async function findMailbox(db: Database, person: string): Promise<Mailbox | undefined> {
  const row = await db.selectFrom("mailboxes").selectAll().where("person", "=", person).executeTakeFirst();
  return row && fromRow(row);
}

export async function mailboxOfStopToken(db: Database, token: string): Promise<Mailbox | undefined> {
  const row = await db.selectFrom("mailboxes").selectAll().where("stop_token", "=", token).executeTakeFirst();
  return row && fromRow(row);
}

/** The one that waits for a code, by the keyed hash of that. */
export async function mailboxOfCode(db: Database, code: string): Promise<Mailbox | undefined> {
  const row = await db.selectFrom("mailboxes").selectAll().where("code", "=", code).executeTakeFirst();
  return row && fromRow(row);
}

/** Deletes, as part of a batch, those that were asked for before and not confirmed. */
export async function removeUnconfirmed(tx: Database, askedBefore: Date): Promise<void> {
  await tx
    .deleteFrom("mailboxes")
    .where("confirmed_at", "is", null)
    .where("asked_at", "<", askedBefore.toISOString())
    .execute();
}

export async function mailboxOfHandle(db: Database, handle: string): Promise<Mailbox | undefined> {
  const row = await db.selectFrom("mailboxes").selectAll().where("handle", "=", handle).executeTakeFirst();
  return row && fromRow(row);
}

/** Those with an address; several people may have given the same one. */
export async function mailboxesOfAddress(db: Database, addressKey: string): Promise<readonly Mailbox[]> {
  const rows = await db.selectFrom("mailboxes").selectAll().where("address_key", "=", addressKey).execute();
  return rows.map(fromRow);
}

/** How many are confirmed. */
export async function countMailboxes(db: Database): Promise<number> {
  const { count } = await db
    .selectFrom("mailboxes")
    .select((eb) => eb.fn.countAll().as("count"))
    .where("confirmed_at", "is not", null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Writes a mailbox, new or known, as part of a batch. */
export async function putMailbox(tx: Database, mailbox: Mailbox): Promise<void> {
  const { person, ...changes } = toRow(mailbox);
  await tx
    .insertInto("mailboxes")
    .values({ person, ...changes })
    .onConflict((conflict) => conflict.column("person").doUpdateSet(changes))
    .execute();
}

/** Deletes a mailbox, with its address, as part of a batch. */
export async function removeMailbox(tx: Database, person: string): Promise<void> {
  await tx.deleteFrom("mailboxes").where("person", "=", person).execute();
}

function toRow(mailbox: Mailbox): MailboxRow {
  const { person, platform, address, addressKey, what, wanted, how, tries, stopToken, refusals } = mailbox;
  return {
    person,
    platform,
    chat_user: mailbox.user ?? null,
    address,
    address_key: addressKey,
    what,
    query: mailbox.query ?? null,
    channel: mailbox.channel ?? null,
    server: mailbox.server ?? null,
    handle: mailbox.handle,
    wanted: JSON.stringify(wanted),
    how,
    code: mailbox.code ?? null,
    tries,
    stop_token: stopToken,
    asked_at: mailbox.askedAt.toISOString(),
    confirmed_at: mailbox.confirmedAt?.toISOString() ?? null,
    refusals,
    refused_at: mailbox.refusedAt?.toISOString() ?? null,
  };
}

function fromRow(row: MailboxRow): Mailbox {
  const { person, platform, address, how, tries, refusals } = row;
  return {
    person,
    platform,
    address,
    addressKey: row.address_key,
    what: MAIL_CONTENTS.find((one) => one === row.what) ?? "foryou",
    handle: row.handle,
    wanted: JSON.parse(row.wanted),
    how,
    tries,
    stopToken: row.stop_token,
    askedAt: new Date(row.asked_at),
    refusals,
    ...(row.query !== null && { query: row.query }),
    ...(row.channel !== null && { channel: row.channel }),
    ...(row.server !== null && { server: row.server }),
    ...(row.chat_user !== null && { user: row.chat_user }),
    ...(row.code !== null && { code: row.code }),
    ...(row.confirmed_at !== null && { confirmedAt: new Date(row.confirmed_at) }),
    ...(row.refused_at !== null && { refusedAt: new Date(row.refused_at) }),
  };
}
