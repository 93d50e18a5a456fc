import { z } from "zod";
import { defineCommand, type Request } from "../../src/chat/command.ts";
import { invocation } from "../../src/chat/naming.ts";
import { note, type Reply } from "../../src/chat/reply.ts";
import { FOLLOW_KINDS } from "../../src/present/follow-options.ts";
import { readableId } from "../../src/present/paper-card.ts";
import type { Services } from "../../src/present/services.ts";
import type { Scope } from "../../src/taste/following.ts";

/** How many of each kind are named; the others are counted. */
const MOST_NAMED = 20;

export const followList = defineCommand({
  name: "follow list",
  group: "Follows and profile",
  description: "List what you and this channel follow",
  example: "",
  options: z.object({}),
  async run(_, services: Services, { caller }: Request): Promise<Reply> {
    const { taste } = services;
    const mine = await list("You follow", await taste.scope(caller, "me"), services);
    const channel =
      caller.channel === undefined
        ? []
        : await list("This channel follows", await taste.scope(caller, "channel"), services);
    const sections = [channel, mine].filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
    if (sections.length > 0) return note(sections.join("\n\n"));
    return note(
      `You don't follow anything yet. To start: ${invocation(caller, "follow add")} streaming video. Add for:channel to do it for this channel.`,
    );
  },
});

async function list(heading: string, scope: Scope, { taste, library }: Services): Promise<readonly string[]> {
  const { follows, subscription } = await taste.following(scope);
  const titles = new Map(
    await Promise.all(
      follows
        .filter(({ kind }) => kind === "paper")
        .map(
          async ({ value }) => [value, (await library.index.get(value))?.title ?? readableId(value)] as const,
        ),
    ),
  );
  const lines = FOLLOW_KINDS.flatMap(([kind, title]) => {
    const daily = kind === "topic" ? (subscription?.topics ?? []) : [];
    const known = new Set(daily.map((topic) => topic.toLowerCase()));
    const others = follows
      .filter((one) => one.kind === kind && !known.has(one.value.toLowerCase()))
      .map(({ value, interest }) => {
        const name = kind === "paper" ? (titles.get(value) ?? value) : value;
        return interest === undefined ? name : `${name} (${interest})`;
      });
    const names = [...daily, ...others];
    if (names.length === 0) return [];
    const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : "";
    const between = kind === "paper" ? "\n    " : ", ";
    return [`• ${title}: ${names.slice(0, MOST_NAMED).join(between)}${more}`];
  });
  const only = subscription?.categories ?? [];
  if (only.length > 0) lines.push(`• Daily paper only from ${only.join(", ")}`);
  return lines.length > 0 ? [`${heading}:`, ...lines] : [];
}
