import type { Context } from "hono";
import { html } from "hono/html";
import { papersForYou } from "../../present/for-you.ts";
import { stillLoading } from "../../present/paging.ts";
import { paperItems } from "../library/list.ts";
import { ownPage, type PersonParts } from "./own-page.ts";

const SHOWN = 10;

/** What /foryou picks in chat. */
export async function forYouPage(context: Context, parts: PersonParts): Promise<Response> {
  const { services, addresses, viewer } = parts;
  const papers = await papersForYou(viewer.who, { count: SHOWN, from: "all" }, services);
  const loading = stillLoading(services.library);
  const unknown = html`<p class="lead">I don't know your interests yet. Vote on a few papers, save some, or <a href="${addresses.me("/follows")}">follow a topic</a>.</p>`;
  const none = html`<p class="lead">No new papers match your interests today.</p>`;
  const body = html`${loading === "" ? "" : html`<p class="lead">${loading}</p>`}
${papers === undefined ? unknown : papers.length === 0 ? none : html`<p class="small">New papers that match <a href="${addresses.me("/profile")}">your profile</a>, the best first.</p>`}
${paperItems(papers ?? [], parts)}`;
  return ownPage(context, parts, { title: "New papers for you", here: "for you", body });
}
