import type { Context } from "hono";
import { html } from "hono/html";
import { type Change, codeOf, lineCard, MARKS, summary } from "../../present/profile-line.ts";
import type { ProfileLine } from "../../taste/profile-lines.ts";
import { notFound } from "../errors.ts";
import { seeOther } from "../forms.ts";
import type { Html } from "../layout.ts";
import { pager, readPage } from "../library/list.ts";
import { backTo, pageForm } from "../page-form.ts";
import { lineItem, ownPage, type PersonParts } from "./own-page.ts";

const PER_PAGE = 50;
const FORM = "lines";
const CHANGES = Object.keys(MARKS) as readonly Change[];

/** What the bot has learned about somebody, line by line, each with its reason; or the lines that were removed. */
export async function profilePage(context: Context, parts: PersonParts): Promise<Response> {
  const { services, addresses, viewer } = parts;
  const asked = readPage(context.req.query("page"));
  if (asked === undefined) return notFound(context, parts);
  const ofRemoved = context.req.query("removed") !== undefined;
  const all = await services.taste.profile(await services.taste.scope(viewer.who, "me"));
  const [removed, kept] = [all.filter(isRemoved), all.filter((line) => !isRemoved(line))];
  const lines = ofRemoved ? removed : kept;
  const last = Math.max(1, Math.ceil(lines.length / PER_PAGE));
  const page = Math.min(asked, last);
  const items = lines.slice((page - 1) * PER_PAGE, page * PER_PAGE).map((line) => item(line, parts));
  const to = (number: number) => {
    const params = new URLSearchParams();
    if (ofRemoved) params.set("removed", "1");
    if (number > 1) params.set("page", `${number}`);
    return addresses.me(`/profile${params.size > 0 ? `?${params}` : ""}`);
  };
  const other = ofRemoved
    ? html`<p><a href="${addresses.me("/profile")}">Your profile</a></p>`
    : removed.length > 0
      ? html`<p><a href="${addresses.me("/profile?removed=1")}">Removed lines</a> <span class="count">${removed.length}</span></p>`
      : "";
  const body = html`${about(lines, ofRemoved)}
${lines.length > 0 ? html`<ul class="lines">${await Promise.all(items)}</ul>` : ""}
${pager(page, last, to)}
${other}
${pageForm(FORM, addresses.me("/profile"), viewer)}`;
  return ownPage(context, parts, {
    title: ofRemoved ? "Removed from your profile" : "Your profile",
    here: "profile",
    body,
  });
}

/** Mutes, removes or restores the line that a button names. */
export async function changeProfile(
  context: Context,
  parts: PersonParts,
  fields: URLSearchParams,
): Promise<Response> {
  const { taste } = parts.services;
  const change = CHANGES.find((one) => fields.has(one));
  const scope = await taste.scope(parts.viewer.who, "me");
  const code = change && fields.get(change);
  const line = (await taste.profile(scope)).find((one) => codeOf(one) === code);
  if (change !== undefined && line) await taste.mark(scope, line, MARKS[change]);
  return seeOther(context, backTo(fields, parts) ?? parts.addresses.me("/profile"));
}

function isRemoved({ mark }: ProfileLine): boolean {
  return mark === "removed";
}

function about(lines: readonly ProfileLine[], ofRemoved: boolean): Html {
  if (lines.length === 0)
    return ofRemoved
      ? html`<p class="lead">You haven't removed anything from your profile.</p>`
      : html`<p class="lead">Your profile is empty. Vote on papers, save some, or follow topics to fill it.</p>`;
  if (ofRemoved) return html`<p class="small">These lines are without effect until you restore them.</p>`;
  return html`<p class="small">${summary(lines, "me")}. The bot learns from votes, saved papers, examples and follows, and from nothing else you write. Votes and saves count half after 180 days.</p>`;
}

async function item(line: ProfileLine, { services, addresses }: PersonParts): Promise<Html> {
  const { title, facts } = await lineCard(line, services);
  const { kind, value, mark } = line;
  const hrefs: Readonly<Record<ProfileLine["kind"], (value: string) => string>> = {
    topic: (topic) => addresses.search(topic),
    author: (name) => addresses.author(name),
    category: (category) => addresses.category(category),
    paper: addresses.paper,
    hidden: addresses.paper,
  };
  const button = (change: Change, label: string) =>
    html`<button form="${FORM}" name="${change}" value="${codeOf(line)}">${label}</button>`;
  const buttons = mark
    ? button("restore", "Restore")
    : html`${button("mute", "Mute")}${button("remove", "Remove")}`;
  const isLost = (kind === "paper" || kind === "hidden") && !(await services.library.index.get(value));
  return lineItem({ title, href: isLost ? undefined : hrefs[kind](value), facts, buttons });
}
