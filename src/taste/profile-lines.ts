import type { Database } from "../store/database.ts";
import { type Follow, followsOf } from "../store/follows.ts";
import { channelOwner, personOwner } from "../store/owner.ts";
import { type Mark, marksOf } from "../store/profile-marks.ts";
import { type Save, savesOf } from "../store/saves.ts";
import { findSubscription, type Place } from "../store/subscriptions.ts";
import { findVotes, type Vote } from "../store/votes.ts";
import { type Signal, type WeighedPaper, weigh } from "./paper-signals.ts";

/** One thing that a channel or a person likes or does not want, and where that comes from. */
export interface ProfileLine {
  readonly kind: "topic" | "author" | "category" | "paper" | "hidden";
  /** Words, a name, a category, or a paper's id. */
  readonly value: string;
  /** 1 for follows, which do not fade; for papers see paper-signals.ts. */
  readonly weight: number;
  /** The name of the interest that it belongs to. */
  readonly interest?: string;
  /** In plain words. */
  readonly because: string;
  /** Set if the line is muted or removed. */
  readonly mark?: Mark;
}

/** A channel; its topics are looked up unless they are given. */
export interface Channel extends Place {
  readonly topics?: readonly string[];
}

/** All lines of a channel's profile, marked ones too: topics, then follows, then papers. */
export async function linesOfChannel(
  db: Database,
  channel: Channel,
  now: Date,
): Promise<readonly ProfileLine[]> {
  const { platform } = channel;
  const owner = channelOwner(channel);
  const topics = channel.topics ?? (await findSubscription(db, channel))?.topics ?? [];
  const follows = await followsOf(db, owner);
  const votes = await findVotes(db, { platform, channel: channel.channel });
  const signals = [...votes.map(ofVote), ...follows.flatMap(ofExample)];
  const daily = topics.map(
    (value): ProfileLine => ({ kind: "topic", value, weight: 1, because: "a topic of the daily paper" }),
  );
  const followed = follows.flatMap((follow) => ofFollow(follow, "followed by this channel"));
  const papers = weigh(signals, now).map((verdict) => ofVerdict(verdict, becauseOfMany(verdict)));
  return marked(db, owner, [...withoutRepeats([...daily, ...followed]), ...inOrder(papers)]);
}

/** All lines of a person's profile, by the keyed hash: votes in every channel, saved papers, and follows. */
export async function linesOfPerson(
  db: Database,
  person: string,
  now: Date,
): Promise<readonly ProfileLine[]> {
  const owner = personOwner(person);
  const follows = await followsOf(db, owner);
  const votes = lastOnEach(await findVotes(db, { person }));
  const saves = await savesOf(db, person);
  // Everything on a person's own list was said by that person.
  const examples = follows.flatMap(ofExample).map((signal) => ({ ...signal, person }));
  const signals = [...votes.map(ofVote), ...saves.map(ofSave), ...examples];
  const followed = follows.flatMap((follow) => ofFollow(follow, "followed by you"));
  const papers = weigh(signals, now).map((verdict) => ofVerdict(verdict, becauseOfOne(verdict)));
  return marked(db, owner, [...followed, ...inOrder(papers)]);
}

// Somebody may have voted one way in one server and the other way in another: only the latest vote counts.
function lastOnEach(votes: readonly Vote[]): readonly Vote[] {
  return [...new Map(votes.map((vote) => [vote.paper, vote])).values()];
}

async function marked(
  db: Database,
  owner: string,
  lines: readonly ProfileLine[],
): Promise<readonly ProfileLine[]> {
  const marks = new Map((await marksOf(db, owner)).map((one) => [keyOf(one), one.mark]));
  return lines.map((line) => {
    const mark = marks.get(keyOf(line));
    return mark ? { ...line, mark } : line;
  });
}

function keyOf({ kind, value }: Pick<ProfileLine, "value"> & { readonly kind: string }): string {
  return JSON.stringify([kind, value]);
}

// A topic of the daily paper may be followed as well.
function withoutRepeats(lines: readonly ProfileLine[]): readonly ProfileLine[] {
  const key = ({ kind, value }: ProfileLine) => `${kind} ${value.toLowerCase()}`;
  const first = new Map([...lines].reverse().map((line) => [key(line), line]));
  return lines.filter((line) => first.get(key(line)) === line);
}

// The strongest first; equals in the order of their ids, so that the same votes always make the same profile.
function inOrder(lines: readonly ProfileLine[]): readonly ProfileLine[] {
  const rank = (line: ProfileLine) => (line.kind === "hidden" ? 1 : 0);
  return [...lines].sort((a, b) => rank(a) - rank(b) || b.weight - a.weight || (a.value < b.value ? -1 : 1));
}

function ofVote({ paper, person, value, at }: Vote): Signal {
  return { paper, person, at, kind: value > 0 ? "vote" : "dislike" };
}

function ofSave({ paper, person, at }: Save): Signal {
  return { paper, person, at, kind: "save" };
}

// An example without a name, or of somebody who was forgotten, still counts as one person's.
function ofExample({ kind, value: paper, addedBy = "", interest, at }: Follow): readonly Signal[] {
  return kind === "paper" ? [{ paper, person: addedBy, interest, at, kind: "example" }] : [];
}

function ofFollow({ kind, value, interest }: Follow, because: string): readonly ProfileLine[] {
  if (kind === "paper") return [];
  return [{ kind, value, weight: 1, because, ...(interest !== undefined && { interest }) }];
}

function ofVerdict({ paper: value, kind, weight, interest }: WeighedPaper, because: string): ProfileLine {
  return { kind, value, weight, because, ...(interest !== undefined && { interest }) };
}

function becauseOfMany({ said }: WeighedPaper): string {
  const of = (count: number) => (count === 1 ? "one of you" : `${count} of you`);
  const parts = [
    said.vote > 0 && `${of(said.vote)} upvoted it`,
    said.example > 0 && "an example given for this channel",
    said.dislike > 0 && `${of(said.dislike)} voted it not relevant`,
  ];
  return parts.filter(Boolean).join(", ");
}

function becauseOfOne({ said }: WeighedPaper): string {
  if (said.dislike > 0) return "you voted it not relevant";
  const parts = [
    said.vote > 0 && "you upvoted it",
    said.save > 0 && "you saved it",
    said.example > 0 && "an example that you gave",
  ];
  return parts.filter(Boolean).join(", ");
}
