import type { Context } from "hono";
import { html } from "hono/html";
import { type Html, layout } from "../layout.ts";
import type { Viewer, WebParts } from "../parts.ts";
import { plain } from "../plain.ts";

/** The page as its person sees it. */
export interface PersonParts extends WebParts {
  readonly viewer: Viewer;
}

const PAGES = [
  { name: "for you", label: "For you", rest: "" },
  { name: "saved", label: "Saved", rest: "/saved" },
  { name: "follows", label: "Follows", rest: "/follows" },
  { name: "profile", label: "Profile", rest: "/profile" },
  { name: "data", label: "Your data", rest: "/data" },
] as const;

interface OwnContent {
  readonly title: string;
  readonly here: (typeof PAGES)[number]["name"];
  readonly body: Html;
  readonly status?: 200 | 400;
}

/** One of a person's own pages, with links to the others. */
export function ownPage(
  context: Context,
  parts: PersonParts,
  { title, here, body, status = 200 }: OwnContent,
): Response | Promise<Response> {
  const { addresses } = parts;
  const whole = html`<h1>${plain(title)}</h1>
<nav aria-label="Your pages"><ul class="chips">
${PAGES.map(({ name, label, rest }) => html`<li><a href="${addresses.me(rest)}"${name === here ? html` aria-current="page"` : ""}>${label}</a></li>`)}
</ul></nav>
${body}`;
  return context.html(layout(parts, { title, here: "me", isHidden: true, body: whole }), status);
}

/** An entry of a person's list, with buttons for what can be done about it. */
interface Line {
  readonly title: string;
  readonly href?: string | undefined;
  readonly facts?: readonly string[];
  readonly buttons: Html;
}

export function lineItem({ title, href, facts = [], buttons }: Line): Html {
  const name = html`<bdi>${plain(title)}</bdi>`;
  return html`<li><div class="line">${href === undefined ? name : html`<a href="${href}">${name}</a>`}
${facts.length > 0 ? html`<p class="facts">${facts.map((fact, at) => html`${at > 0 ? " · " : ""}<bdi>${plain(fact)}</bdi>`)}</p>` : ""}</div>
<p class="feedback">${buttons}</p></li>`;
}
