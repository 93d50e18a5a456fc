import { pageOf } from "../identifier.ts";
import type { Paper } from "../paper.ts";
import { type Cited, dateOf, hasOthers } from "./reference.ts";

const MOST_AUTHORS = 3;

export function markdownHeading(heading: string): string {
  return `# ${escaped(heading)}\n\n`;
}

/** An item of a Markdown list, with a link and a pandoc citation. */
export function markdownLine({ key, paper }: Cited): string {
  const url = pageOf(paper);
  const title = escaped(paper.title);
  const year = dateOf(paper)?.slice(0, 4) ?? "";
  // Most venues have a year in their names.
  const place = paper.venue?.includes(year) ? [paper.venue] : [paper.venue, year];
  const facts = [authors(paper), place.filter(Boolean).join(", ")];
  const parts = [
    url === undefined ? `**${title}**` : `**[${title}](<${url.replace(/[<>\\\s]/g, encodeURIComponent)}>)**`,
    ...facts.filter(Boolean).map(escaped),
    `[@${key}]`,
  ];
  return `- ${parts.join(". ")}\n`;
}

function authors(paper: Paper): string {
  const { authors } = paper;
  const more = authors.length > MOST_AUTHORS || hasOthers(paper) ? " et al" : "";
  return `${authors.slice(0, MOST_AUTHORS).join(", ")}${more}`;
}

function escaped(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").replace(/[\\`*_{}[\]<>#~|&!$^@]/g, "\\$&");
}
