import { UserError } from "../errors.ts";
import type { Database } from "../store/database.ts";
import { type Follow, type FollowKind, followsOf, putFollow, removeFollow } from "../store/follows.ts";
import type { Owner } from "../store/owner.ts";
import { removeMark } from "../store/profile-marks.ts";
import { findSubscription, type Place, putSubscription } from "../store/subscriptions.ts";

/** Topics, authors and categories per owner. */
const MOST_FOLLOWED = 100;
/** Papers per owner. */
export const MOST_EXAMPLES = 500;

/** Whose list it is, and who changes it. */
export interface Scope {
  readonly owner: Owner;
  readonly platform: string;
  readonly server?: string | undefined;
  /** Set for a channel's list, to which the topics of its daily paper belong. */
  readonly channel?: string | undefined;
  /** The keyed hash of the person who changes it. */
  readonly by: string;
}

export interface FollowInput {
  readonly kind: FollowKind;
  /** For a paper, its canonical id. */
  readonly value: string;
  /** The name of the interest that it belongs to. */
  readonly interest?: string | undefined;
}

export interface Added {
  readonly added: number;
  /** Entries that were followed already. */
  readonly known: number;
}

/** Adds to a list as part of a batch, all or nothing. Throws a UserError if the list would become too long. */
export async function addFollows(
  tx: Database,
  scope: Scope,
  entries: readonly FollowInput[],
  at: Date,
): Promise<Added> {
  const before = await followsOf(tx, scope.owner);
  const known = new Map(before.map((follow) => [keyOf(follow), follow]));
  const fresh = entries.filter((entry) => !known.has(keyOf(entry)));
  refuseTooMany(before, fresh);
  for (const entry of entries) {
    const old = known.get(keyOf(entry));
    // Whoever follows it again wants it to count.
    await removeMark(tx, { owner: scope.owner, kind: entry.kind, value: old?.value ?? entry.value });
    // If it is followed under another spelling, that stays; a new interest's name replaces the old one.
    if (old && (entry.interest === undefined || entry.interest === old.interest)) continue;
    const { kind, value } = old ?? entry;
    const { owner, platform, server, by } = scope;
    await putFollow(tx, { owner, kind, value, interest: entry.interest, platform, server, addedBy: by, at });
  }
  return { added: new Set(fresh.map(keyOf)).size, known: entries.length - fresh.length };
}

/**
 * Removes an entry from a list as part of a batch, whatever kinds it is there as; also a topic of the daily paper.
 * Returns what it was. Throws a UserError where the topic is in the operator's settings.
 */
export async function removeFollows(
  tx: Database,
  { owner, platform, channel }: Scope,
  { kind, value }: { readonly kind?: FollowKind | undefined; readonly value: string },
): Promise<readonly FollowInput[]> {
  const removed = new Map<FollowKind, FollowInput>();
  for (const follow of await followsOf(tx, owner)) {
    if (follow.value.toLowerCase() !== value.toLowerCase()) continue;
    if (kind !== undefined && kind !== follow.kind) continue;
    if (await removeFollow(tx, follow)) removed.set(follow.kind, follow);
  }
  const mayBeTopic = kind === undefined || kind === "topic";
  if (channel !== undefined && mayBeTopic && (await removeTopic(tx, { platform, channel }, value)))
    removed.set("topic", removed.get("topic") ?? { kind: "topic", value });
  return [...removed.values()];
}

async function removeTopic(tx: Database, place: Place, value: string): Promise<boolean> {
  const subscription = await findSubscription(tx, place);
  const topics = subscription?.topics.filter((topic) => topic.toLowerCase() !== value.toLowerCase()) ?? [];
  if (!subscription || topics.length === subscription.topics.length) return false;
  if (subscription.origin === "settings")
    throw new UserError("The bot's operator set that topic in its settings. Ask them to change it there.");
  await putSubscription(tx, { ...subscription, topics });
  return true;
}

function refuseTooMany(before: readonly Follow[], fresh: readonly FollowInput[]): void {
  const all = [...before, ...fresh];
  const examples = all.filter(({ kind }) => kind === "paper").length;
  if (fresh.some(({ kind }) => kind === "paper") && examples > MOST_EXAMPLES)
    throw new UserError(
      `That would be ${examples} papers; a list may have ${MOST_EXAMPLES}. Leave some out, or unfollow others first.`,
    );
  if (fresh.some(({ kind }) => kind !== "paper") && all.length - examples > MOST_FOLLOWED)
    throw new UserError(
      `The list is full: ${MOST_FOLLOWED} topics, authors and categories together. Unfollow something first.`,
    );
}

function keyOf({ kind, value }: Pick<FollowInput, "kind" | "value">): string {
  return `${kind} ${value.toLowerCase()}`;
}
