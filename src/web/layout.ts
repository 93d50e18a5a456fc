import { html } from "hono/html";
import { pageForm } from "./page-form.ts";
import type { WebParts } from "./parts.ts";
import { plain } from "./plain.ts";

/** A piece of HTML, escaped where it came from outside. */
export type Html = ReturnType<typeof html>;

export interface FeedLink {
  /** What feed readers show for it. */
  readonly title: string;
  readonly type: "application/atom+xml" | "application/feed+json";
  readonly href: string;
}

export interface PageContent {
  /** In the browser's tab, before the program's name. */
  readonly title: string;
  /** One sentence about the page, for search engines. */
  readonly description?: string;
  /** The feeds of what this page shows. */
  readonly feeds?: readonly FeedLink[];
  /** What stands in the search box. */
  readonly query?: string;
  /** Which of the main links this page is. */
  readonly here?: "today" | "week" | "month" | "trending" | "me";
  /** Hides the page from search engines. */
  readonly isHidden?: boolean;
  readonly body: Html;
}

/** A whole document. */
export function layout({ addresses, assets, viewer }: WebParts, content: PageContent): Html {
  const { title, description, feeds = [], query = "", here, isHidden = false, body } = content;
  const style = addresses.asset("style.css", assets["style.css"].version);
  const icon = addresses.asset("icon.svg", assets["icon.svg"].version);
  const script = addresses.asset("page.js", assets["page.js"].version);
  const links = [
    { name: "today", label: "Today", href: addresses.home() },
    { name: "week", label: "Week", href: addresses.week() },
    { name: "month", label: "Month", href: addresses.month() },
    { name: "trending", label: "Trending", href: addresses.trending() },
    ...(viewer ? [{ name: "me", label: "For you", href: addresses.me() }] : []),
  ];
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${plain(title)} · Paperboy</title>
${description !== undefined ? html`<meta name="description" content="${plain(description)}">` : ""}
${isHidden ? html`<meta name="robots" content="noindex">` : ""}
<link rel="icon" type="image/svg+xml" href="${icon}">
<link rel="stylesheet" href="${style}">
${feeds.map(({ title: name, type, href }) => html`<link rel="alternate" type="${type}" title="${plain(name)}" href="${href}">`)}
<script src="${script}" defer></script>
</head>
<body>
<a class="skip" href="#main">Skip to the papers</a>
<header class="top">
<a class="brand" href="${addresses.home()}">Paperboy</a>
<nav aria-label="Papers">
${links.map(({ name, label, href }) => html`<a href="${href}"${name === here ? html` aria-current="page"` : ""}>${label}</a>`)}
</nav>
<form class="find" role="search" action="${addresses.search()}">
<label class="visually-hidden" for="q">Search papers</label>
<input id="q" name="q" type="search" value="${plain(query)}" placeholder="Search papers" maxlength="500" autocomplete="off">
<button>Search</button>
</form>
</header>
<main id="main" tabindex="-1">
${body}
</main>
${viewer ? pageForm("feedback", addresses.feedback(), viewer) : ""}
<footer class="foot">
<p>Served by Paperboy, from this lab's own library. <a href="${addresses.categories()}">All categories</a> · <a href="${addresses.search()}">How to search</a></p>
</footer>
</body>
</html>`;
}
