import type { Caller, Suggestion } from "../../chat/command.ts";
import { categoriesCalled } from "../../papers/category.ts";
import { suggestZones } from "../../time/suggest-zones.ts";
import { nameOf } from "../profile-line.ts";
import type { Services } from "../services.ts";
import { thisChannel } from "../this-channel.ts";
import { completing, completingLast } from "./completing.ts";

const MOST = 10;
const MOST_CATEGORIES = 25;

/** Completes topics with commas between them: only the last is half-typed. */
export function suggestTopics(partial: string, { library }: Services): Promise<readonly Suggestion[]> {
  return completingLast(partial, async (last) =>
    (await library.index.suggestQueries(last, MOST)).map((query) => ({ label: query, value: query })),
  );
}

/** Completes arXiv's categories with commas between them, by their codes and by what they are called. */
export function suggestCategories(partial: string): Promise<readonly Suggestion[]> {
  return completingLast(partial, (last) =>
    categoriesCalled(last)
      .slice(0, MOST_CATEGORIES)
      .map(({ category, name }) => ({ label: `${category} ${name}`, value: category })),
  );
}

/** Completes time zones, the one of this channel first. */
export async function suggestChannelZones(
  partial: string,
  { delivery }: Services,
  caller: Caller,
): Promise<readonly Suggestion[]> {
  const nearby = caller.channel === undefined ? undefined : await delivery.zone(thisChannel(caller));
  return suggestZones(partial, MOST, nearby).map(({ label, zone }) => ({ label, value: zone }));
}

/** Completes the papers that the caller has saved. */
export async function suggestSaved(
  partial: string,
  services: Services,
  caller: Caller,
): Promise<readonly Suggestion[]> {
  const saved = await services.history.saved(caller);
  return suggestAmong(
    partial,
    saved.map(({ id }) => id),
    services,
  );
}

/** Completes the papers that wait in the queue of the channel's journal club. */
export async function suggestQueued(
  partial: string,
  services: Services,
  caller: Caller,
): Promise<readonly Suggestion[]> {
  const { queue } = await services.club.state(caller);
  return suggestAmong(
    partial,
    queue.map(({ id }) => id),
    services,
  );
}

/** Completes the papers that the channel's journal club has discussed. */
export async function suggestDiscussed(
  partial: string,
  services: Services,
  caller: Caller,
): Promise<readonly Suggestion[]> {
  const discussed = await services.club.discussed(caller);
  return suggestAmong(
    partial,
    discussed.map(({ id }) => id),
    services,
  );
}

/** Completes the names of the other presenters. */
export async function suggestPresenters(
  partial: string,
  { club, taste }: Services,
  caller: Caller,
): Promise<readonly Suggestion[]> {
  const { presenters } = await club.state(caller);
  const self = await taste.person(caller);
  const others = presenters.filter(({ person }) => person !== self);
  return completing(
    partial,
    others.map(({ name }) => ({ label: name, value: name })),
  );
}

/** Completes what the caller follows, and below it what this channel follows. */
export async function suggestFollowed(
  partial: string,
  services: Services,
  caller: Caller,
): Promise<readonly Suggestion[]> {
  const { taste } = services;
  const mine = await followedIn("me", "", services, caller);
  const channel =
    caller.channel === undefined ? [] : await followedIn("channel", " (this channel)", services, caller);
  return completing(partial, [
    ...mine,
    ...channel.filter(({ value }) => mine.every((one) => one.value !== value)),
  ]);

  async function followedIn(
    whose: "me" | "channel",
    note: string,
    { library }: Services,
    who: Caller,
  ): Promise<readonly Suggestion[]> {
    const { follows, subscription } = await taste.following(await taste.scope(who, whose));
    const topics = (subscription?.topics ?? []).map((value) => ({ kind: "topic", value }) as const);
    const known = new Set(follows.map(({ value }) => value));
    return Promise.all(
      [...follows, ...topics.filter(({ value }) => !known.has(value))].map(async ({ kind, value }) => ({
        label: `${kind === "paper" ? ((await library.index.get(value))?.title ?? value) : value}${note}`,
        value,
      })),
    );
  }
}

/** Completes the lines of the profile that is shown where nothing else is said: the channel's, or in private one's own. */
export async function suggestProfileLines(
  partial: string,
  services: Services,
  caller: Caller,
): Promise<readonly Suggestion[]> {
  const { taste } = services;
  const scope = await taste.scope(caller, caller.channel === undefined ? "me" : "channel");
  const lines = await taste.profile(scope);
  const named = lines.map(async (line) => ({ label: await nameOf(line, services), value: line.value }));
  return completing(partial, await Promise.all(named));
}

async function suggestAmong(
  partial: string,
  ids: readonly string[],
  { library }: Services,
): Promise<readonly Suggestion[]> {
  const papers = await Promise.all(
    ids.map(async (id) => ({ label: (await library.index.get(id))?.title ?? id, value: id })),
  );
  return completing(partial, papers);
}
