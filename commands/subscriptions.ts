import { z } from "zod";
import type { Action } from "../src/chat/action.ts";
import { type Caller, defineCommand, type Request } from "../src/chat/command.ts";
import { invocation } from "../src/chat/naming.ts";
import { buttons, type Card, note, type Reply } from "../src/chat/reply.ts";
import type { Standing } from "../src/delivery/delivery.ts";
import type { Services } from "../src/present/services.ts";
import {
  followsLine,
  lastLine,
  nextLine,
  nextMoment,
  settingsLine,
} from "../src/present/subscription-text.ts";
import { maySee } from "../src/present/this-channel.ts";

/** More are counted, not listed: every platform's message has room for ten cards. */
const MOST_SHOWN = 10;

export const subscriptions = defineCommand({
  name: "subscriptions",
  group: "The daily paper",
  description: "Which channels get papers, when the next ones come, and what became of the last",
  example: "",
  admin: true,
  options: z.object({}),
  async run(_, services: Services, { caller }: Request): Promise<Reply> {
    const { delivery, now } = services;
    const all = (await delivery.standings()).filter(({ subscription }) => maySee(caller, subscription));
    if (all.length === 0)
      return note(`No channel gets papers yet. ${invocation(caller, "subscribe")} in a channel begins.`);
    const ordered = [...all].sort((a, b) => Number(isHere(b, caller)) - Number(isHere(a, caller)));
    const more = all.length - MOST_SHOWN;
    return {
      outcome: "answer",
      audience: "asker",
      cards: await Promise.all(
        ordered
          .slice(0, MOST_SHOWN)
          .map(async (standing) =>
            card(standing, await followsLine(standing.subscription, services), caller, now()),
          ),
      ),
      ...(more > 0 && { footer: `and ${more.toLocaleString("en")} more` }),
      buttons: [],
    };
  },
});

function card(standing: Standing, follows: string, caller: Caller, now: Date): Card {
  const { subscription } = standing;
  const isThis = isHere(standing, caller);
  const moment = nextMoment(standing, now);
  const offer = (label: string, command: string) => {
    const action: Action = { command, options: {}, effect: "answer" };
    return { label, action };
  };
  return {
    title: isThis ? "This channel" : `${subscription.platform}:${subscription.channel}`,
    facts: [],
    body: [
      `Gets ${settingsLine(subscription)}`,
      follows,
      !moment && nextLine(standing, now),
      lastLine(standing, now),
    ]
      .filter(Boolean)
      .join("\n"),
    ...(moment && { moment }),
    // A button acts on the channel in which it is pressed.
    buttons: isThis
      ? buttons(
          offer("Today", "today"),
          subscription.paused ? offer("Resume", "resume") : offer("Pause", "pause"),
          offer("Unsubscribe", "unsubscribe"),
        )
      : [],
  };
}

function isHere({ subscription }: Standing, { platform, channel }: Caller): boolean {
  return subscription.platform === platform && subscription.channel === channel;
}
