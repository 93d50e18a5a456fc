/** A permission that the bot needs for something, by the name that Discord's settings use. */
export interface Need {
  /** In the bit field of the API ("Permissions"). */
  readonly bit: bigint;
  readonly name: string;
  readonly purpose: string;
}

/** Every permission that matters to the bot. Without the SDK, so that they can be looked at without loading it. */
export const NEEDS = {
  view: { bit: 1n << 10n, name: "View Channel", purpose: "I can't see it" },
  send: { bit: 1n << 11n, name: "Send Messages", purpose: "I can't post there" },
  history: {
    bit: 1n << 16n,
    name: "Read Message History",
    purpose: "otherwise I can't always tell what I posted before",
  },
  openThreads: {
    bit: 1n << 35n,
    name: "Create Public Threads",
    purpose: "the other papers of a day go into a thread; until then I post them as a reply",
  },
  sendInThreads: {
    bit: 1n << 38n,
    name: "Send Messages in Threads",
    purpose: "I can't post in threads",
  },
  external: { bit: 1n << 50n, name: "Use External Apps" },
} as const;

/** May do everything, whatever a channel says. */
export const ADMINISTRATOR = 1n << 3n;

/** What a link that adds the bot to a server asks for, as its number. */
export const INVITED_WITH =
  NEEDS.view.bit | NEEDS.send.bit | NEEDS.history.bit | NEEDS.openThreads.bit | NEEDS.sendInThreads.bit;
