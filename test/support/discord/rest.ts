import { type Channels, createChannels, tooMany } from "./channels.ts";
import { commandProblems } from "./command-rules.ts";
import { type JsonObject, list, object } from "./component-rules.ts";
import { createInteractionDesk, type InteractionDesk } from "./desk.ts";
import { guildRoutes } from "./guild-lists.ts";
import { invalid, ok, type RestAnswer, type RestRequest, type Route, refusal } from "./http.ts";
import { APPLICATION_ID, memberOf, snowflake } from "./world.ts";

export interface Rest {
  /** What interactions were answered with. */
  readonly desk: InteractionDesk;
  readonly channels: Channels;
  /** Messages that were sent to channels, oldest first. */
  readonly posted: JsonObject[];
  /** People who are in no server. */
  readonly strangers: Set<string>;
  /** The registered commands, by "global" or the server's id. */
  readonly commands: Map<string, JsonObject[]>;
  handle(request: RestRequest): RestAnswer;
}

interface RestOptions {
  readonly token: string;
  readonly gatewayUrl: () => string;
  readonly shards: number;
  /** The servers that the bot is in. */
  readonly guilds: readonly JsonObject[];
  /** Called with everything that was sent, before it is judged. */
  readonly watch: (body: JsonObject, problems: readonly string[], way: "message" | "callback") => void;
}

/** Requests that a bot may make in a second, in total. */
const GLOBAL_LIMIT = 50;

/** Discord's REST API, version 10, as far as a bot like this one uses it. It refuses what Discord refuses. */
export function createRest({ token, gatewayUrl, shards, guilds, watch }: RestOptions): Rest {
  const desk = createInteractionDesk((body, problems) => watch(body, problems, "callback"));
  const channels = createChannels((body, problems) => watch(body, problems, "message"));
  let second = { left: GLOBAL_LIMIT, endsAt: 0 };
  const commands = new Map<string, JsonObject[]>();

  const strangers = new Set<string>();

  const routes: readonly Route[] = [
    [
      "GET",
      /^\/guilds\/\d+\/members\/(\d+)$/,
      (_, [id = ""]) =>
        strangers.has(id)
          ? refusal(404, 10007, "Unknown Member")
          : ok(memberOf({ id, name: "member", permissions: 0n })),
    ],
    ...channels.routes,
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
    ...guildRoutes(guilds),
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

  /** Answers to interactions do not count. */
  function isOverLimit(): boolean {
    const now = Date.now();
    if (second.endsAt <= now) second = { left: GLOBAL_LIMIT, endsAt: now + 1000 };
    second.left -= 1;
    return second.left < 0;
  }

  return {
    desk,
    channels,
    posted: channels.posted,
    strangers,
    commands,
    handle(request) {
      const interaction = desk.handle(request);
      if (interaction) return interaction;
      if (request.authorization !== `Bot ${token}`) return refusal(401, 0, "401: Unauthorized");
      if (isOverLimit()) return tooMany((second.endsAt - Date.now()) / 1000, true);
      for (const [method, pattern, answer] of routes) {
        const match = method === request.method ? pattern.exec(request.path) : null;
        if (match) return answer(request, match.slice(1));
      }
      return refusal(404, 0, "404: Not Found");
    },
  };
}
