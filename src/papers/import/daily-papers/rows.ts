import { findIds } from "../../identifier.ts";
import { isNoise, paperOfLink } from "./page.ts";

/** What a row of a list or a table tells of a paper. */
export interface Row {
  readonly id: string;
  /** Unknown where the row has nothing but links. */
  readonly title: string | undefined;
  readonly codeUrl: string | undefined;
}

const LONGEST_ROW = 5000;
const ROW = /^\s{0,20}(?:[-*+]|\d{1,4}[.)]|\|)\s?/;
const LINK = /\[([^\][]{0,1000})\]{1,2}\(<?([^\s<>()]{4,1000}(?:\([^\s<>()]{1,100}\)[^\s<>()]{0,200})?)>?\)/g;

/** The paper in a row such as `|**2026-11-26**|**Title**|Names|[2611.00042](…)|` or `- **Title** | [[paper]](…)`. */
export function rowOf(line: string): Row | undefined {
  if (line.length > LONGEST_ROW || !ROW.test(line)) return undefined;
  const links = [...line.matchAll(LINK)].map(([, text = "", href = ""]) => ({
    text,
    href,
    id: paperOfLink(href),
  }));
  const id = links.find((link) => link.id !== undefined)?.id ?? findIds(line, 1)[0];
  if (id === undefined) return undefined;
  return {
    id,
    title: [
      ...links.filter((link) => link.id !== undefined).map(({ text }) => text),
      ...boldTexts(line),
      ...linkTexts(links),
      ...plainTexts(line),
    ]
      .map(bare)
      .find(isTitle),
    codeUrl: links.find(({ href }) => /^https:\/\/github\.com\/[\w.-]+\/[\w.-]+$/.test(href))?.href,
  };
}

/** The title in a list item that has its links in the items below it. */
export function titleOfRow(line: string): string | undefined {
  if (line.length > LONGEST_ROW || !ROW.test(line) || line.includes("](")) return undefined;
  return [...boldTexts(line), ...plainTexts(line)].map(bare).find(isTitle);
}

function boldTexts(line: string): string[] {
  return [...line.matchAll(/\*\*([^*]{8,500})\*\*|__([^_]{8,500})__/g)].map(
    ([, stars, lines]) => stars ?? lines ?? "",
  );
}

function linkTexts(links: readonly { readonly text: string; readonly href: string }[]): string[] {
  return links.filter(({ href }) => !/github\.com|\.io\b/.test(href)).map(({ text }) => text);
}

// The cells of a table; of a list item, the text up to its links, venue or authors.
function plainTexts(line: string): string[] {
  const text = line.replace(ROW, "");
  if (/^\s{0,20}\|/.test(line)) return text.split("|").map((cell) => cell.replace(LINK, " "));
  const start = text.split(/\[{1,2}[^\][]{0,100}\]{1,2}\(|\s[-–—|]\s|\s?[,(]\s?[*_]|<br/, 1)[0] ?? "";
  return [start.split(/\. (?=[*_\p{Lu}])/u, 1)[0] ?? ""];
}

// Without emphasis, a date or a number in front, and pictures.
function bare(text: string): string {
  return text
    .replace(/!\[[^\][]{0,200}\]|[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}/g, "")
    .trim()
    .replace(/^(?:\[?\(?\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?\)?\]?|\(?\d{1,3}[.)])[\s:,|-]{0,5}/, "")
    .trim();
}

function isTitle(text: string): boolean {
  const words = text.split(/\s+/).filter((word) => /\p{L}{2}/u.test(word));
  const isLabel =
    /^(?:paper|pdf|arxiv|code|link|project|abs|html|github|website|home ?page|et ?al)\b.{0,12}$/i.test(text);
  return (
    text.length >= 8 &&
    words.length >= 2 &&
    !isLabel &&
    !isNoise(text) &&
    paperOfLink(text) === undefined &&
    !/\bet\.? ?al\b/i.test(text)
  );
}
