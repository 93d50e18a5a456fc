import type { Caller } from "../chat/command.ts";
import { invocation } from "../chat/naming.ts";
import { buttons, note, type Reply } from "../chat/reply.ts";
import { counted } from "../counted.ts";
import { maskAddress } from "../mail/address.ts";
import type { MailStanding } from "../mail/mail.ts";
import { describeEvery } from "../time/read-when.ts";
import { zoneWords } from "../time/zone-names.ts";
import { momentOf } from "./subscription-text.ts";

/** "3 papers every weekday at 09:00 Berlin time, picked for you, to a…@example.org" */
export function mailLine({ address, what, settings }: MailStanding): string {
  const { papers, every, days, time, timezone, categories, whenEmpty } = settings;
  const parts = [
    `${counted(papers, "paper")} ${describeEvery(every === "week" ? days.slice(0, 1) : days)} at ${time} ${zoneWords(timezone)}`,
    what === "foryou" ? "picked for you" : "of what is new and trending",
    categories.length > 0 && `in ${categories.join(", ")}`,
    whenEmpty === "quiet" && "or nothing if no paper matches",
    `to ${maskAddress(address)}`,
  ];
  return parts.filter(Boolean).join(", ");
}

/** A note about somebody's papers by mail, with when the next ones come. */
export function mailNote(
  text: string,
  { subscription, next }: MailStanding,
  caller: Caller,
  now: Date,
): Reply {
  const paused =
    subscription?.paused && `Paused: ${subscription.paused.reason} I'll try again within an hour.`;
  return {
    ...note([text, paused].filter(Boolean).join("\n\n")),
    ...(next && subscription && { moment: momentOf(next, subscription.timezone, now) }),
    footer: `To stop: ${invocation(caller, "daily mail")} stop`,
    buttons: buttons({
      label: "Stop the mail",
      action: { command: "daily mail", options: { address: "stop" }, effect: "answer" },
    }),
  };
}
