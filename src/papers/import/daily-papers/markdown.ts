import { foundPaper } from "../../found-paper.ts";
import { findIds, provisionalId } from "../../identifier.ts";
import { type Finding, finding } from "../entry.ts";
import { inMarkdown, TARGET } from "./inline.ts";
import { isNoise, paperOfLink } from "./page.ts";
import { isLabel, isOnlyLinks, type Row, rowOf, wordsIn } from "./rows.ts";
import { createTitleAbove, type LineAbove } from "./title-above.ts";

interface MarkdownCard {
  readonly line: number;
  readonly id: string | undefined;
  readonly title: string;
  readonly abstract: string | undefined;
  readonly codeUrl?: string | undefined;
}

/**
 * The papers of a page saved as Markdown, each once: headings that link to a paper (`### [Title](…/papers/2611.00042)`, or
 * `### [Title][32]` with the addresses at the end), rows of lists and tables that do, and links below their title. A link to arXiv
 * without any title is a paper that goes by its id. Votes, dates and numbers of authors are left out: in this form they are not reliable.
 */
export function papersOfMarkdown(markdown: string): Finding[] {
  const lines = markdown.split(/\r?\n/);
  const addresses = addressesOf(lines);
  const cards = new Map<string, MarkdownCard>();
  const untitled: UntitledLink[] = [];
  const titles = createTitleAbove();
  let hasHeadings = false;
  let isTable = false;
  for (let i = 0; i < lines.length; i++) {
    const raw = lines[i] ?? "";
    const line = inMarkdown(raw, addresses);
    isTable = isTableLine(line, lines[i + 1] ?? "", isTable);
    const row = rowOf(line, isTable);
    const heading = headingAt(lines, i, addresses);
    hasHeadings ||= heading !== undefined;
    const card = heading ?? listItemAt(line, i) ?? cardOf(row, i) ?? paragraphAt(line, i);
    if (card !== undefined) {
      keep(card);
      titles.pass(line);
      continue;
    }
    // On a page with a heading for each paper, other links are about these.
    const ids = row !== undefined ? [row.id] : hasHeadings ? [] : linkedIn(line);
    if (ids.length === 0) titles.look(line, i + 1);
    const above = row !== undefined || isOnlyLinks(line) ? titles.of(line) : undefined;
    for (const id of ids) {
      above?.ids.add(id);
      untitled.push({ id, line: i + 1, above, codeUrl: row?.codeUrl });
    }
  }

  function keep(card: MarkdownCard): void {
    // Trending pages carry each card twice, for wide and for narrow screens.
    const key = card.id ?? provisionalId(card.title);
    const seen = cards.get(key);
    if (seen?.abstract === undefined) cards.set(key, { ...card, line: seen?.line ?? card.line });
  }

  const nameless = new Map<string, number>();
  for (const { id, line, above, codeUrl } of untitled) {
    if (cards.has(id)) continue;
    if (above?.ids.size === 1)
      keep({ line: above.line, id, title: above.title, abstract: undefined, codeUrl });
    else if (!nameless.has(id)) nameless.set(id, line);
  }
  const papers = [...cards.values()].map(({ line, id, title, abstract, codeUrl }) =>
    finding(line, foundPaper({ id, title: plain(title), abstract: plain(abstract ?? ""), codeUrl })),
  );
  return [...papers, ...[...nameless].filter(([id]) => !cards.has(id)).map(untitledPaper)];
}

/** A link to a paper in a line that does not say its title. */
interface UntitledLink {
  readonly id: string;
  readonly line: number;
  readonly above: LineAbove | undefined;
  readonly codeUrl: string | undefined;
}

// Rows may do without the edge; the line of dashes below the first one tells.
function isTableLine(line: string, next: string, isInside: boolean): boolean {
  if (/^\s{0,20}\|/.test(line)) return true;
  return line.includes("|") && (isInside || /^\s{0,3}:?-{2,}:?\s{0,20}\|[\s|:-]{2,300}$/.test(next));
}

/** The paper of a link without a title: it goes by its id until the next sync, which knows arXiv's. */
function untitledPaper([id, line]: readonly [string, number]): Finding {
  const [scheme, name] = id.split(/:(.*)/s);
  return finding(
    line,
    scheme === "arxiv" ? foundPaper({ id, title: `arXiv:${name}` }) : `no title beside ${id}`,
  );
}

/** arXiv's papers that a line links to, wherever in it. */
function linkedIn(line: string): readonly string[] {
  if (
    line.length > LONGEST_HEADING ||
    !/arxiv\.org\/|huggingface\.co\/papers\//i.test(line) ||
    line.includes("login?")
  )
    return [];
  return findIds(line, 50).filter((id) => id.startsWith("arxiv:"));
}

function cardOf(row: Row | undefined, at: number): MarkdownCard | undefined {
  return row?.title === undefined
    ? undefined
    : { line: at + 1, id: row.id, title: row.title, abstract: undefined, codeUrl: row.codeUrl };
}

const HEADING = /^ {0,3}#{1,4}\s+(\S.*)$/;
const MOST_TITLE_LINES = 6;
const LONGEST_HEADING = 3000;

function headingAt(
  lines: readonly string[],
  at: number,
  addresses: ReadonlyMap<string, string>,
): MarkdownCard | undefined {
  let text = HEADING.exec(lines[at] ?? "")?.[1]?.trim();
  if (text === undefined || text.length > LONGEST_HEADING) return undefined;
  let end = at + 1;
  if (text.startsWith("[")) {
    for (; !/\]\s?[([][^\s\])]*(?:\s+"[^"]*")?[)\]]$/.test(text) && end < at + MOST_TITLE_LINES; end++) {
      const more = lines[end]?.trim();
      if (!more || HEADING.test(more) || more.length > LONGEST_HEADING) break;
      text = `${text} ${more}`;
    }
  }
  const linked = linkOf(text, addresses);
  if (linked === undefined) return undefined;
  return { line: at + 1, ...linked, abstract: abstractFrom(lines, end, linked.id) };
}

const LINK_END = /^\]\s?\(\s*<?([^\s<>)]+)>?(?:\s+"[^"]*")?\s*\)$/;
const REFERENCE = /^\[(.{1,3000})\]\s?\[([^\][]{0,100})\]$/s;

function linkOf(
  text: string,
  addresses: ReadonlyMap<string, string>,
): { title: string; id: string | undefined } | undefined {
  const end = text.startsWith("[") ? Math.max(text.lastIndexOf("]("), text.lastIndexOf("] (")) : -1;
  const target = end > 1 ? LINK_END.exec(text.slice(end))?.[1] : undefined;
  if (target !== undefined) {
    const id = paperOfLink(target);
    return id === undefined ? undefined : { title: text.slice(1, end), id };
  }
  const reference = REFERENCE.exec(text);
  if (reference?.[1] === undefined) return undefined;
  const address = addresses.get((reference[2] || reference[1]).toLowerCase());
  const id = address === undefined ? undefined : paperOfLink(address);
  // A heading that links elsewhere is not a paper's; one whose address is lost may be.
  return address !== undefined && id === undefined ? undefined : { title: reference[1], id };
}

const LINKED_TITLE = String.raw`(?:\*\*)?\[((?:[^\][\\]|\\.){8,2000})\]${TARGET}`;
const LIST_ITEM = new RegExp(String.raw`^\s*(?:[-*+]|\d{1,4}[.)])\s+(?:\[[ xX]\]\s+)?${LINKED_TITLE}`);
const PARAGRAPH = new RegExp(String.raw`^\s{0,3}${LINKED_TITLE}`);

function listItemAt(line: string, at: number): MarkdownCard | undefined {
  const [, title, href] = LIST_ITEM.exec(line) ?? [];
  return linkedCard(title, href, at);
}

// A paragraph that is a title with its link, and maybe more behind it.
function paragraphAt(line: string, at: number): MarkdownCard | undefined {
  const [, title = "", href] = PARAGRAPH.exec(line) ?? [];
  return wordsIn(title) < 4 ? undefined : linkedCard(title, href, at);
}

function linkedCard(
  title: string | undefined,
  href: string | undefined,
  at: number,
): MarkdownCard | undefined {
  const id = href === undefined ? undefined : paperOfLink(href);
  // A link whose text is its address or a label ("arXiv Page") names no paper.
  if (
    id === undefined ||
    title === undefined ||
    paperOfLink(title) !== undefined ||
    isNoise(title) ||
    isLabel(title)
  )
    return undefined;
  return { line: at + 1, id, title, abstract: undefined };
}

const SHORTEST_ABSTRACT = 20;
const SHORTEST_MORE = 80;

// Paragraphs up to the first that is about something else: votes, authors, an organisation, the next card.
function abstractFrom(lines: readonly string[], from: number, id: string | undefined): string | undefined {
  let abstract: string | undefined;
  let paragraph = "";
  for (let at = from; at <= lines.length; at++) {
    const line = lines[at]?.trim() ?? "";
    const isOver =
      at === lines.length || HEADING.test(line) || isNoise(line) || /^\[(?:Upvote|\d|-\])/.test(line);
    if (line !== "" && !isOver) {
      paragraph += ` ${line}`;
      continue;
    }
    const text = paragraph.trim();
    paragraph = "";
    const part = text === "" || text.startsWith("[![") || text.startsWith("![") ? "" : proseOf(text, id);
    const shortest = abstract === undefined ? SHORTEST_ABSTRACT : SHORTEST_MORE;
    if (part === undefined || (part !== "" && part.length < shortest)) return abstract;
    if (part !== "") abstract = abstract === undefined ? part : `${abstract} ${part}`;
    if (isOver) return abstract;
  }
  return abstract;
}

// The text of a paragraph; undefined if it is a link to something other than the paper, such as its organisation.
function proseOf(text: string, id: string | undefined): string | undefined {
  const [, inner, href] = LINKED_PARAGRAPH.exec(text) ?? [];
  if (inner === undefined || href === undefined) return text;
  return /^\d+$/.test(href) || paperOfLink(href) === id ? inner : undefined;
}

const LINKED_PARAGRAPH = /^\[([^\]]*(?:\][^([][^\]]*)*)\](?:\(<?([^\s>)]+)>?\)|\[(\d+)\])$/s;

function addressesOf(lines: readonly string[]): Map<string, string> {
  const addresses = new Map<string, string>();
  for (const line of lines) {
    const [, label, address] =
      /^\s{0,3}\[([^\][]{1,100})\]:\s+<?([^\s>]+)/.exec(line) ??
      /^\s{0,3}(\d{1,5})\. (https?:\/\/\S+)$/.exec(line) ??
      [];
    if (label !== undefined && address !== undefined) addresses.set(label.toLowerCase(), address);
  }
  return addresses;
}

// Markdown's links, emphasis and backslash escapes as plain text.
function plain(text: string): string {
  return text
    .slice(0, 50_000)
    .replace(/!?\[([^\][]{0,1000})\]\([^()\s]{1,1000}\)/g, "$1")
    .replaceAll("**", "")
    .replace(/\\([!-/:-@[-`{-~])/g, "$1");
}
