import { commandProblems } from "./discord-command-rules.ts";
import { type JsonObject, list, object, text } from "./discord-component-rules.ts";
import { createInteractionDesk, type InteractionDesk } from "./discord-desk.ts";
import {
  EMPTY_MESSAGE,
  found,
  invalid,
  ok,
  type RestAnswer,
  type RestRequest,
  refusal,
} from "./discord-http.ts";
import { messageProblems } from "./discord-message-rules.ts";
import {
  APPLICATION_ID,
  CHANNEL_ID,
  DM_CHANNEL_ID,
  FORGETFUL_CHANNEL_ID,
  QUIET_CHANNEL_ID,
  snowflake,
} from "./discord-world.ts";

export interface Rest {
  /** What interactions were answered with. */
  readonly desk: InteractionDesk;
  /** Messages that were sent to channels, oldest first. */
  readonly posted: JsonObject[];
  /** The registered commands, by "global" or the server's id. */
  readonly commands: Map<string, JsonObject[]>;
  handle(request: RestRequest): RestAnswer;
}

interface RestOptions {
  readonly token: string;
  readonly gatewayUrl: () => string;
  readonly shards: number;
  /** Called with everything that was sent, before it is judged. */
  readonly watch: (body: JsonObject, problems: readonly string[], way: "message" | "callback") => void;
}

/** Messages that a bot may send to one channel in a second, as far as the headers tell. */
const CHANNEL_LIMIT = 5;

/** Discord's REST API, version 10, as far as a bot like this one uses it. It refuses what Discord refuses. */
export function createRest({ token, gatewayUrl, shards, watch }: RestOptions): Rest {
  const desk = createInteractionDesk((body, problems) => watch(body, problems, "callback"));
  const posted: JsonObject[] = [];
  const commands = new Map<string, JsonObject[]>();
  const budgets = new Map<string, { left: number; resetsAt: number }>();

  const routes: readonly [string, RegExp, (request: RestRequest, ids: string[]) => RestAnswer][] = [
    [
      "GET",
      /^\/gateway\/bot$/,
      () =>
        ok({
          url: gatewayUrl(),
          shards,
          session_start_limit: { total: 1000, remaining: 1000, reset_after: 86_400_000, max_concurrency: 16 },
        }),
    ],
    ["GET", /^\/applications\/@me$/, () => ok({ id: APPLICATION_ID, name: "Paperboy" })],
    [
      "GET",
      /^\/applications\/(\d+)\/(?:guilds\/(\d+)\/)?commands$/,
      (_, [, guild = "global"]) => ok(commands.get(guild) ?? []),
    ],
    [
      "PUT",
      /^\/applications\/(\d+)\/(?:guilds\/(\d+)\/)?commands$/,
      (request, [, guild]) => register(request, guild),
    ],
    [
      "GET",
      /^\/channels\/(\d+)\/messages\/(\d+)$/,
      (_, [, id]) => found(posted.find((message) => message.id === id)),
    ],
    [
      "POST",
      /^\/channels\/(\d+)\/messages$/,
      (request, [channel = ""]) => post(object(request.body), channel),
    ],
  ];

  function register({ body }: RestRequest, guild: string | undefined): RestAnswer {
    const problems = commandProblems(body, guild === undefined ? "global" : "guild");
    watch({}, problems, "callback");
    if (problems.length > 0) return invalid(problems);
    const registered = list(body).map((command) => ({
      id: snowflake(),
      application_id: APPLICATION_ID,
      version: snowflake(),
      default_member_permissions: null,
      nsfw: false,
      description: "",
      name_localizations: null,
      ...(guild === undefined ? { contexts: null, integration_types: [0] } : { guild_id: guild }),
      ...object(command),
    }));
    commands.set(guild ?? "global", registered);
    return ok(registered);
  }

  function post(body: JsonObject, channel: string): RestAnswer {
    if (channel === QUIET_CHANNEL_ID) return refusal(403, 50013, "Missing Permissions");
    if (channel === FORGETFUL_CHANNEL_ID && body.message_reference)
      return refusal(400, 160002, "Cannot reply without permission to read message history");
    if (![CHANNEL_ID, DM_CHANNEL_ID, FORGETFUL_CHANNEL_ID].includes(channel))
      return refusal(404, 10003, "Unknown Channel");
    const budget = spend(channel);
    if (budget.left < 0)
      return {
        status: 429,
        headers: budgetHeaders(budget),
        body: { message: "You are being rate limited.", retry_after: waitOf(budget), global: false },
      };
    const problems = messageProblems(body, "message");
    watch(body, problems, "message");
    if (problems.length > 0) return invalid(problems);
    const reference = object(body.message_reference);
    const message: JsonObject = {
      ...EMPTY_MESSAGE,
      id: snowflake(),
      channel_id: channel,
      content: text(body.content),
      components: list(body.components),
      flags: body.flags ?? 0,
      timestamp: new Date().toISOString(),
      ...(body.message_reference && { type: 19, message_reference: { ...reference, channel_id: channel } }),
    };
    posted.push(message);
    return { ...ok(message), headers: budgetHeaders(budget) };
  }

  function spend(channel: string): { left: number; resetsAt: number } {
    const now = Date.now();
    const current = budgets.get(channel);
    const budget =
      current && current.resetsAt > now ? current : { left: CHANNEL_LIMIT, resetsAt: now + 1000 };
    budget.left -= 1;
    budgets.set(channel, budget);
    return budget;
  }

  return {
    desk,
    posted,
    commands,
    handle(request) {
      const interaction = desk.handle(request);
      if (interaction) return interaction;
      if (request.authorization !== `Bot ${token}`) return refusal(401, 0, "401: Unauthorized");
      for (const [method, pattern, answer] of routes) {
        const match = method === request.method ? pattern.exec(request.path) : null;
        if (match) return answer(request, match.slice(1));
      }
      return refusal(404, 0, "404: Not Found");
    },
  };
}

function waitOf({ resetsAt }: { resetsAt: number }): number {
  return Math.max(0.05, (resetsAt - Date.now()) / 1000);
}

function budgetHeaders(budget: { left: number; resetsAt: number }): Record<string, string> {
  return {
    "x-ratelimit-limit": String(CHANNEL_LIMIT),
    "x-ratelimit-remaining": String(Math.max(0, budget.left)),
    "x-ratelimit-reset-after": String(waitOf(budget)),
    "x-ratelimit-bucket": "channel-messages",
    ...(budget.left < 0 && { "retry-after": String(waitOf(budget)), "x-ratelimit-scope": "user" }),
  };
}
