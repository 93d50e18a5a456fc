import type { Caller } from "../../../src/chat/command.ts";
import { namingWith } from "../../../src/platforms/slack/naming.ts";
import type { Lab } from "../web/lab.ts";

/** Somebody who manages a channel, in a server or workspace of their own. */
export interface Place {
  readonly name: string;
  readonly caller: Caller & { readonly user: string; readonly channel: string; readonly server: string };
  /** Words that are typed there, and nowhere else. */
  readonly secrets: {
    readonly channel: string;
    readonly person: string;
    readonly mail: string;
    readonly talk: string;
  };
  /** A paper that is voted for, saved and discussed there alone. */
  readonly paper: string;
}

/** Two Discord servers and a Slack workspace of one installation. */
export const PLACES: readonly Place[] = [
  place("a Discord server", "discord", 1, "2611.00101", ["zebrafish", "mycelium", "Ann Bakshi"]),
  place("another Discord server", "discord", 2, "2611.00102", ["axolotl", "lichens", "Bob Corrin"]),
  place("a Slack workspace", "slack", 3, "2611.00103", ["nautilus", "horsetail", "Cleo Dunst"]),
];

function place(
  name: string,
  platform: "discord" | "slack",
  at: number,
  paper: string,
  [channel, person, talk]: readonly [string, string, string],
): Place {
  const ids =
    platform === "discord"
      ? {
          user: `40000000000000070${at}`,
          channel: `30000000000000070${at}`,
          server: `20000000000000070${at}`,
        }
      : { user: `USER${at}`, channel: `CHANNEL${at}`, server: `TEAM${at}` };
  const naming = platform === "slack" ? namingWith("/") : { prefix: "/" };
  const caller = { platform, ...ids, ...naming, admin: true, opensForms: true };
  return { name, caller, paper, secrets: { channel, person, talk, mail: `${person}@example.org` } };
}

/** What makes a row, a text or an address that place's: its ids, and its words. */
export function marksOf({ caller, secrets }: Place): readonly string[] {
  return [caller.user, caller.channel, caller.server, ...Object.values(secrets)];
}

/** Everything that can be set up in a channel, and that a person can have. */
export async function liveIn({ session }: Lab, { caller, secrets, paper }: Place): Promise<void> {
  const { chat } = session.app;
  for (const line of [
    `daily subscribe ${secrets.channel}, streaming video time:09:00 papers:1`,
    `follow add ${secrets.person}`,
    `follow add ${secrets.channel} for:channel`,
    `vote ${paper} up`,
    `save ${paper}`,
    `daily mail ${secrets.mail}`,
    "daily mail code:123456",
    `daily mail topics:${secrets.person}`,
    "club schedule 2026-11-26 time:15:00 every:week",
    `club add ${paper}`,
    `club join ${secrets.talk}`,
    "daily links on",
    "page channel",
    "page me",
  ]) {
    const [first = "", ...rest] = line.split(" ");
    const reply = await chat.runText(first, rest.join(" "), caller);
    if (reply.outcome !== "answer") throw new Error(`${line}: ${reply.text}`);
  }
  await chat.observe({
    platform: caller.platform,
    server: caller.server,
    channel: caller.channel,
    message: "m-shared",
    text: `https://arxiv.org/abs/${paper}`,
  });
}
