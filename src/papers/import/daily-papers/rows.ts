import { findIds } from "../../identifier.ts";
import { LINK, LONGEST_ROW } from "./inline.ts";
import { isNoise, paperOfLink } from "./page.ts";
import { isNames, titleAmongSentences } from "./reference-text.ts";

/** A paper in a row of a list or a table. */
export interface Row {
  readonly id: string;
  /** Undefined if the row has nothing but links. */
  readonly title: string | undefined;
  readonly codeUrl: string | undefined;
}

// A bullet, maybe with a box to tick; a number; a footnote; a table's edge.
const ROW =
  /^\s{0,20}(?:>\s{0,3})?(?:(?:[-+]\s{0,9}|\*\s{1,9}|\d{1,4}[.)]\s{1,9})(?:\[[ xX]\]\s{1,9})?|\[\^[^\][\s]{1,60}\]:\s{0,9}|\|)/;

/** Whether a line is a row: an item of a list, a line of a table with its edge, or a footnote. */
export function isRow(line: string): boolean {
  return line.length <= LONGEST_ROW && ROW.test(line);
}

/**
 * The paper in a row such as `|**2026-11-26**|**Title**|Names|[2611.00042](…)|` or `- **Title** | [[paper]](…)`. `line` is as `inMarkdown`
 * gives it.
 */
export function rowOf(line: string, isTable: boolean): Row | undefined {
  if (line.length > LONGEST_ROW || !(isTable || ROW.test(line))) return undefined;
  const links = linksOf(line);
  const id = links.find((link) => link.id !== undefined)?.id ?? findIds(line, 1)[0];
  if (id === undefined) return undefined;
  return {
    id,
    title: [
      ...links.filter((link) => link.id !== undefined).map(({ text }) => text),
      ...textsOf(line, isTable),
      ...links.filter(({ href }) => !/github\.com|\.io\b/.test(href)).map(({ text }) => text),
      ...plainTexts(line, isTable),
    ]
      .map(bare)
      .find(isTitle),
    codeUrl: links.find(({ href }) => /^https:\/\/github\.com\/[\w.-]+\/[\w.-]+$/.test(href))?.href,
  };
}

/** The title in a line that has no links: what is set off in it, or all of it. */
export function titleOfLine(line: string): string | undefined {
  if (line.length > LONGEST_ROW || line.includes("](") || /https?:\/\//.test(line)) return undefined;
  return [...textsOf(line, false), ...plainTexts(line, false)].map(bare).find(isTitle);
}

/** Whether a line has nothing to read but its links and what they are called. */
export function isOnlyLinks(line: string): boolean {
  const rest = line.replace(LINK, " ").replace(/<?https?:\/\/[^\s<>]{1,1000}>?/g, " ");
  return rest.split(/[^\p{L}]+/u).every((word) => word.length < 2 || isLabel(word));
}

function linksOf(line: string) {
  return [...line.matchAll(LINK)].map(([, text = "", href = ""]) => ({ text, href, id: paperOfLink(href) }));
}

// Texts marked as titles: in quotes, in bold, or in italics after names.
function textsOf(line: string, isTable: boolean): string[] {
  const text = line.replace(LINK, " ");
  const quoted = [...text.matchAll(/“([^“”]{8,500})”|(?<![\w=])"([^"]{8,500})"/g)].map(
    ([, curled, straight]) => curled ?? straight ?? "",
  );
  const bold = [...line.matchAll(/\*\*([^*]{8,500})\*\*|__([^_]{8,500})__/g)].map(
    ([, stars, lines]) => stars ?? lines ?? "",
  );
  const [lead = ""] = text.replace(ROW, "").split(/(?<![*_\\\w])[*_](?=[^\s*_])/, 1);
  const italic = isTable || !isNames(lead) ? [] : italicsOf(text);
  return [
    ...quoted.map((one) => one.replace(/[,.]$/, "")),
    ...bold.filter((one) => !/^\[.*\]$/.test(one)),
    ...italic,
  ];
}

function italicsOf(text: string): string[] {
  return [
    ...text.matchAll(/(?<![*\\\w])\*([^*\s][^*]{6,500})\*|(?<![_\\\w])_([^_\s][^_]{6,500})_(?!\w)/g),
  ].map(([, stars, lines]) => stars ?? lines ?? "");
}

// The cells of a table; of another line, the text up to its links, venue or authors.
function plainTexts(line: string, isTable: boolean): string[] {
  const text = line.replace(ROW, "");
  if (isTable) return text.split("|").map((cell) => cell.replace(LINK, " "));
  const lead = withoutFront(text).split(
    /\[{1,2}(?:[^\][\\]|\\.){0,100}\]{1,2}\(|<?https?:|\barxiv:\d|\s[-–—|]\s|\s?[,(]\s?[*_]|\\$/i,
    1,
  );
  return [titleAmongSentences(lead[0] ?? "")];
}

// "(ICML 2026)", "[BeeNet]", "`BeeNet`:", a date or a picture in front.
function withoutFront(text: string): string {
  return text.replace(
    /^(?:\s|\p{Extended_Pictographic}|\ufe0f|\([^()]{1,40}\)|\*{0,2}\[[^\][]{1,40}\]\*{0,2}(?![[(])|`[^`]{1,30}`:?){1,8}/u,
    "",
  );
}

// Without emphasis, a date or a number in front, a venue behind, and what stood between it and the links.
function bare(text: string): string {
  return text
    .replace(/(?<!\\)[*_`]{1,3}(?=\S)|(?<=[^\s\\])[*_`]{1,3}/g, "")
    .trim()
    .replace(/^(?:\[?\(?\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?\)?\]?|\(?\d{1,3}[.)])[\s:,|-]{0,5}/, "")
    .replace(/(?:\s#[a-z][\w/-]{0,40}){1,9}$/i, "")
    .replace(/\s\([^()]{0,40}\b(?:19|20)\d\d\)$/, "")
    .replace(/[\s([{:,–-]{1,9}$/, "")
    .replace(/(?<=\p{L})\.$/u, "")
    .replace(/^["“](.+)["”]$/, "$1")
    .trim();
}

/** Whether a text says what a link leads to, and not what the paper is called: "Paper", "PDF", "Paper link". */
export function isLabel(text: string): boolean {
  return LABEL.test(text);
}

const LABEL =
  /^[^\p{L}\p{N}]{0,5}(?:full )?(?:papers?|pdf|arxiv|code|link|project|abs|html|github|website|home ?page|slides|video|doi|url|et ?al)\b.{0,12}$/iu;

function isTitle(text: string): boolean {
  return (
    text.length >= 8 &&
    wordsIn(text) >= 2 &&
    !isLabel(text) &&
    !isField(text) &&
    !/https?:\/\//i.test(text) &&
    !isNoise(text) &&
    paperOfLink(text) === undefined &&
    !/\bet\.? ?al\b/i.test(text)
  );
}

/** How many words of letters a text has. */
export function wordsIn(text: string): number {
  return text.split(/\s+/).filter((word) => /\p{L}{2}/u.test(word)).length;
}

/** Whether a text says something of a paper by its name: "Authors: …", "Venue: …". */
export function isField(text: string): boolean {
  return /^[^\p{L}]{0,9}(?:authors?|venue|published(?: in)?|conference|journal|year|date|affiliations?|institutions?|tags?|keywords?|topics?|abstract|summary|tl;?dr|notes?|links?|code|paper|pdf|arxiv|doi|url)\*{0,2}\s?:/iu.test(
    text,
  );
}
