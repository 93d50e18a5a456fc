import type { CommandSpec } from "../chat/command.ts";
import { invocation, type Naming } from "../chat/naming.ts";
import { buttons, type Reply } from "../chat/reply.ts";

/** What somebody does first, and second. */
const FIRST = "daily subscribe";
const SECOND = "paper";

interface WelcomeTo extends Naming {
  /** Set where the bot may write in no channel, and so tells one person: the server's name. */
  readonly silentIn?: string;
}

/** The first words in a new server, channel or private message: what the bot is for, and what to do first. */
export function welcome(commands: readonly CommandSpec[], to: WelcomeTo): Reply {
  const { silentIn } = to;
  const has = (name: string) => commands.some((command) => command.name === name);
  const where = silentIn === undefined ? "in the channel" : "in a channel that I can post in and";
  const lines = [
    "Hello! I find research papers, and post one each day that matches your group's topics.",
    has(FIRST) &&
      `First step: run ${invocation(to, FIRST)} ${where} that should get papers, with your topics, such as “streaming video”.`,
    has(SECOND) &&
      `To search, run ${invocation(to, SECOND)} streaming video, or mention me with what you're looking for.`,
    silentIn !== undefined &&
      `You get this as a DM because I can't write in any channel of “${silentIn}” yet.`,
  ];
  const help = {
    label: "What I can do",
    action: { command: "help", options: {}, effect: "answer" },
  } as const;
  return {
    outcome: "answer",
    audience: silentIn === undefined ? "everyone" : "asker",
    text: lines.filter(Boolean).join("\n"),
    cards: [],
    buttons: has("help") ? buttons(help) : [],
  };
}
