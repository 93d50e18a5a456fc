import type { Context } from "hono";
import { html } from "hono/html";
import { type BotState, readState } from "../../present/status/state.ts";
import { formToken } from "../form-token.ts";
import { type Html, layout } from "../layout.ts";
import type { WebParts } from "../parts.ts";
import { plain } from "../plain.ts";
import type { Admin } from "./admin.ts";
import { channelTable } from "./channels.ts";
import { openQuestions } from "./questions.ts";
import { sourceTable } from "./sources.ts";

/** How the bot is: what /status says in chat, and behind it every channel and every source, as far as this admin may see them. */
export async function statePage(context: Context, parts: WebParts, admin: Admin): Promise<Response> {
  const { addresses, services } = parts;
  const state = await readState(services, admin.seer);
  const body = html`<h1>The bot's state</h1>
<p class="lead">${scopeOf(admin)}</p>
<section aria-label="Summary">${summary(state)}</section>
${services.doctor ? html`<p><a href="${addresses.admin("/doctor")}">Check everything now</a>, which takes a few seconds.</p>` : ""}
${await openQuestions(state, parts, admin)}
${await channelTable(state, parts, admin)}
${await sourceTable(parts)}
${admin.isOperator ? await installation(parts) : ""}
<form method="post" action="${addresses.admin("/sign-out")}">${formToken(admin.session)}<button>Sign out</button></form>`;
  return context.html(layout(parts, { title: "The bot's state", isHidden: true, body }));
}

function scopeOf({ isOperator, seer: { onlyHere = false, server } }: Admin): string {
  if (isOperator) return "You run this bot, so you see every channel and all that it runs on.";
  return onlyHere || server === undefined
    ? "You see the channel where you asked for this page."
    : "You see the channels of the server or workspace where you asked for this page.";
}

function summary({ lines }: BotState): Html {
  return html`<ul class="lights">${lines.map(({ light, text }) => html`<li><span>${light}</span> <span>${plain(text)}</span></li>`)}</ul>`;
}

async function installation({ services }: WebParts): Promise<Html | ""> {
  const facts = (await services.installation?.()) ?? [];
  if (facts.length === 0) return "";
  return html`<section><h2 class="part">Installation</h2>
<dl class="forms">${facts.map(({ name, text }) => html`<div><dt>${name}</dt><dd>${plain(text)}</dd></div>`)}</dl></section>`;
}
