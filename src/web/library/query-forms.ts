import { html } from "hono/html";
import { QUERY_FORMS } from "../../search/query-language.ts";
import type { Html } from "../layout.ts";
import type { WebParts } from "../parts.ts";
import { plain } from "../plain.ts";

const TOPICS = 16;

/** The kinds of queries, each with an example to click, and topics of this library. */
export async function queryForms({ services, addresses }: WebParts): Promise<Html> {
  const topics = await services.library.index.suggestQueries("", TOPICS);
  const row = ({ form, meaning }: (typeof QUERY_FORMS)[number]) =>
    html`<div><dt><a href="${addresses.search(form)}"><code>${form}</code></a></dt><dd>${meaning}</dd></div>`;
  return html`${
    topics.length > 0
      ? html`<h2>Topics in this library</h2>
<ul class="chips">${topics.map((topic) => html`<li><a href="${addresses.search(topic)}"><bdi>${plain(topic)}</bdi></a></li>`)}</ul>`
      : ""
  }
<h2>What you can write</h2>
<dl class="forms">
${QUERY_FORMS.map(row)}
</dl>
<p class="small">Filters can be combined: <code>attention category:cs.CV has:code 2023..2025</code>. Or <a href="${addresses.categories()}">browse all categories</a>.</p>`;
}
