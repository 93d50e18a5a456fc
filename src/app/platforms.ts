import { abstract } from "../../commands/abstract.ts";
import type { ChatPlatform } from "../chat/platform.ts";
import type { Poster } from "../chat/poster.ts";
import type { Config } from "../config.ts";
import { createHttpServer, type HttpServer } from "../http/server.ts";
import type { Host } from "./host.ts";

/** Links that get a card where that is switched on, and the command that makes the card. */
export const UNFURLING = { command: abstract.spec.name, domains: ["arxiv.org"] };

/** Every platform that is set up. An SDK is loaded only where it is used: loading both takes a second. */
export async function createPlatforms(
  { config, log, now: date }: Host,
  server: HttpServer,
): Promise<readonly ChatPlatform[]> {
  const now = () => date().getTime();
  const platforms: ChatPlatform[] = [];
  if (config.discord) {
    const { createDiscord } = await import("../platforms/discord/index.ts");
    platforms.push(createDiscord({ ...config.discord, log, now }));
  }
  if (config.slack) {
    const { createSlack } = await import("../platforms/slack/index.ts");
    const { unfurl, ...slack } = config.slack;
    const prefix = `/${config.commandPrefix}`;
    platforms.push(
      createSlack({
        ...slack,
        server,
        prefix,
        now: date,
        log: log.child("slack"),
        ...(unfurl && { unfurl: UNFURLING }),
      }),
    );
  }
  return platforms;
}

/**
 * The HTTP server of this process, not open yet. Without LISTEN it serves this machine alone, unless Slack, which is
 * elsewhere, sends its requests here.
 */
export function createHostServer(
  { config, log }: Pick<Host, "config" | "log">,
  isStarting?: () => boolean,
): HttpServer {
  const { http } = config;
  const host = http.listen ?? (isAskedOverHttp(config) ? undefined : "127.0.0.1");
  const starting = isStarting && { isStarting };
  return createHttpServer({ port: http.port, host, ...starting, log: log.child("http") });
}

/** Whether anything is asked over HTTP: not at a prompt, where somebody sits. */
export function opensServer(config: Config): boolean {
  const { discord, slack, mail, page, http } = config;
  if (page.kind !== "off" || isAskedOverHttp(config)) return true;
  return http.isGiven === true && [discord, slack, mail].some((one) => one !== undefined);
}

/** Whether Slack sends its requests to this server instead of through a socket. */
export function isAskedOverHttp({ slack }: Pick<Config, "slack">): boolean {
  return slack?.signingSecret !== undefined && slack.appToken === undefined;
}

/** The platforms that can post by themselves, by name. */
export function postersOf(platforms: readonly ChatPlatform[]): ReadonlyMap<string, Poster> {
  return new Map(platforms.flatMap(({ name, poster }) => (poster ? [[name, poster] as const] : [])));
}
