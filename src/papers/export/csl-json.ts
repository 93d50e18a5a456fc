import { paperUrl } from "../identifier.ts";
import { type Cited, dateOf, idParts, kindOf, nameParts } from "./reference.ts";

/** CSL-JSON, as pandoc, Zotero and citation styles take it. */
export function writeCslJson(papers: readonly Cited[]): string {
  return `${JSON.stringify(papers.map(item), undefined, 2)}\n`;
}

const TYPES = { article: "article-journal", conference: "paper-conference", preprint: "article" } as const;

function item({ key, paper }: Cited): object {
  const { scheme, name } = idParts(paper.id);
  const url = paperUrl(paper.id) ?? paper.url;
  const { venue } = paper;
  const date = dateOf(paper);
  return {
    id: key,
    type: TYPES[kindOf(paper)],
    title: paper.title.toWellFormed(),
    ...(paper.authors.length > 0 && { author: paper.authors.map(author) }),
    ...(date !== undefined && { issued: { "date-parts": [date.split("-").map(Number)] } }),
    ...(venue !== undefined && { "container-title": venue.toWellFormed() }),
    ...(scheme === "doi" && { DOI: name }),
    ...(scheme === "arxiv" && { number: `arXiv:${name}`, publisher: "arXiv" }),
    ...(url !== undefined && { URL: url }),
  };
}

function author(name: string): object {
  const { family, given, suffix } = nameParts(name.toWellFormed());
  if (given === undefined) return { literal: family };
  return { family, given, ...(suffix !== undefined && { suffix }) };
}
