import type { Name } from "../paper.ts";
import { TYPE_NAMES } from "../publication-type.ts";
import { type Cited, dateOf, hasOthers, idsOf, namesOf, typeOf, urlOf } from "./reference.ts";

/** In these types, the second author is the series' editor. */
const WHOLES = new Set(["BOOK", "THES", "RPRT"]);

/** A record of RIS, as EndNote, Mendeley and Zotero read it. */
export function risRecord({ key, paper }: Cited): string {
  const type = typeOf(paper);
  const { ris, genre } = TYPE_NAMES[type];
  const { doi, arxiv } = idsOf(paper);
  const { publication = {} } = paper;
  const date = dateOf(paper);
  const { pages } = publication;
  const dash = pages?.lastIndexOf("–") ?? -1;
  const lines: readonly (readonly [string, string | undefined])[] = [
    ["TY", ris],
    ["ID", key],
    ["TI", paper.title],
    ...namesOf(paper).map((name) => ["AU", lastFirst(name)] as const),
    ["AU", hasOthers(paper) ? "others" : undefined],
    ...(publication.editors ?? []).map((name) => [WHOLES.has(ris) ? "A3" : "A2", lastFirst(name)] as const),
    ["PY", date?.slice(0, 4)],
    ["DA", date?.replaceAll("-", "/")],
    ["T2", paper.venue],
    ["T3", publication.series],
    ["VL", publication.volume],
    ["IS", publication.issue],
    ["SP", dash < 0 ? pages : pages?.slice(0, dash)],
    ["EP", dash < 0 ? undefined : pages?.slice(dash + 1)],
    [type === "article" || type === "inproceedings" ? "C7" : "M1", publication.number],
    ["ET", publication.edition],
    ["PB", publication.publisher],
    ["CY", publication.place],
    ["M3", type === "preprint" ? "Preprint" : genre],
    ["SN", publication.isbn],
    ["SN", publication.issn],
    ["DO", doi],
    ["AN", arxiv && `arXiv:${arxiv}`],
    // Where EndNote has them; the number of a database says whose it is.
    ["AN", publication.pmid && `PMID:${publication.pmid}`],
    ["C2", publication.pmcid],
    ["UR", urlOf(paper)],
  ];
  const written = lines.flatMap(([tag, value]) => (value ? [`${tag}  - ${oneLine(value)}`] : []));
  return `${[...written, "ER  - "].join("\n")}\n`;
}

// A comma separates the parts of a name, a semicolon names: neither can be said within one.
function lastFirst(name: Name): string {
  const plain = (part: string | undefined) => part?.replace(/[,;]\s*/g, " ").trim();
  if ("literal" in name) return plain(name.literal) ?? "";
  const { family, given, particle, suffix } = name;
  const last = [particle, family].filter(Boolean).join(" ");
  return [last, given, suffix].map(plain).filter(Boolean).join(", ");
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
}
