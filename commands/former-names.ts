import type { Former } from "../src/chat/command-table.ts";

/** What commands were called before. These names go on working where they are typed, and in buttons of old messages. */
export const formerNames: Readonly<Record<string, Former>> = {
  subscribe: "daily subscribe",
  unsubscribe: "daily stop",
  pause: "daily pause",
  resume: "daily resume",
  subscriptions: "daily list",
  history: "daily history",
  why: "daily why",
  backtest: "daily preview",
  links: "daily links",
};
