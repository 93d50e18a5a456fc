import type { PageLinkRow, PageSignInRow } from "./access/rows.ts";
import type { ClubEventRow, ClubPaperRow, ClubPresenterRow, ClubRow } from "./club/rows.ts";
import type { MailboxRow, MailConfirmationRow } from "./mail/rows.ts";
import type { IndexSnapshotRow, LeaseRow, ReplicaRow } from "./replicas/rows.ts";
import type { PaperRecordRow, PaperRow } from "./sources/paper-rows.ts";

/** The tables, as both databases have them. Lists are JSON text; dates are ISO text. */
export interface Schema {
  papers: PaperRow;
  counters: { name: string; value: number };
  settings: { name: string; value: string };
  subscriptions: SubscriptionRow;
  deliveries: DeliveryRow;
  notices: NoticeRow;
  /** Which papers a channel has been given, or is about to be: no paper comes twice. */
  shown: { platform: string; channel: string; server: string | null; paper: string; day: string };
  request_gates: { name: string; free_at: number; failures: number; holder: string | null };
  sources: SourceRow;
  source_days: SourceDayRow;
  /** The day on which a source first listed a paper. */
  source_papers: { source: string; paper_id: string; day: string };
  /** The records that papers were merged from, where there was more than one. */
  paper_records: PaperRecordRow;
  /** The ids that those records claim. */
  record_ids: { id: string; digest: string };
  /** Pairs of papers that somebody has split, by their ids (see `recordKeys`). */
  paper_splits: { one: string; other: string };
  /** Imported records, by a digest of their text: the same one again changes nothing. */
  taken_records: { digest: string };
  votes: VoteRow;
  saves: { person: string; paper: string; platform: string; server: string | null; at: string };
  follows: FollowRow;
  /** Lines of a profile that were removed or muted; deleting the mark brings the line back as it was. */
  profile_marks: ProfileMarkRow;
  clubs: ClubRow;
  club_papers: ClubPaperRow;
  club_presenters: ClubPresenterRow;
  club_events: ClubEventRow;
  /** Channels where answers to commands are for everybody. */
  public_channels: { platform: string; channel: string; server: string | null };
  /** What somebody has just ended, so that they can undo it; see removed-settings.ts. */
  removed_settings: RemovedSettingsRow;
  link_channels: { platform: string; channel: string; server: string | null };
  /** Where a paper was first linked in a channel; see shared-links.ts. */
  shared_links: SharedLinkRow;
  /** Servers that the bot is no longer in, until their rows are deleted; see left-servers.ts. */
  left_servers: LeftServerRow;
  /** Where the bot has said hello; `channel` is empty for a whole server. */
  greeted: { platform: string; server: string; channel: string; at: string };
  /** What the platforms delivered lately, by their own ids; see handled.ts. */
  handled: { key: string; at: string };
  /** The links to channels' pages; see channel-links.ts. */
  page_links: PageLinkRow;
  /** The links and sessions that open people's pages, and the admin's; see sign-ins.ts. */
  page_sign_ins: PageSignInRow;
  mailboxes: MailboxRow;
  mail_confirmations: MailConfirmationRow;
  /** The key under which a paper is cited: decided once, for good. */
  citation_keys: { paper: string; key: string; at: string };
  leases: LeaseRow;
  replicas: ReplicaRow;
  /** Which changes of the tables the version before can go on with; see migrations/compatibility.ts. */
  migration_flags: { name: string; older_goes_on: number };
  index_snapshots: IndexSnapshotRow;
  /** The bytes of such a file, in pieces. */
  index_chunks: { mark: string; number: number; data: Uint8Array };
}

interface RemovedSettingsRow {
  platform: string;
  channel: string;
  server: string | null;
  /** daily or meetings */
  kind: string;
  /** JSON: the former row, without its maker. */
  content: string;
  removed_at: string;
}

interface LeftServerRow {
  platform: string;
  server: string;
  /** JSON: its channels, where they were known; null where a platform has no other server. */
  channels: string | null;
  left_at: string;
}

interface ProfileMarkRow {
  /** As in `follows`. */
  owner: string;
  /** Of the line: topic, author, category, paper or hidden. */
  kind: string;
  value: string;
  /** muted or removed */
  mark: string;
  platform: string;
  server: string | null;
  at: string;
}

/** One per person, paper and lab; `person` is a keyed hash. */
export interface VoteRow {
  person: string;
  paper: string;
  /** The lab whose votes it is counted with, see votes.ts: everybody has one vote on a paper in each lab. */
  lab: string;
  /** 1 for relevant, -1 for not relevant. */
  value: number;
  /** Where the vote was cast: the profile of that channel learns from it. No channel in a private conversation. */
  platform: string;
  server: string | null;
  channel: string | null;
  at: string;
}

/** What a channel or a person follows. */
export interface FollowRow {
  /** See owner.ts. */
  owner: string;
  /** topic, author, category or paper */
  kind: string;
  /** Words, a name, a category, or a paper's id. */
  value: string;
  /** The name of the interest that it belongs to; null if nobody named one. */
  interest: string | null;
  platform: string;
  server: string | null;
  /** The keyed hash of whoever added it. */
  added_by: string | null;
  at: string;
}

interface SharedLinkRow {
  platform: string;
  channel: string;
  server: string | null;
  paper: string;
  message: string;
  day: string;
  told_at: string | null;
}

/** A channel that gets the daily papers. */
export interface SubscriptionRow {
  platform: string;
  channel: string;
  /** The server of the channel; null where it is not known (set up by configuration). */
  server: string | null;
  /** JSON. */
  topics: string;
  /** JSON. */
  categories: string;
  /** day or week */
  every: string;
  /** HH:MM */
  time: string;
  timezone: string;
  /** JSON: ISO weekdays, 1 (Monday) to 7. */
  days: string;
  papers: number;
  when_empty: string;
  group_name: string | null;
  origin: string;
  created_by: string | null;
  /** Everything due up to this instant has its row in the ledger, ISO. */
  planned_until: string;
  paused_at: string | null;
  paused_reason: string | null;
  paused_by: string | null;
}

/** One message that was, will be or would have been posted. */
export interface DeliveryRow {
  /** Derived from platform, channel, day and kind: the idempotency key of the post. */
  id: string;
  platform: string;
  channel: string;
  /** As in the channel's row in `subscriptions`. */
  server: string | null;
  /** The day in the channel's time zone, YYYY-MM-DD. */
  day: string;
  kind: string;
  state: string;
  /** JSON, see deliveries.ts. */
  content: string;
  due_at: string;
  closes_at: string;
  attempts: number;
  next_try: string | null;
  /** The runner that is sending it, and until when nobody else may take it up. */
  owner: string | null;
  lease_until: string | null;
  /** When it was first sent, ISO: the search for a lost post starts from there. */
  sent_from: string | null;
  message: string | null;
  reason: string | null;
  updated_at: string;
}

/** Something to tell one person privately about posts; `delivery` is the uncertain one that they are asked about. */
export interface NoticeRow {
  id: string;
  platform: string;
  recipient: string;
  delivery: string | null;
  text: string;
  created_at: string;
  next_try: string;
  told_at: string | null;
}

export interface SourceRow {
  name: string;
  /** What the source asked to get back next time. */
  bookmark: string | null;
  ran_at: string | null;
  next_run_at: string | null;
}

export interface SourceDayRow {
  source: string;
  day: string;
  verdict: string;
  /** The reason: the kind of closed day, the parts that repeat themselves, the usual number, what went wrong. */
  detail: string | null;
  /** What went wrong in the last attempt, where an earlier one went well. */
  trouble: string | null;
  /** Set if another way than the usual one brought the papers. */
  way: string | null;
  /** How many papers this source listed on this day first. */
  found: number;
  attempts: number;
  checked_at: string;
  next_try_at: string | null;
}
