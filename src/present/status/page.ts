import type { Caller } from "../../chat/command.ts";
import { buttons, type Card, type Reply } from "../../chat/reply.ts";
import type { Standing } from "../../delivery/delivery.ts";
import { dateLine } from "../paper-card.ts";
import type { Services } from "../services.ts";
import { channelName, channelOf } from "../this-channel.ts";
import { readState } from "./state.ts";

/** More cards than these are counted: with two buttons each, an answer has at most eight. */
const MOST_CARDS = 4;

/** How the bot is, for those who run it. */
export async function statusPage(services: Services, caller: Caller): Promise<Reply> {
  const { lines, channels } = await readState(services, caller);
  const lost = channels.flatMap((one) => one.lost.map((row) => lostCard(row, one.standing, caller)));
  const troubled = channels.flatMap(({ standing, trouble }) =>
    trouble ? [channelCard(standing.subscription, caller, `${trouble.light} ${trouble.text}`)] : [],
  );
  const cards = [...lost, ...troubled];
  const left = cards.length - MOST_CARDS;
  return {
    outcome: "answer",
    audience: "asker",
    text: lines.map(({ light, text }) => `${light} ${text}`).join("\n"),
    cards: cards.slice(0, MOST_CARDS),
    ...(left > 0 && { footer: `${left} more ${left === 1 ? "channel needs" : "channels need"} a look.` }),
    buttons: [],
  };
}

/** A post of which it is not known whether it arrived. */
function lostCard(row: NonNullable<Standing["last"]>, { subscription }: Standing, caller: Caller): Card {
  const decide = (label: string, answer: string) => ({
    label,
    action: { command: "status", options: { uncertain: row.id, answer }, effect: "answer" as const },
  });
  return {
    ...channelCard(subscription, caller, `🔴 ${lostQuestion(row)}`),
    buttons: buttons(decide("Post it again", "post"), decide("It's there", "drop")),
  };
}

/** What to ask about a post of which it is not known whether it arrived. */
export function lostQuestion({ day }: Pick<NonNullable<Standing["last"]>, "day">): string {
  return `Is the paper of ${dateLine(day)} in the channel?`;
}

function channelCard(subscription: Standing["subscription"], caller: Caller, body: string): Card {
  return {
    title: channelName(caller, subscription),
    channel: channelOf(subscription),
    facts: [],
    body,
    buttons: [],
  };
}
