import type { Former } from "../src/chat/command-table.ts";
import type { Input } from "../src/chat/options.ts";

/** Former names of commands, and names that people expect. They work where they are typed, and in buttons of old messages. */
export const formerNames: Readonly<Record<string, Former>> = {
  subscribe: "daily subscribe",
  unsubscribe: "daily stop",
  "daily change": "daily subscribe",
  "daily unsubscribe": "daily stop",
  "daily undo": "daily restore",
  pause: "daily pause",
  resume: "daily resume",
  subscriptions: "daily list",
  history: "daily history",
  why: "daily why",
  backtest: "daily preview",
  links: "daily links",
  follow: "follow add",
  unfollow: "follow remove",
  following: "follow list",
  seed: "follow examples",
  club: clubDeed,
  "club queue": "club show",
  "club discussed": "club done",
  "club undiscussed": "club reopen",
  "club ics": "club calendar",
  "club-schedule": "club schedule",
};

/** What the journal club's one former command did with its option `do`, and the option that named what it was about. */
const CLUB_DEEDS: Readonly<Record<string, readonly [name: string, what?: string]>> = {
  queue: ["club show"],
  add: ["club add", "paper"],
  remove: ["club remove", "paper"],
  discussed: ["club done", "paper"],
  undiscussed: ["club reopen", "paper"],
  history: ["club history"],
  join: ["club join", "name"],
  leave: ["club leave"],
  swap: ["club swap", "name"],
  ics: ["club calendar"],
};

function clubDeed({ do: deed = "queue", what, page }: Input): {
  readonly name: string;
  readonly input: Input;
} {
  const [name, option] = CLUB_DEEDS[String(deed)] ?? ["club show"];
  const isList = name === "club show" || name === "club history";
  return {
    name,
    input: {
      ...(option !== undefined && what !== undefined && { [option]: what }),
      ...(isList && page !== undefined && { page }),
    },
  };
}
