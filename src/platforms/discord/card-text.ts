import type { Card, Moment } from "../../chat/reply.ts";
import { cut } from "./cut.ts";
import { escapeMarkdown, isVisible, oneLine } from "./escape.ts";

/** In a list a card is a teaser, so that five papers can be seen at once; alone it may fill the message. */
const TEASER = 360;

/** The Markdown of each card, all together at most `room` characters. Cards that need less leave the rest to others. */
export function cardTexts(cards: readonly Card[], room: number): string[] {
  const isList = cards.length > 1;
  const numbered = isNumbered(cards);
  const draw = (card: Card, index: number, most: number): string =>
    cardText(card, numbered ? `${index + 1}\\. ` : "", most);
  const wanted = cards.map((card, index) => draw(card, index, isList ? Math.min(TEASER, room) : room));
  const share = Math.floor(room / Math.max(1, cards.length));
  const long = wanted.filter((text) => text.length > share).length;
  const spare = wanted.reduce((sum, text) => sum + Math.max(0, share - text.length), 0);
  const most = share + Math.floor(spare / Math.max(1, long));
  return cards.map((card, index) => {
    const text = wanted[index] ?? "";
    return text.length <= most ? text : draw(card, index, most);
  });
}

// Papers get a number, so that people can refer to them; commands have a name for that.
export function isNumbered(cards: readonly Card[]): boolean {
  return cards.length > 1 && cards.some(({ url }) => url !== undefined);
}

/** The most important parts get their room first: the title, then the facts, the reason, and the body with what is left. */
function cardText(card: Card, number: string, room: number): string {
  const title = titleLine(card, number, room);
  let left = room - title.length;
  function line(before: string, text: string | undefined, after: string, most: number): string {
    const room = Math.min(most, left - before.length - after.length - 1);
    if (text === undefined || !isVisible(text) || room < SHORTEST) return "";
    const result = `${before}${cut(escapeMarkdown(text), room)}${after}`;
    left -= result.length + 1;
    return result;
  }
  const facts = line(
    "-# ",
    oneLine(card.facts.filter(isVisible).join(" · ")),
    "",
    // In a list, a card has no more than a line.
    Math.max(card.body === undefined ? 300 : 160, Math.floor(room / 6)),
  );
  const place = linkLine(card, left);
  left -= place.length + 1;
  const moment = card.moment === undefined ? "" : momentLine(card.moment, left);
  left -= moment.length + 1;
  const why = line("*", oneLine(card.why ?? ""), "*", 200);
  const body = line("", card.body, "", room);
  return [title, facts, place, body, moment, why].filter(Boolean).join("\n");
}

/** A line shorter than this tells nothing. */
const SHORTEST = 24;

function titleLine(card: Card, number: string, room: number): string {
  if (card.channel?.platform === "discord" && /^\d{1,20}$/.test(card.channel.id))
    return `**${number}<#${card.channel.id}>**`;
  const link = linkTarget(card.url, room / 2, card.isOwnPage);
  const most = Math.min(300, room - number.length - (link?.length ?? 0) - "**[](<>)**".length);
  const title = isVisible(card.title) ? cut(escapeMarkdown(oneLine(card.title)), most) : "Untitled";
  return `**${number}${link === undefined ? title : `[${title}](<${link}>)`}**`;
}

function linkLine({ link, isOwnPage }: Card, room: number): string {
  const target = linkTarget(link?.url, room / 2, isOwnPage);
  const most = Math.min(80, room - (target?.length ?? 0) - "-# [](<>)\n".length);
  if (link === undefined || target === undefined || most < SHORTEST) return "";
  return `-# [${cut(escapeMarkdown(oneLine(link.label)), most)}](<${target}>)`;
}

// Discord shows these timestamps in each reader's time zone and language.
export function momentLine(moment: Moment, room: number): string {
  const mark = Math.floor(moment.at.getTime() / 1000);
  const text = `${cut(escapeMarkdown(oneLine(moment.label)), 40)}: <t:${mark}:F> (<t:${mark}:R>)`;
  return text.length <= room ? text : "";
}

/** The address in a form that `(<…>)` can hold, if it is our own or a plain https one of a public host, of at most `most` characters. */
function linkTarget(url: string | undefined, most: number, isOwn = false): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { protocol, username, password, hostname, href } = new URL(url);
  const isPublic = protocol === "https:" && /\.[a-z][a-z0-9-]+$/.test(hostname);
  const isOurs = isOwn && (protocol === "https:" || protocol === "http:");
  if ((!isPublic && !isOurs) || username !== "" || password !== "") return undefined;
  const target = href.replace(
    /[()<>[\]\\|*`~@]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return target.length <= most ? target : undefined;
}
