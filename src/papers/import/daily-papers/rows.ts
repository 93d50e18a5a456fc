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
const PICTURE = /!\[[^\][]{0,200}\]\([^\s()]{0,1000}\)/g;
const LINK = /\[([^\][]{0,1000})\]{1,2}\(<?([^\s<>()]{4,1000}(?:\([^\s<>()]{1,100}\)[^\s<>()]{0,200})?)>?\)/g;

/** The paper in a row such as `|**2026-11-26**|**Title**|Names|[2611.00042](…)|` or `- **Title** | [[paper]](…)`. */
export function rowOf(raw: string): Row | undefined {
  if (raw.length > LONGEST_ROW || !ROW.test(raw)) return undefined;
  // A badge is a link without a text.
  const line = raw.replace(PICTURE, "");
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
  // The venue may stand in front: "(*ICML 2024*) Toy Bees".
  const text = line.replace(ROW, "").replace(/^\s{0,9}\([^()]{1,40}\)\s{0,9}/, "");
  if (/^\s{0,20}\|/.test(line)) return text.split("|").map((cell) => cell.replace(LINK, " "));
  const start = text.split(/\[{1,2}[^\][]{0,100}\]{1,2}\(|\s[-–—|]\s|\s?[,(]\s?[*_]|<br/, 1)[0] ?? "";
  return [start.split(/\. (?=[*_\p{Lu}])/u, 1)[0] ?? ""];
}

// Without emphasis, a date or a number in front, and pictures.
function bare(text: string): string {
  return text
    .replace(/!\[[^\][]{0,200}\]|[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}/g, "")
    .trim()
    .replace(/(?<=\p{L})\.$/u, "")
    .replace(/^(?:\[?\(?\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?\)?\]?|\(?\d{1,3}[.)])[\s:,|-]{0,5}/, "")
    .trim();
}

/** Whether a text says what a link leads to, and not what the paper is called: "Paper", "PDF", "Paper link". */
export function isLabel(text: string): boolean {
  return LABEL.test(text);
}

const LABEL =
  /^\[?(?:full )?(?:paper|pdf|arxiv|code|link|project|abs|html|github|website|home ?page|et ?al)\b.{0,12}$/i;

function isTitle(text: string): boolean {
  const words = text.split(/\s+/).filter((word) => /\p{L}{2}/u.test(word));
  return (
    text.length >= 8 &&
    words.length >= 2 &&
    !isLabel(text) &&
    !/https?:\/\//i.test(text) &&
    !isNoise(text) &&
    paperOfLink(text) === undefined &&
    !/\bet\.? ?al\b/i.test(text)
  );
}
