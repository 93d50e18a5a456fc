import type { Context } from "hono";
import { html } from "hono/html";
import { forget, HOW_KEPT, inventory, ownFile } from "../../present/own-data.ts";
import { formToken } from "../form-token.ts";
import { type Html, layout } from "../layout.ts";
import type { WebParts } from "../parts.ts";
import { plain } from "../plain.ts";
import { ownPage, type PersonParts } from "./own-page.ts";

/** What is stored about a person, with buttons to export and delete it and to sign out. */
export async function dataPage(context: Context, parts: PersonParts): Promise<Response> {
  const { addresses, viewer } = parts;
  const where =
    viewer.who.channel === undefined ? "for you alone" : "in the channel where you asked for your link";
  const button = (rest: string, label: string) =>
    html`<form method="post" action="${addresses.me(rest)}">${formToken(viewer)}<button>${label}</button></form>`;
  const body = html`${await listOf(parts)}
<p class="small">${HOW_KEPT}</p>
<p class="actions"><a class="button" href="${addresses.me("/export")}" download>Download my data</a> <a class="button" href="${addresses.me("/forget")}">Delete my data…</a></p>
<h2 class="part">This browser</h2>
<p>Votes you cast here count ${where}. To vote elsewhere, ask for a link there.</p>
<div class="actions">${button("/sign-out", "Sign out")}${button("/sign-out-everywhere", "Sign out everywhere")}</div>`;
  return ownPage(context, parts, { title: "Your data", here: "data", body });
}

/** All of that as a file, the same as from chat. */
export async function exportFile(context: Context, { services, viewer }: PersonParts): Promise<Response> {
  const { name, content } = await ownFile(viewer.who, services);
  return context.body(content, 200, {
    "content-type": "application/json; charset=utf-8",
    "content-disposition": `attachment; filename="${name}"`,
  });
}

/** Asks whether to delete it. */
export async function forgetPage(context: Context, parts: PersonParts): Promise<Response> {
  const { addresses, viewer } = parts;
  const body = html`<p class="lead">This will be deleted for good, here and in chat:</p>
${await listOf(parts)}
<form class="actions asks" method="post" action="${addresses.me("/forget")}">${formToken(viewer)}<button class="danger">Delete my data</button> <a class="button" href="${addresses.me("/data")}">Keep it</a></form>`;
  return ownPage(context, parts, { title: "Delete your data?", here: "data", body });
}

/** Deletes it, and with it this session. */
export async function forgetAll(context: Context, parts: PersonParts): Promise<Response> {
  await forget(parts.viewer.who, parts.services);
  const { viewer: _, ...public_ } = parts;
  return context.html(deleted(public_));
}

function deleted(parts: WebParts): Html {
  const body = html`<h1>Deleted</h1>
<p>I keep nothing about you any more, and your votes no longer count. You are signed out.</p>
<p><a href="${parts.addresses.home()}">Today's papers</a></p>`;
  return layout(parts, { title: "Deleted", isHidden: true, body });
}

async function listOf({ services, viewer }: PersonParts): Promise<Html> {
  const lines = await inventory(viewer.who, services);
  return html`<ul>${lines.map((line) => html`<li>${plain(line)}</li>`)}</ul>`;
}
