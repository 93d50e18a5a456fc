import type { App, types, webApi } from "@slack/bolt";
import { adminMatters } from "../../../chat/command.ts";
import type { Placeholder } from "../../../chat/placeholder.ts";
import { toPlatformError } from "../errors.ts";
import { readEventText } from "../escape.ts";
import { eventsInUse, type SlackEvent, type Unfurling } from "../features.ts";
import { LIMITS } from "../limits.ts";
import { NOBODY } from "../post/poster.ts";
import { renderHome, renderMessage, renderUnfurl } from "../render.ts";
import type { SlackFile } from "./attachment.ts";
import { type Asker, type Context, callerFor, whereAsked } from "./context.ts";
import { placeholderIn } from "./placeholder.ts";
import { NO_UNFURLING, placeOf, post } from "./respond.ts";

/** Attaches a listener for each event that the features in use subscribe to, and for no other. */
export function listenForEvents(app: App, context: Context, unfurl: Unfurling | undefined): void {
  const attach: Readonly<Record<SlackEvent, () => void>> = {
    app_mention: () => onMention(app, context),
    "message.im": () => onDirectMessage(app, context),
    member_joined_channel: () => onInvited(app, context),
    app_home_opened: () => onHomeOpened(app, context),
    app_uninstalled: () => onUninstalled(app, context),
    tokens_revoked: () => onRevoked(app, context),
    link_shared: () => unfurl && onLinkShared(app, context, unfurl),
  };
  for (const event of eventsInUse({ commands: context.chat.commands, unfurl })) attach[event]();
}

function onMention(app: App, context: Context): void {
  app.event("app_mention", async ({ event, client, body }) => {
    if (event.bot_id !== undefined || event.user === undefined) return;
    // In a thread of its own, so that the channel's conversation goes on undisturbed.
    const place = placeOf(event.channel, event.user, event.thread_ts ?? event.ts);
    const asker = { user: event.user, channel: event.channel, team: body.team_id };
    const placeholder = placeholderIn(place, client);
    const reply = await answerLine(event, asker, client, { ...context, ...placeholder });
    // Slack shows a private answer in a thread only to those who have that thread open.
    const inChannel = reply.audience === "asker" && event.thread_ts === undefined;
    const instead = await placeholder.end();
    await post(reply, {
      ...context,
      client,
      place: inChannel ? { ...place, thread: undefined } : place,
      instead,
    });
  });
}

function onDirectMessage(app: App, context: Context): void {
  app.event("message", async ({ event, client, body }) => {
    if (event.channel_type !== "im" || !isSaid(event)) return;
    const asker = { user: event.user, channel: event.channel, team: body.team_id };
    const place = placeOf(event.channel, event.user, event.thread_ts);
    const placeholder = placeholderIn(place, client);
    const reply = await answerLine(event, asker, client, { ...context, ...placeholder });
    await post(reply, { ...context, client, place, instead: await placeholder.end() });
  });
}

function onInvited(app: App, { chat, naming, botUser, team, log }: Context): void {
  app.event("member_joined_channel", async ({ event: { user, channel }, client, body }) => {
    if (user !== botUser) return;
    const server = team ?? body.team_id;
    const hello = await chat.hello({ platform: "slack", server, channel, ...naming });
    if (!hello) return;
    try {
      const message = renderMessage(hello, { asker: NOBODY });
      await client.chat.postMessage({ channel, ...message, ...NO_UNFURLING });
    } catch (error) {
      log.info({ code: toPlatformError(error).code, channel }, "the welcome could not be posted");
    }
  });
}

function onHomeOpened(app: App, { chat, naming, turn, team }: Context): void {
  app.event("app_home_opened", async ({ event: { tab, user }, client, body }) => {
    if (tab !== "home") return;
    await turn();
    const server = team ?? body.team_id;
    const sections = await chat.home({ platform: "slack", user, server, admin: false, ...naming });
    await client.views.publish({
      user_id: user,
      view: { type: "home", blocks: renderHome(sections, user) },
    });
  });
}

function onLinkShared(app: App, context: Context, { command }: Unfurling): void {
  const { chat, naming, turn } = context;
  app.event("link_shared", async ({ event, client, body }) => {
    // A link in a message still being written has not been shared yet.
    if (event.source !== "composer") await answerLinks(event, body.team_id, client, context);
    const unfurls: Record<string, { blocks: ReturnType<typeof renderUnfurl> }> = {};
    for (const { url } of event.links.slice(0, LIMITS.unfurls)) {
      await turn();
      const reply = await chat.runText(command, url, { platform: "slack", admin: false, ...naming });
      const [card, ...more] = reply.cards;
      // Slack finds the link in the message only by exactly the address that it sent.
      if (reply.outcome === "answer" && card && more.length === 0)
        unfurls[url] = { blocks: renderUnfurl(card) };
    }
    if (Object.keys(unfurls).length === 0) return;
    const { unfurl_id, source } = event;
    // While a message is being written, it has no timestamp, and only these two name it.
    await client.chat.unfurl(
      unfurl_id !== undefined && isSource(source)
        ? { unfurl_id, source, unfurls }
        : { channel: event.channel, ts: event.message_ts, unfurls },
    );
  });
}

/** In the message's thread, if there is something to say about it and the bot is in the channel. */
async function answerLinks(
  { channel, message_ts, thread_ts, links }: types.LinkSharedEvent,
  server: string,
  client: webApi.WebClient,
  { chat, log }: Context,
): Promise<void> {
  const text = links.map(({ url }) => url).join(" ");
  const reply = await chat.observe({ platform: "slack", server, channel, message: message_ts, text });
  if (!reply) return;
  try {
    const thread = { channel, thread_ts: thread_ts ?? message_ts };
    await client.chat.postMessage({ ...thread, ...renderMessage(reply, { asker: NOBODY }), ...NO_UNFURLING });
  } catch (error) {
    log.info({ code: toPlatformError(error).code, channel }, "a link could not be answered");
  }
}

function onUninstalled(app: App, { chat }: Context): void {
  app.event("app_uninstalled", ({ body }) => chat.left({ platform: "slack", server: body.team_id }));
}

function onRevoked(app: App, { chat }: Context): void {
  app.event("tokens_revoked", async ({ event, body }) => {
    // Single people's tokens may be revoked while the bot stays.
    if ((event.tokens.bot ?? []).length === 0) return;
    await chat.left({ platform: "slack", server: body.team_id });
  });
}

// A new message by a person: not an edit, and not a notice.
/** Whether a message was written by a person just now: not changed, deleted, or posted by a bot. */
export function isSaid(
  event: types.MessageEvent,
): event is types.GenericMessageEvent | types.FileShareMessageEvent {
  const isNew = event.subtype === undefined || event.subtype === "file_share";
  return isNew && !("bot_id" in event && event.bot_id !== undefined);
}

interface Said {
  readonly text?: string | undefined;
  readonly files?: readonly SlackFile[] | undefined;
}

async function answerLine(
  said: Said,
  asker: Asker,
  client: webApi.WebClient,
  context: Context & Pick<Placeholder<string>, "working">,
) {
  const { text = "", files = [] } = said;
  const { chat, botUser, naming, turn, readFiles } = context;
  const line = readEventText(text, botUser);
  const meant = chat.meantBy(line, { ...naming, ...whereAsked(asker) }, files.length > 0);
  const known = await callerFor(context, asker, adminMatters(meant?.spec));
  const caller = { ...known, working: context.working };
  await turn();
  if (meant?.isCommand && chat.asksForForm(meant.spec.name, meant.options))
    return chat.offerForm(meant.spec.name, caller);
  if (files.length > 0) return chat.runLine(line, caller, () => readFiles(files, client));
  // Nothing but the bot's name: somebody wonders what it does.
  return chat.runLine(line || "help", caller);
}

function isSource(source: string | undefined): source is "composer" | "conversations_history" {
  return source === "composer" || source === "conversations_history";
}
