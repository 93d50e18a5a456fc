import { html } from "hono/html";
import { counted } from "../../counted.ts";
import { exactly } from "../../present/finding/exactly.ts";
import type { BotState, ChannelState } from "../../present/status/state.ts";
import { capital, lastLine, nextLine, settingsLine } from "../../present/subscription-text.ts";
import { channelName, isHere } from "../../present/this-channel.ts";
import type { Html } from "../layout.ts";
import type { WebParts } from "../parts.ts";
import { plain } from "../plain.ts";
import type { Admin } from "./admin.ts";

/** Channels shown, those with problems first: each name has to be asked of its platform. */
const MOST_SHOWN = 100;

/** Every channel that gets papers: what, when, and what became of the last post. */
export async function channelTable(
  { channels }: BotState,
  parts: WebParts,
  admin: Admin,
): Promise<Html | ""> {
  if (channels.length === 0) return "";
  const rank = ({ lost, trouble }: ChannelState) => (lost.length > 0 ? 0 : trouble ? 1 : 2);
  const shown = channels.toSorted((a, b) => rank(a) - rank(b)).slice(0, MOST_SHOWN);
  const more = channels.length - shown.length;
  const rows = await Promise.all(shown.map((one) => row(one, parts, admin)));
  return html`<section class="across" aria-labelledby="channels"><h2 id="channels" class="part">Channels <span class="count">${exactly(channels.length)}</span></h2>
<div class="scroll" tabindex="0" role="region" aria-label="Channels">
<table class="wide">
<thead><tr><th scope="col">Channel</th><th scope="col">Gets</th><th scope="col">Next</th><th scope="col">Last</th></tr></thead>
<tbody>${rows}</tbody>
</table>
</div>
${more > 0 ? html`<p class="small">${counted(more, "more channel")} not shown.</p>` : ""}</section>`;
}

async function row({ standing, trouble }: ChannelState, parts: WebParts, admin: Admin): Promise<Html> {
  const now = parts.services.now();
  const last = lastLine(standing, now).replace(/^Last: /u, "");
  return html`<tr>
<th scope="row">${await channelLabel(standing.subscription, parts, admin)}</th>
<td>${plain(capital(settingsLine(standing.subscription)))}</td>
<td>${plain(nextLine(standing, now).replace(/^Next: /u, ""))}</td>
<td>${trouble ? `${trouble.light} ` : ""}${plain(last || "Nothing yet")}</td>
</tr>`;
}

/**
 * What to call a channel. The name of one where they did not ask may be a secret to an admin: the link leads there whoever may go
 * there, and the name is told to the operator alone.
 */
export async function channelLabel(
  subscription: ChannelState["standing"]["subscription"],
  { services }: WebParts,
  { isOperator, session: { who } }: Admin,
): Promise<Html> {
  const { name, url } = await services.delivery.channel(subscription);
  const isNamed = isOperator || isHere(who, subscription);
  const label = (isNamed && name) || channelName(isOperator ? { platform: "" } : who, subscription);
  const text = html`<bdi>${plain(label)}</bdi>`;
  return url === undefined ? text : html`<a href="${url}">${text}</a>`;
}
