import { type JsonObject, list, object } from "./component-rules.ts";
import { ok, type RestAnswer, type Route, refusal } from "./http.ts";
import { APPLICATION_ID, BOT_USER, OWNER_ID } from "./world.ts";

/** What the fake Discord says about the bot, and lists of the servers that it is in. */
export function guildRoutes(guilds: readonly JsonObject[]): readonly Route[] {
  const within = (id: string | undefined, answer: (guild: JsonObject) => RestAnswer): RestAnswer => {
    const guild = guilds.find((one) => one.id === id);
    return guild ? answer(guild) : refusal(404, 10004, "Unknown Guild");
  };
  const application: JsonObject = {
    id: APPLICATION_ID,
    name: "Paperboy",
    owner: { id: OWNER_ID },
    flags: 0,
    interactions_endpoint_url: null,
    bot_require_code_grant: false,
    integration_types_config: { "0": {}, "1": {} },
  };
  return [
    ["GET", /^\/users\/@me$/, () => ok(BOT_USER)],
    ["GET", /^\/applications\/@me$/, () => ok(application)],
    [
      "GET",
      /^\/users\/@me\/guilds$/,
      ({ query }) => {
        const after = guilds.findIndex(({ id }) => id === query.get("after")) + 1;
        const page = guilds.slice(after, after + Number(query.get("limit") ?? 200));
        return ok(page.map(({ id = "", name = "" }) => ({ id, name })));
      },
    ],
    ["GET", /^\/guilds\/(\d+)$/, (_, [id]) => within(id, ok)],
    ["GET", /^\/guilds\/(\d+)\/channels$/, (_, [id]) => within(id, (guild) => ok(list(guild.channels)))],
    ["GET", /^\/guilds\/(\d+)\/roles$/, (_, [id]) => within(id, (guild) => ok(list(guild.roles)))],
    [
      "GET",
      /^\/guilds\/(\d+)\/threads\/active$/,
      (_, [id]) => within(id, (guild) => ok({ threads: list(guild.threads), members: [] })),
    ],
    [
      "GET",
      /^\/guilds\/(\d+)\/members\/(\d+)$/,
      (_, [id, person]) =>
        within(id, (guild) => {
          const member = list(guild.members).find((one) => object(object(one).user).id === person);
          return member ? ok(member) : refusal(404, 10007, "Unknown Member");
        }),
    ],
  ];
}
