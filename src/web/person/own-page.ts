import type { Context } from "hono";
import { html } from "hono/html";
import { formToken } from "../form-token.ts";
import { type Html, layout } from "../layout.ts";
import type { Viewer, WebParts } from "../parts.ts";
import { plain } from "../plain.ts";

/** The page as its person sees it. */
export interface PersonParts extends WebParts {
  readonly viewer: Viewer;
}

const PAGES = [{ name: "saved", label: "Saved", rest: "/saved" }] as const;

interface OwnContent {
  readonly title: string;
  readonly here: (typeof PAGES)[number]["name"];
  readonly body: Html;
}

/** One of somebody's own pages, with the way to the others and out. */
export function ownPage(
  context: Context,
  parts: PersonParts,
  { title, here, body }: OwnContent,
): Response | Promise<Response> {
  const { addresses, viewer } = parts;
  const whole = html`<h1>${plain(title)}</h1>
<nav aria-label="Your pages"><ul class="chips">
${PAGES.map(({ name, label, rest }) => html`<li><a href="${addresses.me(rest)}"${name === here ? html` aria-current="page"` : ""}>${label}</a></li>`)}
</ul></nav>
${body}
<form method="post" action="${addresses.me("/sign-out")}">${formToken(viewer)}<button>Sign out</button></form>`;
  return context.html(layout(parts, { title, here: "me", isHidden: true, body: whole }));
}
