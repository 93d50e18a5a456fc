import { paperOfDailyEntry } from "../../daily-entry.ts";
import { foundPaper } from "../../found-paper.ts";
import { parseHtml } from "../../html.ts";
import { canonicalId } from "../../identifier.ts";
import { list, own } from "../../json.ts";
import { type Finding, finding } from "../entry.ts";
import { paperOfLink } from "./page.ts";

/**
 * The papers of a saved Hugging Face page, each once. The data that the page was drawn from is used where the save kept it,
 * otherwise the headings, paragraphs and vote counts. Nothing in the page is run or fetched.
 */
export function papersOfHtml(html: string): Finding[] {
  const page = readPage(html);
  const drawnFrom = page.data.flatMap(({ line, json }) => findingsOfData(line, json));
  const findings = drawnFrom.some(({ kind }) => kind === "paper")
    ? drawnFrom
    : page.cards.map(ofCard(page.votes));
  const seen = new Set<string>();
  return findings.filter((item) => {
    const id = item.kind === "paper" ? item.found.id : undefined;
    const isRepeated = id !== undefined && seen.has(id);
    if (id !== undefined) seen.add(id);
    return !isRepeated;
  });
}

interface HtmlCard {
  readonly line: number;
  readonly id: string;
  title: string;
  abstract?: string;
}

interface Page {
  readonly data: { line: number; json: string }[];
  readonly cards: HtmlCard[];
  readonly votes: Map<string, number>;
}

function ofCard(votes: ReadonlyMap<string, number>): (card: HtmlCard) => Finding {
  return ({ line, id, title, abstract }) =>
    finding(line, foundPaper({ id, title, abstract, upvotes: votes.get(id) }));
}

// A line of text inside a page is a paragraph about a paper only if it is longer than a label.
const SHORTEST_ABSTRACT = 80;

function readPage(html: string): Page {
  const page: Page = { data: [], cards: [], votes: new Map() };
  const lineAt = lineCounter(html);
  let headings = 0;
  let card: HtmlCard | undefined;
  // The element that is being read as text, and what to do with the text.
  let reading: { element: string; text: string; done: (text: string) => void } | undefined;

  // Closes the attribute in which a file may have been cut off: what came before is still good.
  parseHtml(`${html}">`, (parser) => ({
    onopentag(element, attributes) {
      const json = attributes["data-props"];
      if (json !== undefined && /Paper/.test(attributes["data-target"] ?? "")) {
        page.data.push({ line: lineAt(parser().startIndex), json });
      }
      if (/^h[1-4]$/.test(element)) headings++;
      if (element === "article") card = undefined;
      if (element === "a") openLink(attributes.href ?? "", parser().startIndex);
      if (element === "p" && reading === undefined) {
        const about = card;
        reading = { element, text: "", done: (text) => addAbstract(about, text) };
      }
    },
    ontext(text) {
      if (reading !== undefined) reading.text += text;
    },
    onclosetag(element) {
      if (/^h[1-4]$/.test(element)) headings--;
      if (reading?.element !== element) return;
      const { text, done } = reading;
      reading = undefined;
      done(text);
    },
  }));
  return page;

  function openLink(href: string, at: number): void {
    const voted = /login\?next=(?:%2F|\/)papers(?:%2F|\/)([\w.-]+)/i.exec(href)?.[1];
    const votedId = voted === undefined ? undefined : canonicalId(voted);
    if (votedId !== undefined) {
      reading = { element: "a", text: "", done: (text) => setVotes(votedId, text) };
      return;
    }
    const id = headings > 0 ? paperOfLink(href) : undefined;
    if (id === undefined) return;
    const found: HtmlCard = { line: lineAt(at), id, title: "" };
    reading = {
      element: "a",
      text: "",
      done: (text) => {
        found.title = text;
        card = found;
        page.cards.push(found);
      },
    };
  }

  function setVotes(id: string, text: string): void {
    const votes = voteCount(text);
    if (votes !== undefined) page.votes.set(id, votes);
  }
}

function addAbstract(card: HtmlCard | undefined, text: string): void {
  if (card !== undefined && text.trim().length >= SHORTEST_ABSTRACT) card.abstract ??= text;
}

// "Upvote 1,234", "12.3k".
const LONGEST_COUNT = 20;

function voteCount(text: string): number | undefined {
  const shown = text.trim();
  const end = shown.slice(-LONGEST_COUNT);
  const [, number, thousand] = /(?<![\d,])(\d[\d,]*(?:\.\d+)?)\s?(k)?$/i.exec(end) ?? [];
  if (number === undefined) return /^[-–]$/.test(shown) ? 0 : undefined;
  return Math.round(Number(number.replaceAll(",", "")) * (thousand === undefined ? 1 : 1000));
}

function findingsOfData(line: number, json: string): Finding[] {
  const props = parsed(json);
  if (props === undefined) {
    const saved = wholeObjects(json).map((entry) => finding(line, paperOfDailyEntry(entry)));
    return [...saved, { kind: "broken", line, reason: "the page's data is cut off or damaged here" }];
  }
  const lists = [...list(props, "dailyPapers"), ...list(props, "papers")];
  const entries = lists.length === 0 && own(props, "paper") !== undefined ? [props] : lists;
  return entries.map((entry) => finding(line, paperOfDailyEntry(entry)));
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

// The complete objects at the start of the first list of a JSON text that is cut off.
function wholeObjects(json: string): unknown[] {
  const objects: unknown[] = [];
  let depth = 0;
  let start = 0;
  let isQuoted = false;
  for (let at = Math.max(0, json.indexOf("[{")); at < json.length && depth >= 0; at++) {
    const char = json.charAt(at);
    if (isQuoted && char === "\\") at++;
    else if (char === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (char === "{" && depth++ === 0) start = at;
    else if (char === "}" && --depth === 0) objects.push(parsed(json.slice(start, at + 1)));
  }
  return objects.filter((object) => object !== undefined);
}

// Lines are asked for in the order of the text, so each is counted once.
function lineCounter(text: string): (index: number) => number {
  let line = 1;
  let at = 0;
  return (index) => {
    for (let next = text.indexOf("\n", at); next >= 0 && next < index; next = text.indexOf("\n", at)) {
      line++;
      at = next + 1;
    }
    return line;
  };
}
