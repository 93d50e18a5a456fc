import type { CommandSpec } from "../../../chat/command.ts";
import { type DoctorFinding, problem, warning } from "../../../doctor/finding.ts";
import type { Look, Probe, SubscribedChannel } from "../../../doctor/probe.ts";
import { difference } from "../command-difference.ts";
import { type RegisteredCommand, registrations } from "../commands.ts";
import { checkApplication, PORTAL } from "./application.ts";
import { checkChannels } from "./channels.ts";
import { guildsOf, lookIntoGuild } from "./guilds.ts";
import { type Ask, createAsk, LookError } from "./rest.ts";
import type { GuildFacts } from "./rights.ts";

interface CheckUpOptions {
  readonly token: string;
  readonly apiUrl?: string | undefined;
  readonly readLinks: boolean;
  readonly specs: readonly CommandSpec[];
  /** Asked when the look begins. */
  readonly subscribed: () => Promise<readonly SubscribedChannel[]>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Servers beyond these are not looked into: four requests each. */
const MOST_GUILDS = 40;

/** Looks at the bot as Discord knows it: token, application, commands, and what it may do in the channels that get papers. */
export function discordProbe({ token, apiUrl, readLinks, specs, subscribed, now }: CheckUpOptions): Probe {
  return {
    title: "Discord",
    async look(look) {
      const ask = createAsk({ token, apiUrl, now }, look);
      try {
        const me = (await ask("/users/@me")) as { readonly id: string };
        const [application, channels] = await Promise.all([
          lookAtApplication(ask, specs, readLinks),
          lookAtChannels(ask, me.id, await subscribed(), look),
        ]);
        return [...application, ...channels];
      } catch (error) {
        if (error instanceof LookError) return [refusalOf(error)];
        throw error;
      }
    },
  };
}

interface Application {
  readonly id: string;
  readonly name?: string;
  readonly flags?: number;
  readonly interactions_endpoint_url?: string | null;
  readonly bot_require_code_grant?: boolean;
  readonly integration_types_config?: Readonly<Record<string, unknown>>;
}

async function lookAtApplication(
  ask: Ask,
  specs: readonly CommandSpec[],
  readLinks: boolean,
): Promise<readonly DoctorFinding[]> {
  const application = (await ask("/applications/@me")) as Application;
  const [known, gateway] = await Promise.all([
    ask(`/applications/${application.id}/commands`) as Promise<readonly RegisteredCommand[]>,
    ask("/gateway/bot") as Promise<{ readonly session_start_limit?: { readonly remaining?: number } }>,
  ]);
  const installs = application.integration_types_config;
  return checkApplication({
    name: application.name ?? "",
    flags: application.flags ?? 0,
    interactionsUrl: application.interactions_endpoint_url ?? undefined,
    needsCodeGrant: application.bot_require_code_grant ?? false,
    forServers: installs === undefined || "0" in installs,
    loginsLeft: gateway.session_start_limit?.remaining ?? Number.POSITIVE_INFINITY,
    commandChanges: difference(known, registrations(specs, "everywhere")),
    readLinks,
  });
}

async function lookAtChannels(
  ask: Ask,
  me: string,
  subscribed: readonly SubscribedChannel[],
  { signal }: Look,
): Promise<readonly DoctorFinding[]> {
  if (subscribed.length === 0) return [];
  const all = await guildsOf(ask);
  // A channel of the settings doesn't say which server it is in.
  const anywhere = subscribed.some(({ server }) => server === undefined);
  const named = new Set(subscribed.map(({ server }) => server));
  const wanted = all.filter(({ id }) => anywhere || named.has(id));
  const looked = wanted.slice(0, MOST_GUILDS);
  const guilds = (
    await Promise.all(looked.map((guild) => lookIntoGuild(ask, guild, me).catch(noneIfLeft)))
  ).flat();
  if (signal.aborted) return [];
  const skipped = new Set(wanted.slice(MOST_GUILDS).map(({ id }) => id));
  const within = subscribed.filter(({ server }) => server === undefined || !skipped.has(server));
  return [
    ...checkChannels(within, guilds),
    ...(skipped.size > 0
      ? [
          warning(
            "discord.servers",
            `The channels of ${skipped.size} servers were not looked at: the check takes ${MOST_GUILDS} at most.`,
            "Type /status in those servers, which tells of posts that failed there.",
          ),
        ]
      : []),
  ];
}

/** The bot was removed from the server a moment ago. */
function noneIfLeft(error: unknown): readonly GuildFacts[] {
  if (error instanceof LookError && (error.status === 403 || error.status === 404)) return [];
  throw error;
}

function refusalOf({ status, code }: LookError): DoctorFinding {
  if (status === 401)
    return problem(
      "discord.token",
      "Discord doesn't accept the token.",
      "In the Developer Portal, under Bot, choose Reset Token, and put the new one into DISCORD_TOKEN.",
      PORTAL,
    );
  if (status === 429)
    return warning(
      "discord.limit",
      "Discord asks for fewer requests at the moment.",
      "Check again in some minutes; if it stays so, look whether another program uses the same token.",
    );
  if (status === 0 || status >= 500)
    return problem(
      "discord.network",
      `Discord can't be reached (${code}).`,
      "Check this machine's network, name lookup and firewall, and DISCORD_API_URL if it is set.",
      { link: "https://discordstatus.com" },
    );
  return problem(
    "discord.refused",
    `Discord refuses to answer (${code}).`,
    "Check in the Developer Portal whether the application is disabled, and DISCORD_API_URL if it is set.",
    PORTAL,
  );
}
