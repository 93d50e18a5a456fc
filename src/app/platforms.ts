import { abstract } from "../../commands/abstract.ts";
import type { ChatPlatform } from "../chat/platform.ts";
import type { Poster } from "../chat/poster.ts";
import { createHttpServer } from "../http/server.ts";
import type { Host } from "./host.ts";

/** Links that get a card where that is switched on, and the command that makes it. */
export const UNFURLING = { command: abstract.spec.name, domains: ["arxiv.org"] };

/** Every platform that is set up. An SDK is loaded only where it is used: both together take a second to load. */
export async function createPlatforms({ config, log, now: date }: Host): Promise<readonly ChatPlatform[]> {
  const now = () => date().getTime();
  const platforms: ChatPlatform[] = [];
  if (config.discord) {
    const { createDiscord } = await import("../platforms/discord/index.ts");
    platforms.push(createDiscord({ ...config.discord, log, now }));
  }
  if (config.slack) {
    const { createSlack } = await import("../platforms/slack/index.ts");
    const { unfurl, port, ...slack } = config.slack;
    const prefix = `/${config.commandPrefix}`;
    platforms.push(
      createSlack({
        ...slack,
        server: createHttpServer({ port, log: log.child("http") }),
        prefix,
        now: date,
        log: log.child("slack"),
        ...(unfurl && { unfurl: UNFURLING }),
      }),
    );
  }
  return platforms;
}

/** The platforms that can post by themselves, by name. */
export function postersOf(platforms: readonly ChatPlatform[]): ReadonlyMap<string, Poster> {
  return new Map(platforms.flatMap(({ name, poster }) => (poster ? [[name, poster] as const] : [])));
}
