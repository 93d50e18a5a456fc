import { html } from "hono/html";
import { longMonth } from "../../time/spans.ts";
import { feedsOf } from "../feeds/formats.ts";
import { type FeedLink, type Html, layout } from "../layout.ts";
import type { WebParts } from "../parts.ts";
import { plain } from "../plain.ts";
import type { Opened } from "./opened.ts";

/** What all pages of a channel have in common. */
export interface Room {
  /** "#papers" where the platform says so, otherwise "This channel". */
  readonly name: string;
  /** The address of one of the pages in a browser, which holds no token. */
  readonly to: (rest: string) => string;
  /** The same for other programs, with the token. */
  readonly byToken: (rest: string) => string;
}

/** The pages of a channel, in the order of the menu. */
const PAGES = [
  { page: "papers", rest: "/", label: "Papers" },
  { page: "club", rest: "/club", label: "Journal club" },
  { page: "trending", rest: "/trending", label: "Trending" },
] as const;

type RoomPage = (typeof PAGES)[number]["page"];

/** A month's page lies beside the others. */
export function monthPath(month: string): string {
  return `/${month}`;
}

export async function roomOf({ services, addresses }: WebParts, opened: Opened): Promise<Room> {
  const { name } = await services.delivery.channel(opened.who);
  return {
    name: plain(name ?? "").trim() || "This channel",
    to: (rest) => addresses.channel(opened.handle, rest),
    byToken: (rest) => addresses.channel(opened.token, rest),
  };
}

/** The head of a channel's page: its name, and links to its other pages. */
export function roomHead({ name, to }: Room, here: RoomPage): Html {
  return html`<h1><bdi>${name}</bdi></h1>
<nav class="rooms" aria-label="This channel">
${PAGES.map(({ page, rest, label }) => html`<a href="${to(rest)}"${page === here ? html` aria-current="page"` : ""}>${label}</a>`)}
</nav>`;
}

interface RoomContent {
  readonly here: RoomPage;
  /** What of the channel the page shows, for the browser's tab. */
  readonly title: string;
  readonly month?: string | undefined;
  readonly body: Html;
}

/** A whole page of a channel. Its feeds are those of the papers, or of the club. */
export function roomPage(parts: WebParts, room: Room, { here, title, month, body }: RoomContent): Html {
  const whole = `${title} · ${room.name}`;
  return layout(parts, {
    title: month === undefined ? whole : `${whole}, ${longMonth(month)}`,
    isHidden: true,
    feeds: feedsOfRoom(room, here),
    body,
  });
}

function feedsOfRoom({ name, byToken }: Room, here: RoomPage): readonly FeedLink[] {
  return here === "club"
    ? feedsOf(`Journal club of ${name}`, byToken("/club"))
    : feedsOf(`Papers in ${name}`, byToken("/"));
}
