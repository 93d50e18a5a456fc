import { PostError } from "../../../src/chat/poster.ts";
import type { Reply } from "../../../src/chat/reply.ts";
import { createSlack } from "../../../src/platforms/slack/index.ts";
import { manifest } from "../../../src/platforms/slack/manifest.ts";
import { createRecordingLog } from "../recording-log.ts";
import { slackChat } from "./chat.ts";
import { APP_TOKEN, BOT_TOKEN, createSlackServer } from "./server.ts";

const { commands } = slackChat({ log: createRecordingLog() });
const scopesOf = (options: { history?: boolean }) =>
  manifest(commands, { prefix: "/", ...options }).oauth_config.scopes.bot;
/** What the manifest asks for. */
export const LEAST = scopesOf({});
/** With what it can ask for beside. */
export const MORE = scopesOf({ history: true });

export const PAPER: Reply = {
  outcome: "answer",
  audience: "everyone",
  text: "Today's paper",
  cards: [
    {
      title: "Goats & <!channel>",
      url: "https://arxiv.org/abs/2401.00001",
      facts: [],
      body: "Goats climb.",
      buttons: [{ label: "More", action: { command: "paper", options: {}, effect: "replace" } }],
    },
  ],
  buttons: [],
};

interface Settings {
  readonly scopes?: readonly string[];
  readonly rateLimited?: boolean;
}

/** A poster of a platform that was made and not started, as the shell uses it. */
export async function openPoster({ scopes = LEAST, rateLimited = false }: Settings = {}) {
  const server = await createSlackServer({ scopes, rateLimited });
  const log = createRecordingLog();
  const tokens = { botToken: BOT_TOKEN, appToken: APP_TOKEN };
  const { poster } = createSlack({
    ...tokens,
    apiUrl: server.apiUrl,
    prefix: "/",
    log,
    now: () => new Date(),
  });
  const post = (channel = "C1", key = "day-1") => poster.post({ channel, reply: PAPER, key });
  const failure = async (channel?: string) => {
    const error: unknown = await post(channel).catch((reason: unknown) => reason);
    if (error instanceof PostError) return error;
    throw new Error("the post did not fail with a PostError", { cause: error });
  };
  const trace = { channel: "C1", key: "day-1", since: new Date() };
  return { server, log, poster, post, failure, trace };
}
