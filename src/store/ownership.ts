import type { Schema } from "./schema.ts";

/** A column that names a person. */
interface PersonColumn<Row> {
  readonly column: keyof Row & string;
  /** By the keyed hash, by an owner string, by the platform's own id beside a column `platform`, or as the channel of their mailbox. */
  readonly names: "hash" | "owner" | "user" | "mailbox";
  /** What forgetting the person does: delete the row, or blank the column where the row is others' as well. */
  readonly forget: "delete" | "blank";
  /** Its name in the export of /privacy. */
  readonly kind: string;
}

/** The owners of a table's rows. */
interface Declaration<Row> {
  /** A row that several of them name is exported once, by the first. */
  readonly people?: readonly PersonColumn<Row>[];
  /**
   * How a row belongs to a server or workspace:
   * - `channel`: by its columns platform, channel and server: it goes with its server;
   * - `owner`: by an owner string: it goes with its server where that names a channel. A person's stays, without the server;
   * - `origin`: the server is only where a person said it: the row stays, without the server;
   * - `asked`: the same of the server and the channel in it;
   * - `server`: it is about the server itself, and goes with it.
   */
  readonly place?: "channel" | "owner" | "origin" | "asked" | "server";
}

/** Nobody's: what the world publishes, and the program's own records. */
const NOBODYS = {};

/**
 * The owners of every table's rows: forgetting people and servers, the export of /privacy and the tests of all of these
 * follow from it. A table that is missing here does not compile.
 */
export const OWNERSHIP = {
  papers: NOBODYS,
  counters: NOBODYS,
  settings: NOBODYS,
  request_gates: NOBODYS,
  sources: NOBODYS,
  source_days: NOBODYS,
  source_papers: NOBODYS,
  taken_records: NOBODYS,
  paper_records: NOBODYS,
  record_ids: NOBODYS,
  paper_splits: NOBODYS,
  citation_keys: NOBODYS,
  // Their holders and names are processes.
  leases: NOBODYS,
  replicas: NOBODYS,
  migration_flags: NOBODYS,
  index_snapshots: NOBODYS,
  index_chunks: NOBODYS,
  subscriptions: {
    people: [
      { column: "created_by", names: "user", forget: "blank", kind: "dailyPapers" },
      { column: "channel", names: "mailbox", forget: "delete", kind: "mailSettings" },
    ],
    place: "channel",
  },
  // Its owner is the process that is sending it.
  deliveries: {
    people: [{ column: "channel", names: "mailbox", forget: "delete", kind: "mails" }],
    place: "channel",
  },
  shown: {
    people: [{ column: "channel", names: "mailbox", forget: "delete", kind: "mailedPapers" }],
    place: "channel",
  },
  notices: { people: [{ column: "recipient", names: "user", forget: "delete", kind: "notices" }] },
  votes: {
    people: [{ column: "person", names: "hash", forget: "delete", kind: "votes" }],
    place: "channel",
  },
  saves: {
    people: [{ column: "person", names: "hash", forget: "delete", kind: "saved" }],
    place: "origin",
  },
  follows: {
    people: [
      { column: "owner", names: "owner", forget: "delete", kind: "follows" },
      { column: "added_by", names: "hash", forget: "blank", kind: "channels" },
    ],
    place: "owner",
  },
  profile_marks: {
    people: [{ column: "owner", names: "owner", forget: "delete", kind: "profile" }],
    place: "owner",
  },
  clubs: { place: "channel" },
  club_papers: {
    people: [
      { column: "added_by", names: "hash", forget: "blank", kind: "clubPapers" },
      { column: "presented_by", names: "hash", forget: "blank", kind: "presented" },
    ],
    place: "channel",
  },
  club_presenters: {
    people: [{ column: "person", names: "hash", forget: "delete", kind: "presents" }],
    place: "channel",
  },
  club_events: { place: "channel" },
  public_channels: { place: "channel" },
  // Without who made it.
  removed_settings: { place: "channel" },
  link_channels: { place: "channel" },
  shared_links: { place: "channel" },
  page_links: { place: "channel" },
  page_sign_ins: {
    people: [{ column: "person", names: "hash", forget: "delete", kind: "signIns" }],
    place: "channel",
  },
  mailboxes: {
    people: [
      { column: "person", names: "hash", forget: "delete", kind: "mail" },
      { column: "chat_user", names: "user", forget: "delete", kind: "mailContact" },
    ],
    place: "asked",
  },
  // Without who asked, they still say how often an address may be written to.
  mail_confirmations: {
    people: [{ column: "person", names: "hash", forget: "blank", kind: "mailConfirmations" }],
  },
  left_servers: { place: "server" },
  greeted: { place: "server" },
  // Ids of events and presses, which name nobody, for two hours.
  handled: NOBODYS,
} as const satisfies { readonly [Table in keyof Schema]: Declaration<Schema[Table]> };

type PeopleOf<Declared> = Declared extends { readonly people: readonly (infer Column)[] } ? Column : never;

/** The kinds of data stored about people, by their names in /privacy. */
export type OwnKind = PeopleOf<(typeof OWNERSHIP)[keyof Schema]>["kind"];

/** A table with a column that names people. */
export interface OwnColumn extends PersonColumn<Readonly<Record<string, unknown>>> {
  readonly table: keyof Schema;
  readonly kind: OwnKind;
}

/** Every column that names a person, in the order of the declarations. */
export const OWN_COLUMNS: readonly OwnColumn[] = tables().flatMap((table) => {
  const declared = OWNERSHIP[table];
  return "people" in declared ? declared.people.map((column) => ({ ...column, table })) : [];
});

/** The tables whose rows belong to a server in one of these ways. */
export function tablesOf(...places: readonly NonNullable<Declaration<unknown>["place"]>[]) {
  return tables().filter((table) => {
    const declared = OWNERSHIP[table];
    return "place" in declared && places.includes(declared.place);
  });
}

function tables(): readonly (keyof Schema)[] {
  return Object.keys(OWNERSHIP) as (keyof Schema)[];
}
