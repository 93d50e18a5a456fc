import { messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Action } from "./action.ts";
import type { Caller } from "./command.ts";
import type { CommandTable } from "./command-table.ts";
import type { Button, Reply } from "./reply.ts";

/** Buttons in their present state: with a count, or with what the person who sees them has set. */
export interface ButtonsNow {
  /** The buttons of a message, in the order of their actions; undefined for those that stay as they are. */
  buttonsNow(
    actions: readonly (Action | undefined)[],
    caller: Caller,
    isPrivate: boolean,
  ): Promise<readonly (Button | undefined)[]>;
  /** A reply that only its asker will see, with the buttons that are about the asker in their present state. */
  forAsker(reply: Reply, caller: Caller): Promise<Reply>;
}

export function createButtonsNow<Services>(
  table: CommandTable<Services>,
  services: Services,
  log: Logger,
): ButtonsNow {
  async function buttonNow(action: Action, caller: Caller): Promise<Button | undefined> {
    try {
      const found = table.find(action.command, action.options);
      const now = await found?.command.button(found.input, services, caller);
      return typeof now === "string" ? { label: now, action } : now;
    } catch (error) {
      log.warn({ err: messageOf(error), command: action.command }, "could not refresh a button");
      return undefined;
    }
  }

  function renewed(buttons: readonly Button[], caller: Caller): Promise<readonly Button[]> {
    return Promise.all(
      buttons.map(async (button) =>
        button.action.effect === "own" ? ((await buttonNow(button.action, caller)) ?? button) : button,
      ),
    );
  }

  return {
    buttonsNow(actions, caller, isPrivate) {
      // What belongs to one person is not shown to others.
      const mayShow = (action: Action) => action.effect !== "own" || isPrivate;
      return Promise.all(
        actions.map((action) => (action && mayShow(action) ? buttonNow(action, caller) : undefined)),
      );
    },
    async forAsker(reply, caller) {
      const cards = reply.cards.map(async (card) => ({
        ...card,
        buttons: await renewed(card.buttons, caller),
      }));
      return { ...reply, cards: await Promise.all(cards), buttons: await renewed(reply.buttons, caller) };
    },
  };
}
