import type { Paper } from "../papers/paper.ts";
import { pickPapers } from "../recommend/pick.ts";
import { NO_PROFILE, type Profile } from "../recommend/profile.ts";
import type { Who } from "../taste/taste.ts";
import type { Services } from "./services.ts";

/** Papers picked for somebody, the best first, each with why; undefined where nothing is known of what they like. */
type PapersForYou = readonly { readonly paper: Paper; readonly note?: string | undefined }[] | undefined;

interface Wanted {
  readonly count: number;
  /** What they are picked by: all that somebody likes, or the saved papers alone. */
  readonly from: "all" | "saved";
}

/** Picks papers for somebody: the same ones all day. */
export async function papersForYou(
  who: Who,
  { count, from }: Wanted,
  services: Pick<Services, "library" | "taste" | "history" | "now">,
): Promise<PapersForYou> {
  const { library, taste, now } = services;
  const profile = from === "saved" ? await savedAlone(who, services) : await taste.likes(who);
  const signals = [profile.interests, profile.likes, profile.authors, profile.categories];
  if (signals.every(({ length }) => length === 0)) return undefined;
  const day = now().toISOString().slice(0, 10);
  const seed = await taste.person(who);
  const { papers } = await pickPapers(
    { topics: [], categories: [], profile, count, whenEmpty: "quiet", seed, day, shown: [] },
    library.index,
  );
  return papers.map(({ paper, why }) => ({ paper, note: why }));
}

/** The saved papers as all that somebody likes; what was voted down stays away. */
async function savedAlone(
  who: Who,
  { taste, history }: Pick<Services, "taste" | "history">,
): Promise<Profile> {
  const { hidden } = await taste.likes(who);
  const saves = await history.saved(who);
  return {
    ...NO_PROFILE,
    hidden,
    likes: saves.map(({ id }) => ({ paper: id, weight: 1, because: "you saved it" })),
  };
}
