import { onTestFinished } from "vitest";
import type { Outgoing, Poster, Trace } from "../../../src/chat/poster.ts";
import { note, type Reply } from "../../../src/chat/reply.ts";
import { createPoster } from "../../../src/platforms/discord/post/poster.ts";
import { createPostRest } from "../../../src/platforms/discord/post/rest.ts";
import { createMemoryLog } from "./chat.ts";
import { createDiscordServer, type DiscordServer, TOKEN } from "./server.ts";
import { CHANNEL_ID } from "./world.ts";

export interface PosterSetup {
  readonly server: DiscordServer;
  readonly poster: Poster;
}

/** A poster of its own, not connected, with a Discord of its own. It waits for much less than the program. */
export async function startPoster(
  options: { token?: string; url?: string; withinMs?: number; lockedOutMs?: number; hosts?: number } = {},
): Promise<PosterSetup> {
  const server = await createDiscordServer();
  onTestFinished(() => server.stop());
  const begin = createPostRest({
    token: options.token ?? TOKEN,
    apiUrl: options.url ?? server.url,
    log: createMemoryLog(),
    withinMs: options.withinMs ?? 20_000,
    attemptMs: 1500,
    pausesMs: [10, 20],
    lockedOutMs: options.lockedOutMs,
    hosts: () => options.hosts ?? 1,
  });
  return {
    server,
    poster: createPoster({ begin, log: createMemoryLog(), channelOf: async () => undefined }),
  };
}

export const DAILY: Reply = {
  outcome: "answer",
  audience: "everyone",
  text: "Paper of the day",
  cards: [
    {
      title: "Streaming Video With Fewer Stalls",
      url: "https://arxiv.org/abs/2401.00001",
      facts: ["I. Nvented et al."],
      body: "What it is about, for @everyone.",
      buttons: [
        { label: "Abstract", action: { command: "abstract", options: { paper: "p1" }, effect: "answer" } },
      ],
    },
  ],
  buttons: [],
};

export function outgoing(more: Partial<Outgoing> = {}): Outgoing {
  return { channel: CHANNEL_ID, reply: DAILY, key: "2026-11-23_key", ...more };
}

/** A look for the same post, which was sent no earlier than `minutes` ago. */
export function trace(more: Partial<Trace> = {}, minutes = 1): Trace {
  return {
    channel: CHANNEL_ID,
    key: "2026-11-23_key",
    since: new Date(Date.now() - minutes * 60_000),
    ...more,
  };
}

/** Something that somebody else's program says. */
export const CHATTER = { ...note("Nothing of interest"), audience: "everyone" } as const;
