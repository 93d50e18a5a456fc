import type { Caller } from "../chat/command.ts";
import { buttons, type Card } from "../chat/reply.ts";
import type { Standing } from "../delivery/delivery.ts";
import type { Services } from "./services.ts";
import {
  capital,
  dailyButton,
  followsLine,
  lastLine,
  nextLine,
  nextMoment,
  settingsButton,
  settingsLine,
  todayButton,
} from "./subscription-text.ts";
import { channelName, channelOf, isHere } from "./this-channel.ts";

/** What a channel gets, when, and what became of the last post; with buttons for those who may change it. */
export async function subscriptionCard(
  standing: Standing,
  services: Services,
  caller: Caller,
): Promise<Card> {
  const { subscription } = standing;
  const now = services.now();
  const isThis = isHere(caller, subscription);
  const moment = nextMoment(standing, now);
  const body = [
    `${capital(settingsLine(subscription))}.`,
    await followsLine(subscription, services),
    !moment && nextLine(standing, now),
    lastLine(standing, now),
  ];
  return {
    title: isThis ? "This channel" : channelName(caller, subscription),
    channel: isThis ? undefined : channelOf(subscription),
    facts: [],
    body: body.filter(Boolean).join("\n"),
    ...(moment && { moment }),
    // A button acts on the channel in which it is pressed.
    buttons: isThis
      ? buttons(
          todayButton(subscription),
          settingsButton("Change settings", caller),
          ...(caller.admin ? changes(subscription.paused !== undefined) : []),
        )
      : [],
  };
}

function changes(isPaused: boolean) {
  return [
    isPaused ? dailyButton("Resume", "daily resume") : dailyButton("Pause", "daily pause"),
    dailyButton("Stop", "daily stop"),
  ];
}
