import type { Like, NamedInterest, Profile } from "../recommend/profile.ts";
import type { Database } from "../store/database.ts";
import { type Channel, linesOfChannel, linesOfPerson, type ProfileLine } from "./profile-lines.ts";

/** Liked papers beyond this add nothing; the strongest are kept. */
const MOST_LIKES = 500;

/** What a channel likes, from the votes in it, what it follows, and its daily paper's topics. `db` may be a transaction. */
export async function profileOfChannel(db: Database, channel: Channel, now: Date): Promise<Profile> {
  return profileOf(await linesOfChannel(db, channel, now));
}

/** What a person likes, by the keyed hash; only ever from that person's own choices. */
export async function profileOfPerson(db: Database, person: string, now: Date): Promise<Profile> {
  return profileOf(await linesOfPerson(db, person, now));
}

/** The lines that are neither muted nor removed, in the recommender's form. */
function profileOf(all: readonly ProfileLine[]): Profile {
  const lines = all.filter(({ mark }) => mark === undefined);
  const of = (kind: ProfileLine["kind"]) => lines.filter((line) => line.kind === kind);
  const papers = of("paper").slice(0, MOST_LIKES);
  return {
    interests: interestsOf([...of("topic"), ...papers]),
    likes: papers.filter(({ interest }) => interest === undefined).map(toLike),
    authors: of("author").map(({ value }) => value),
    categories: of("category").map(({ value }) => value),
    hidden: new Set(of("hidden").map(({ value }) => value)),
  };
}

/**
 * A topic is an interest of its own unless it was put under a name; that name is then matched together with the words
 * of its topics. Names ignore case.
 */
function interestsOf(lines: readonly ProfileLine[]): readonly NamedInterest[] {
  const found = new Map<string, { name: string; topics: string[]; likes: Like[] }>();
  for (const line of lines) {
    const name = line.interest ?? (line.kind === "topic" ? line.value : undefined);
    if (name === undefined) continue;
    const key = name.toLowerCase();
    const interest = found.get(key) ?? { name, topics: [], likes: [] };
    found.set(key, interest);
    if (line.kind === "paper") interest.likes.push(toLike(line));
    else if (line.value.toLowerCase() !== key) interest.topics.push(line.value);
  }
  return [...found.values()].map(({ name, topics, likes }) => ({
    name: [name, ...topics].join(", "),
    likes,
  }));
}

function toLike({ value: paper, weight, because }: ProfileLine): Like {
  return { paper, weight, because };
}
