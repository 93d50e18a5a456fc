import { type RawBuilder, sql } from "kysely";
import type { Database } from "./database.ts";
import { mailboxOf } from "./mail/mailboxes.ts";
import { ANY_CHANNEL, channelOwner, personOwner } from "./owner.ts";
import { OWN_COLUMNS, type OwnColumn, type OwnKind, tablesOf } from "./ownership.ts";

/** A person, by the keyed hash and by the platform's own id. */
export interface KnownPerson {
  readonly person: string;
  readonly platform: string;
  readonly user?: string | undefined;
}

/** A server or workspace that the bot is no longer in. */
export interface DepartedServer {
  readonly platform: string;
  readonly server: string;
  /** Its channels; without them, everything not known to belong elsewhere on the platform counts as its own. */
  readonly channels?: readonly string[] | undefined;
}

/** A row that names a person, without the column that does. */
export type OwnRow = Readonly<Record<string, unknown>>;

/** Everything that is stored about a person, each row once. */
export type OwnData = Readonly<Record<OwnKind, readonly OwnRow[]>>;

/** Values per statement. */
const SLICE = 500;

/** Deletes, as part of a batch, everything that is stored about a person. Rows that are others' too stay, without the person. */
export async function forgetPerson(tx: Database, person: KnownPerson): Promise<void> {
  for (const own of OWN_COLUMNS) {
    const isTheirs = theirs(own, person);
    if (!isTheirs) continue;
    if (own.forget === "delete") await tx.deleteFrom(own.table).where(isTheirs).execute();
    else
      await sql`update ${sql.table(own.table)} set ${sql.ref(own.column)} = null where ${isTheirs}`.execute(
        tx,
      );
  }
}

/** Reads everything that is stored about a person, by kind. */
export async function ownDataOf(db: Database, person: KnownPerson): Promise<OwnData> {
  const found = OWN_COLUMNS.map(async (own) => {
    const isTheirs = theirs(own, person);
    if (!isTheirs) return [own.kind, []] as const;
    const earlier = OWN_COLUMNS.filter(({ table }) => table === own.table);
    const told = earlier.slice(0, earlier.indexOf(own)).flatMap((one) => theirs(one, person) ?? []);
    let query = db.selectFrom(own.table).selectAll().where(isTheirs);
    for (const one of told) query = query.where(sql<boolean>`not ${one}`);
    const rows: readonly OwnRow[] = await query.execute();
    // A channel names a person only where it is their mailbox; there it is recognised by its value.
    const naming = earlier.filter(({ names }) => names !== "mailbox");
    const names = new Set<string>(naming.map(({ column }) => column));
    return [own.kind, rows.map((row) => withoutNames(row, names, person))] as const;
  });
  return Object.fromEntries(await Promise.all(found)) as Record<OwnKind, readonly OwnRow[]>;
}

/** Deletes, as part of a batch, everything that was said, subscribed to or posted in a server, except what belongs to people. */
export async function forgetServer(tx: Database, left: DepartedServer): Promise<void> {
  const { platform, server } = left;
  const channels = await channelsOf(tx, left);
  const onPlatform = is("platform", platform);
  const inServer = sql<boolean>`${onPlatform} and ${is("server", server)}`;
  for (const table of tablesOf("channel", "server")) await tx.deleteFrom(table).where(inServer).execute();
  for (const table of tablesOf("owner")) {
    await tx.deleteFrom(table).where(inServer).where(sql<boolean>`owner like ${ANY_CHANNEL}`).execute();
  }
  for (let from = 0; from < channels.length; from += SLICE) {
    const some = channels.slice(from, from + SLICE);
    for (const table of tablesOf("channel"))
      await tx.deleteFrom(table).where(onPlatform).where(isOneOf("channel", some)).execute();
    const owners = some.map((channel) => channelOwner({ platform, channel }));
    for (const table of tablesOf("owner"))
      await tx.deleteFrom(table).where(isOneOf("owner", owners)).execute();
    for (const table of tablesOf("asked"))
      await sql`update ${sql.table(table)} set channel = null, server = null
        where ${onPlatform} and ${isOneOf("channel", some)}`.execute(tx);
  }
  for (const table of tablesOf("owner", "origin", "asked"))
    await sql`update ${sql.table(table)} set server = null where ${inServer}`.execute(tx);
}

/** The condition that a column names the person; undefined where the person is not known by what the column holds. */
function theirs(
  { column, names }: OwnColumn,
  { person, platform, user }: KnownPerson,
): RawBuilder<boolean> | undefined {
  if (names === "hash") return is(column, person);
  if (names === "mailbox") {
    const { platform: mail, channel } = mailboxOf(person);
    return sql<boolean>`(${is(column, channel)} and ${is("platform", mail)})`;
  }
  if (names === "owner") return is(column, personOwner(person));
  return user === undefined ? undefined : sql<boolean>`(${is(column, user)} and ${is("platform", platform)})`;
}

/** A row without empty values, and without the person's name, wherever it occurs: a lab may have it as well. */
function withoutNames(row: OwnRow, names: ReadonlySet<string>, { person }: KnownPerson): OwnRow {
  const isName = (value: unknown) => value === person || value === personOwner(person);
  return Object.fromEntries(
    Object.entries(row).filter(([name, value]) => !names.has(name) && value !== null && !isName(value)),
  );
}

async function channelsOf(tx: Database, { platform, server, channels }: DepartedServer): Promise<string[]> {
  const known = await Promise.all(
    tablesOf("channel").map(async (table) => {
      const query = sql<{ channel: string | null; server: string | null }>`
        select distinct channel, server from ${sql.table(table)} where ${is("platform", platform)}`;
      return (await query.execute(tx)).rows;
    }),
  );
  const places = known
    .flat()
    .flatMap((one) => (one.channel === null ? [] : { ...one, channel: one.channel }));
  const own = places.filter((one) => one.server === server);
  const others = new Set(
    places.filter((one) => one.server !== null && one.server !== server).map(({ channel }) => channel),
  );
  const all = channels ?? places.map(({ channel }) => channel);
  return [...new Set([...own.map(({ channel }) => channel), ...all])].filter(
    (channel) => !others.has(channel),
  );
}

function is(column: string, value: string): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(column)} = ${value}`;
}

function isOneOf(column: string, values: readonly string[]): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(column)} in (${sql.join([...values])})`;
}
