import type { CommandSpec } from "../../../chat/command.ts";
import { type DoctorFinding, fine, problem, warning } from "../../../doctor/finding.ts";
import type { Look, Probe, SubscribedChannel } from "../../../doctor/probe.ts";
import { scopesInUse, type Unfurling } from "../features.ts";
import { checkChannels, type Membership } from "./channels.ts";
import { type Call, createCall, LookError } from "./web-api.ts";

interface CheckUpOptions {
  readonly botToken: string;
  /** Socket Mode, if given. */
  readonly appToken?: string | undefined;
  readonly apiUrl?: string | undefined;
  readonly unfurl: Unfurling | undefined;
  readonly history: boolean;
  readonly specs: readonly CommandSpec[];
  /** Asked when the look begins. */
  readonly subscribed: () => Promise<readonly SubscribedChannel[]>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const APPS = { link: "https://api.slack.com/apps" };

/** Channels in one page of their list; Slack recommends 200 at most. */
const PAGE = "200";
const MOST_PAGES = 25;

/** Looks at the bot as Slack knows it: tokens, scopes, Socket Mode, and whether it is in the channels that get papers. */
export function slackProbe(options: CheckUpOptions): Probe {
  const { botToken, appToken, apiUrl, now } = options;
  return {
    title: "Slack",
    async look(look) {
      const [bot, socket] = await Promise.all([
        lookAtBot(createCall({ token: botToken, apiUrl, now }, look), options, look),
        appToken === undefined ? [] : lookAtSocket(createCall({ token: appToken, apiUrl, now }, look)),
      ]);
      return [...bot, ...socket];
    },
  };
}

async function lookAtBot(call: Call, options: CheckUpOptions, look: Look): Promise<readonly DoctorFinding[]> {
  try {
    const { body, scopes } = await call("auth.test");
    const subscribed = await options.subscribed();
    const channels =
      subscribed.length === 0 ? [] : await lookAtChannels(call, subscribed, String(body.user ?? ""), look);
    return [checkIdentity(body), ...checkScopes(scopes, options), ...channels];
  } catch (error) {
    if (error instanceof LookError) return [refusalOf(error, BOT_TOKEN)];
    throw error;
  }
}

function checkIdentity({ team, user, bot_id }: Readonly<Record<string, unknown>>): DoctorFinding {
  if (bot_id === undefined)
    return problem(
      "slack.token",
      "SLACK_BOT_TOKEN is the token of a person, not of the bot.",
      BOT_TOKEN.fix,
      APPS,
    );
  return fine("slack.token", `Slack accepts the token of “${String(user)}” in “${String(team)}”.`);
}

function checkScopes(
  granted: readonly string[] | undefined,
  { specs, unfurl, history }: CheckUpOptions,
): readonly DoctorFinding[] {
  if (!granted) return [];
  const missing = scopesInUse({ commands: specs, unfurl, history }).filter(
    (scope) => !granted.includes(scope),
  );
  if (missing.length === 0) return [fine("slack.scopes", "Slack has granted every permission in use.")];
  return [
    problem(
      "slack.scopes",
      `Slack has not granted what the bot needs: ${missing.join(", ")}.`,
      "Paste what `npm start -- slack manifest` prints under App Manifest, save, and choose Reinstall to Workspace.",
      APPS,
    ),
  ];
}

async function lookAtChannels(
  call: Call,
  subscribed: readonly SubscribedChannel[],
  name: string,
  { signal }: Look,
): Promise<readonly DoctorFinding[]> {
  const known: Membership[] = [];
  let cursor = "";
  try {
    for (let page = 0; page < MOST_PAGES && !signal.aborted; page += 1) {
      const { body } = await call("users.conversations", {
        types: "public_channel,private_channel",
        limit: PAGE,
        ...(cursor !== "" && { cursor }),
      });
      known.push(...((body.channels ?? []) as readonly Membership[]));
      const { next_cursor: next } = (body.response_metadata ?? {}) as { readonly next_cursor?: string };
      cursor = next ?? "";
      if (cursor === "") return checkChannels(subscribed, known, name);
    }
  } catch (error) {
    // The permission for that is told of beside the others.
    if (error instanceof LookError && error.code === "missing_scope") return [];
    throw error;
  }
  return [
    warning(
      "slack.more",
      "The bot is in more channels than were looked through.",
      "Ask the bot for its status in the workspace: that tells of posts that failed.",
    ),
  ];
}

async function lookAtSocket(call: Call): Promise<readonly DoctorFinding[]> {
  try {
    await call("apps.connections.open");
    return [fine("slack.socket", "Socket Mode: Slack accepts the app-level token.")];
  } catch (error) {
    if (error instanceof LookError) return [refusalOf(error, APP_TOKEN)];
    throw error;
  }
}

interface TokenAdvice {
  readonly check: string;
  readonly name: string;
  readonly fix: string;
}

const BOT_TOKEN: TokenAdvice = {
  check: "slack.token",
  name: "SLACK_BOT_TOKEN",
  fix: "Copy the Bot User OAuth Token (xoxb-…) from OAuth & Permissions into SLACK_BOT_TOKEN.",
};

const APP_TOKEN: TokenAdvice = {
  check: "slack.socket",
  name: "SLACK_APP_TOKEN",
  fix: "Under Basic Information, make an app-level token (xapp-…) with the scope connections:write, and put it into SLACK_APP_TOKEN.",
};

function refusalOf({ code, isRefusal }: LookError, { check, name, fix }: TokenAdvice): DoctorFinding {
  if (code === "429" || code === "ratelimited")
    return warning(
      "slack.limit",
      "Slack asks for fewer requests at the moment.",
      "Check again in some minutes; the bot itself slows down when Slack asks it to.",
    );
  if (!isRefusal)
    return problem(
      "slack.network",
      `Slack can't be reached (${code}).`,
      "Check this machine's network, name lookup and firewall, and SLACK_API_URL if it is set.",
      { link: "https://slack-status.com" },
    );
  if (WITHDRAWN.includes(code))
    return problem(
      check,
      `Slack has withdrawn ${name}, perhaps because the app was removed.`,
      `Install the app again. ${fix}`,
      APPS,
    );
  if (code === "missing_scope") return problem(check, `${name} lacks a permission that it needs.`, fix, APPS);
  return problem(check, `Slack doesn't accept ${name} (${code.replaceAll("_", " ")}).`, fix, APPS);
}

const WITHDRAWN: readonly string[] = ["token_revoked", "token_expired", "account_inactive"];
