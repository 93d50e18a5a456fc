import { isMailbox } from "../../store/mail/mailboxes.ts";
import type { Subscription } from "../../store/subscriptions.ts";

/**
 * The order in which what is due is planned: channels before mailboxes, since a channel's papers may also be due by mail in the same
 * minute, and a channel is many people. `share`, from 0 to below 1, is the part of either list at which it begins.
 */
export function inOrder(due: readonly Subscription[], share: number): readonly Subscription[] {
  const channels = due.filter((one) => !isMailbox(one));
  return [...beginningAt(share, inTurns(channels)), ...beginningAt(share, due.filter(isMailbox))];
}

/** The same list from a part of it on, and then what came before. */
function beginningAt<T>(share: number, list: readonly T[]): readonly T[] {
  const at = Math.floor(share * list.length);
  return [...list.slice(at), ...list.slice(0, at)];
}

/** The first of each platform, then the second of each, and so on: no platform waits for all of another. */
function inTurns(subscriptions: readonly Subscription[]): readonly Subscription[] {
  const turns = new Map<string, number>();
  return subscriptions
    .map((subscription) => {
      const turn = turns.get(subscription.platform) ?? 0;
      turns.set(subscription.platform, turn + 1);
      return { subscription, turn };
    })
    .sort((a, b) => a.turn - b.turn)
    .map(({ subscription }) => subscription);
}
