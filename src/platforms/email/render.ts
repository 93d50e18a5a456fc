import { escapeUTF8 } from "entities/escape";
import type { Card, Reply } from "../../chat/reply.ts";
import { shorten } from "../../shorten.ts";
import { trimEndOf } from "../../trim.ts";
import { type Colors, document, paragraph, SMALL } from "./html.ts";
import { LIMITS } from "./limits.ts";
import { safeText } from "./safe-text.ts";

/** The foot of a mail: why it came, and what its reader can do about it. */
export interface SmallPrint {
  /** Sentences. */
  readonly text: string;
  /** Pages where the reader changes or stops the mails; absent if there is no such page. */
  readonly changeUrl?: string | undefined;
  readonly stopUrl?: string | undefined;
}

/** A mail in both of its forms, which say the same. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Links below a paper, by its id: what buttons are in chat. */
export type LinksOf = (paper: string) => readonly { readonly label: string; readonly url: string }[];

/** A reply as a mail. It has no buttons or menus, but links below each paper. */
export function renderLetter(reply: Reply, smallPrint?: SmallPrint, links: LinksOf = () => []): Letter {
  const cards = reply.cards.slice(0, LIMITS.cards);
  const subject = subjectOf(reply);
  const looks: readonly Look[] = [
    ...LIMITS.bodies.map((body) => ({ body, share: 1, smallPrint, links })),
    { body: 0, share: LIMITS.tightShare, smallPrint, links: () => [] },
  ];
  let letter: Letter = { subject, text: "", html: "" };
  for (const look of looks) {
    letter = { subject, text: textOf(reply, cards, look), html: htmlOf(reply, cards, { ...look, subject }) };
    if (isSmall(letter)) break;
  }
  return letter;
}

function isSmall({ text, html }: Letter): boolean {
  return Buffer.byteLength(html) <= LIMITS.html && Buffer.byteLength(text) <= LIMITS.text;
}

/** "2 papers: Toy Bees Solve Mazes, Streaming Video": the reply's own subject, or one made of its cards. */
function subjectOf({ subject, text = "", cards }: Reply): string {
  const count = cards.length === 1 ? "1 paper" : `${cards.length} papers`;
  const titles = cards.map(({ title }) => briefly(title)).join(", ");
  const [heading = ""] = text.split("\n");
  const said = subject ?? (cards.length > 0 ? `${count}: ${titles}` : heading);
  return line(said, LIMITS.subject) || "Paperboy";
}

/** The name that stands before a title's colon, or its beginning. */
function briefly(title: string): string {
  const [name = ""] = title.split(/[:：]\s/u);
  return line(name, LIMITS.subjectTitle);
}

interface Look {
  /** Characters of a summary. */
  readonly body: number;
  /** What is left of all other lengths. */
  readonly share: number;
  readonly smallPrint: SmallPrint | undefined;
  readonly links: LinksOf;
}

function textOf(reply: Reply, cards: readonly Card[], { body, share, smallPrint, links }: Look): string {
  const { text, footer } = reply;
  const papers = cards.map((card, at) =>
    [
      `${cards.length > 1 ? `${at + 1}. ` : ""}${line(card.title, share * LIMITS.title)}`,
      factsOf(card, share),
      bodyOf(card, body),
      card.why !== undefined && `Why: ${line(card.why, share * LIMITS.why)}`,
      addressOf(card),
      ...linksOf(card, links).map(({ label, url }) => `${label}: ${url}`),
    ]
      .filter(Boolean)
      .join("\n"),
  );
  const below = [
    footer !== undefined && line(footer, LIMITS.smallPrint),
    smallPrint && line(smallPrint.text, LIMITS.smallPrint),
    smallPrint?.changeUrl !== undefined && `Change: ${smallPrint.changeUrl}`,
    smallPrint?.stopUrl !== undefined && `Stop: ${smallPrint.stopUrl}`,
  ].filter(Boolean);
  const parts = [
    text !== undefined && lines(text),
    ...papers,
    // The line by which mail programs recognise a signature.
    below.length > 0 && `-- \n${below.join("\n")}`,
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

function htmlOf(
  reply: Reply,
  cards: readonly Card[],
  { subject, ...look }: Look & { readonly subject: string },
): string {
  const { smallPrint } = look;
  const [heading = "", ...rest] = lines(reply.text ?? "").split("\n");
  const below = [
    reply.footer !== undefined && escapeUTF8(line(reply.footer, LIMITS.smallPrint)),
    smallPrint && escapeUTF8(line(smallPrint.text, LIMITS.smallPrint)),
    wayLinks(smallPrint),
  ].filter((part) => typeof part === "string");
  return document({
    title: escapeUTF8(subject),
    heading: escapeUTF8(heading),
    intro: rest.filter(Boolean).map((one) => paragraph(escapeUTF8(one), "text")),
    articles: cards.map((card) => articleOf(card, look)),
    below: below.map((one) => paragraph(one, "faint", SMALL)),
  });
}

function articleOf(card: Card, { body, share, links }: Look): string {
  const title = escapeUTF8(line(card.title, share * LIMITS.title));
  const url = addressOf(card);
  const facts = factsOf(card, share);
  const text = bodyOf(card, body);
  const below = linksOf(card, links).map(({ label, url: to }) => apart(link(to, label, "link")));
  return [
    `<h2 style="margin:0 0 4px;font-size:18px;line-height:1.3;font-weight:600">${url === undefined ? title : link(url, title, "link", true)}</h2>`,
    facts !== "" && paragraph(escapeUTF8(facts), "faint", SMALL),
    text !== "" && paragraph(escapeUTF8(text), "text"),
    card.why !== undefined &&
      paragraph(`Why: ${escapeUTF8(line(card.why, share * LIMITS.why))}`, "faint", SMALL),
    below.length > 0 && paragraph(below.join(" "), "text"),
  ]
    .filter(Boolean)
    .join("\n");
}

/** Where what comes is changed and stopped; undefined where there is no page for that. */
function wayLinks({ changeUrl, stopUrl }: Partial<SmallPrint> = {}): string | undefined {
  const ways = [
    changeUrl !== undefined && apart(link(changeUrl, "Change what comes", "faint")),
    stopUrl !== undefined && apart(link(stopUrl, "Stop this mail", "faint")),
  ].filter((way) => way !== false);
  return ways.length > 0 ? ways.join(" ") : undefined;
}

/** With enough space for thumbs between two links. */
function apart(html: string): string {
  return `<span style="display:inline-block;padding:4px 16px 4px 0">${html}</span>`;
}

function link(url: string, label: string, color: keyof Colors, isHtml = false): string {
  return `<a href="${escapeUTF8(url)}" class="${color}" style="color:inherit;text-decoration:underline">${isHtml ? label : escapeUTF8(label)}</a>`;
}

function linksOf({ paper }: Card, links: LinksOf) {
  return paper === undefined ? [] : links(paper);
}

/** Only what a browser opens safely becomes a link. */
function addressOf({ url }: Card): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  return protocol === "https:" || protocol === "http:" ? href : undefined;
}

function factsOf({ facts }: Card, share: number): string {
  return line(facts.join(" · "), share * LIMITS.facts);
}

function bodyOf({ body = "" }: Card, most: number): string {
  return most === 0 ? "" : line(body, most);
}

/** A text on one line, cut at a word. */
function line(text: string, most: number): string {
  const whole = safeText(text.slice(0, 8 * most + 100))
    .replace(/\s+/gu, " ")
    .trim();
  const cut = shorten(whole, most);
  if (cut === whole) return whole;
  const at = cut.lastIndexOf(" ");
  return at < most / 2 ? cut : `${trimEndOf(cut.slice(0, at), " ,.;:")}…`;
}

/** A text with its paragraphs. */
function lines(text: string): string {
  return text
    .slice(0, 2 * LIMITS.note)
    .split("\n")
    .map((one) => line(one, LIMITS.note))
    .join("\n");
}
