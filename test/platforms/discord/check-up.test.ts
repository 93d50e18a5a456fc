import { describe, expect, it } from "vitest";
import { checkChannels } from "../../../src/platforms/discord/check-up/channels.ts";
import type { GuildFacts } from "../../../src/platforms/discord/check-up/rights.ts";
import { INVITED_WITH, NEEDS } from "../../../src/platforms/discord/needs.ts";

const GUILD = "200";
const ME = "100";
const ROLE = "500";

interface Case {
  readonly everyone?: bigint;
  readonly role?: bigint;
  readonly overwrites?: readonly { id: string; type: number; allow?: bigint; deny?: bigint }[];
  readonly inThread?: "open" | "locked";
}

/** What is found of one channel, or of a thread in it. */
function find({ everyone = INVITED_WITH, role = 0n, overwrites = [], inThread }: Case): readonly string[] {
  const guild: GuildFacts = {
    id: GUILD,
    name: "Lab",
    roles: [
      { id: GUILD, permissions: String(everyone) },
      { id: ROLE, permissions: String(role) },
      { id: "501", permissions: String(1n << 3n) },
    ],
    channels: [
      {
        id: "300",
        type: 0,
        name: "papers",
        permission_overwrites: overwrites.map(({ id, type, allow = 0n, deny = 0n }) => ({
          id,
          type,
          allow: String(allow),
          deny: String(deny),
        })),
      },
    ],
    threads: [{ id: "301", name: "a thread", parent_id: "300", isLocked: inThread === "locked" }],
    me: { id: ME, roles: [ROLE] },
  };
  const channel = inThread === undefined ? "300" : "301";
  return checkChannels([{ channel, server: GUILD }], [guild]).map(({ check }) => check);
}

describe("what the bot may do in a channel of Discord", () => {
  it.each<[string, Case, string]>([
    ["it has what it was invited with", {}, "discord.channels"],
    [
      "it is an administrator, whatever the channel says",
      { role: 1n << 3n, overwrites: [{ id: GUILD, type: 0, deny: NEEDS.view.bit }] },
      "discord.channels",
    ],
    ["only a role that it doesn't have is one", { everyone: NEEDS.view.bit }, "discord.post"],
    [
      "everybody may not, and its role may",
      {
        overwrites: [
          { id: GUILD, type: 0, deny: NEEDS.send.bit },
          { id: ROLE, type: 0, allow: NEEDS.send.bit },
        ],
      },
      "discord.channels",
    ],
    [
      "its role may, and it itself may not",
      {
        overwrites: [
          { id: ROLE, type: 0, allow: NEEDS.send.bit },
          { id: ME, type: 1, deny: NEEDS.send.bit },
        ],
      },
      "discord.post",
    ],
    [
      "another role may not",
      { overwrites: [{ id: "501", type: 0, deny: NEEDS.send.bit }] },
      "discord.channels",
    ],
    [
      "it may send, and not see",
      { overwrites: [{ id: GUILD, type: 0, deny: NEEDS.view.bit }] },
      "discord.post",
    ],
    ["it may not read what was said", { everyone: INVITED_WITH & ~NEEDS.history.bit }, "discord.history"],
    [
      "a thread takes the right for threads alone",
      { everyone: INVITED_WITH & ~NEEDS.send.bit, inThread: "open" },
      "discord.channels",
    ],
    [
      "a thread is closed to it",
      { everyone: INVITED_WITH & ~NEEDS.sendInThreads.bit, inThread: "open" },
      "discord.post",
    ],
    ["a thread is locked", { inThread: "locked" }, "discord.locked"],
  ])("is told where %s", (_, one, check) => {
    expect(find(one)).toEqual([check]);
  });

  it("names 25 channels, and counts the others", () => {
    const subscribed = Array.from({ length: 40 }, (_, at) => ({ channel: `${at}`, server: GUILD }));
    const found = checkChannels(subscribed, []);
    expect(found).toHaveLength(26);
    expect(found.at(-1)?.text).toBe("15 more findings about channels.");
  });
});
