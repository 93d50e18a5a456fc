import { html } from "hono/html";
import { capital, followsLine, nextLine, settingsLine } from "../../present/subscription-text.ts";
import type { Html } from "../layout.ts";
import type { WebParts } from "../parts.ts";
import { plain } from "../plain.ts";
import type { Opened } from "./opened.ts";

/** What the channel gets and when, in the same words as in chat. How the last post went is shown among the days. */
export async function settings({ services }: WebParts, { who }: Opened): Promise<Html> {
  const standing = await services.delivery.standing(who);
  const now = services.now();
  const lines = standing
    ? [
        `${capital(settingsLine(standing.subscription))}.`,
        await followsLine(standing.subscription, services),
        nextLine(standing, now),
      ]
    : ["This channel has no daily paper."];
  return html`<section><h2>Settings</h2>
${lines.filter(Boolean).map((line) => html`<p class="small"><bdi>${plain(line)}</bdi></p>`)}</section>`;
}
