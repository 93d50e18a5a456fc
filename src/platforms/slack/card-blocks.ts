import type { types } from "@slack/bolt";
import type { Button, Card, Moment } from "../../chat/reply.ts";

type Line = types.RichTextSection | types.RichTextQuote;

// Cards with nothing below them form a list, set close together in one block.
export function cardBlocks(
  cards: readonly Card[],
  actions: (buttons: readonly Button[]) => types.KnownBlock[],
): types.KnownBlock[] {
  const isPlain = cards.length > 1 && cards.every(({ buttons, why }) => buttons.length === 0 && !why);
  // Papers get a number, so that people can refer to them; commands have a name for that.
  const isNumbered = cards.length > 1 && cards.some(({ url }) => url !== undefined);
  const numberOf = (at: number) => (isNumbered ? `${at + 1}. ` : "");
  if (isPlain)
    return [{ type: "rich_text", elements: cards.flatMap((card, at) => lines(card, numberOf(at))) }];
  return cards.flatMap((card, at) => [
    { type: "rich_text", elements: lines(card, numberOf(at)) },
    ...smallPrint(card.why),
    ...actions(card.buttons),
  ]);
}

// Title and facts, then the body as a quotation; the reason follows in small print.
function lines(card: Card, number: string): Line[] {
  const { title: text, url, channel } = card;
  const style = { bold: true };
  const own = channel?.platform === "slack" && /^[A-Z0-9]{2,30}$/.test(channel.id) ? channel.id : undefined;
  const head: types.RichTextElement[] = [
    ...(number === "" ? [] : [{ type: "text", text: number, style } as const]),
    own !== undefined
      ? { type: "channel", channel_id: own, style }
      : url === undefined
        ? { type: "text", text, style }
        : { type: "link", url, text, style },
    ...card.facts.map((facts): types.RichTextElement => ({ type: "text", text: `\n${facts}` })),
    ...(card.link ? otherLink(card.link) : []),
  ];
  const body: types.RichTextQuote[] = card.body
    ? [{ type: "rich_text_quote", elements: [{ type: "text", text: card.body }] }]
    : [];
  const moment: types.RichTextSection[] = card.moment
    ? [{ type: "rich_text_section", elements: momentElements(card.moment) }]
    : [];
  return [{ type: "rich_text_section", elements: head }, ...body, ...moment];
}

function otherLink({ label, url }: NonNullable<Card["link"]>): types.RichTextElement[] {
  return [
    { type: "text", text: "\n" },
    { type: "link", url, text: label },
  ];
}

// Slack shows a date in the reader's own time zone.
function momentElements({ label, at, text }: Moment): types.RichTextElement[] {
  const timestamp = Math.floor(at.getTime() / 1000);
  const format = "{date_long_pretty}, {time}";
  return [
    { type: "text", text: `${label}: ` },
    { type: "date", timestamp, format, fallback: text },
  ];
}

export function paragraph(text: string | undefined, moment?: Moment): types.KnownBlock[] {
  const elements: types.RichTextElement[] = [
    ...(text ? [{ type: "text", text: moment ? `${text}\n` : text } as const] : []),
    ...(moment ? momentElements(moment) : []),
  ];
  return elements.length > 0
    ? [{ type: "rich_text", elements: [{ type: "rich_text_section", elements }] }]
    : [];
}

export function smallPrint(text: string | undefined): types.KnownBlock[] {
  return text ? [{ type: "context", elements: [{ type: "plain_text", text, emoji: false }] }] : [];
}
