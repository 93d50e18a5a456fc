import type { Context } from "hono";
import { html } from "hono/html";
import { type ExportFormat, writePapers } from "../../papers/export/formats.ts";
import type { Paper } from "../../papers/paper.ts";
import { notFound } from "../errors.ts";
import type { Html } from "../layout.ts";
import type { WebParts } from "../parts.ts";
import { plain } from "../plain.ts";
import { paperAt } from "./paper-at.ts";

interface Citing {
  readonly format: ExportFormat;
  readonly label: string;
  readonly ending: string;
  readonly type: string;
}

const FORMATS: readonly Citing[] = [
  { format: "bib", label: "BibTeX", ending: "bib", type: "application/x-bibtex" },
  { format: "ris", label: "RIS", ending: "ris", type: "application/x-research-info-systems" },
  { format: "csl", label: "CSL-JSON", ending: "json", type: "application/vnd.citationstyles.csl+json" },
];

/** In characters: a reference with thousands of authors comes as a file alone. */
const LONGEST_SHOWN = 5000;

/** The reference in each format: to be copied where a script runs, marked by hand where none does, or taken as a file. */
export async function citeSection(paper: Paper, parts: WebParts): Promise<Html> {
  const cited = await parts.services.history.wouldCite([paper]);
  const each = FORMATS.map(async ({ format, label, ending }) => {
    const text = await writePapers(cited, format, "");
    const file = parts.addresses.cite(paper.id, ending);
    const shown =
      text.length > LONGEST_SHOWN
        ? ""
        : html`<pre id="cite-${ending}" tabindex="0" aria-label="${label} reference">${inBlock(text)}</pre>
<button type="button" hidden data-copy="cite-${ending}">Copy</button>`;
    return html`<details name="cite"><summary>${label}</summary>
${shown}
<a class="button" href="${file}" download>Download .${ending}</a>
</details>`;
  });
  return html`<section class="cite" aria-labelledby="cite">
<h2 id="cite">Cite</h2>
${await Promise.all(each)}
</section>`;
}

/** The lines of a text, each cleaned for a page. */
function inBlock(text: string): string {
  return text.trimEnd().split("\n").map(plain).join("\n");
}

const PATH = "/cite/";

/** The reference as a file, e.g. /cite/arxiv/2405.16009.bib. */
export async function citeFile(context: Context, parts: WebParts): Promise<Response> {
  const { path } = context.req;
  // A DOI may have dots too: the format follows the last one.
  const dot = path.lastIndexOf(".");
  const as = FORMATS.find(({ ending }) => ending === path.slice(dot + 1));
  const found = as && (await paperAt(path.slice(PATH.length, dot), parts));
  if (!as || !found) return notFound(context, parts, "The library doesn't have this paper.");
  const cited = await parts.services.history.wouldCite([found.paper]);
  const text = await writePapers(cited, as.format, "");
  return context.body(text, 200, {
    "content-type": `${as.type}; charset=utf-8`,
    "content-disposition": `attachment; filename="${cited[0]?.key ?? "paper"}.${as.ending}"`,
  });
}
