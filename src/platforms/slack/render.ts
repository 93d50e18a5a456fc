import type { types } from "@slack/bolt";
import type { Action, Effect } from "../../chat/action.ts";
import {
  type Button,
  type Card,
  isShareable,
  type Menu,
  type Moment,
  plainText,
  type Reply,
} from "../../chat/reply.ts";
import { encodeButton } from "./button.ts";
import { cardBlocks, paragraph, smallPrint } from "./card-blocks.ts";
import { cleanLine, cleanText, cut, cutAtSentence, escapeMrkdwn, safeLink } from "./escape.ts";
import { LENGTHS, LIMITS } from "./limits.ts";

/** A message as Slack accepts it. `text` is what notifications and screen readers get. */
export interface Message {
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

interface Audience {
  /** The only person who may turn this answer's pages. */
  readonly asker: string;
  /** The action of the button that shows a private answer to the channel. */
  readonly share?: Action | undefined;
  /** The action that shows this answer again, once one of its buttons has changed something. */
  readonly view?: Action | undefined;
}

/**
 * Renders a reply as a message that Slack accepts, whatever is in it. Bodies are shortened evenly until it is small
 * enough, then cards are left out from the end. Text from outside only goes where Slack takes it literally: rich_text
 * and plain_text. Blocks carry no id: Slack then gives each a new one, also when a message is replaced.
 */
export function renderMessage(reply: Reply, { asker, share, view }: Audience): Message {
  const sharing: readonly Button[] =
    share && reply.audience !== "everyone" && isShareable(reply) ? [{ label: "Share", action: share }] : [];
  const whole = { ...reply, buttons: [...reply.buttons, ...sharing] };
  return fitted(whole, LIMITS.messageBlocks, { asker, view });
}

/** Sections as the blocks of a Home tab; the answers of its buttons go to whoever presses them. */
export function renderHome(sections: readonly Reply[], asker: string): types.KnownBlock[] {
  const most = Math.floor(LIMITS.homeBlocks / Math.max(1, sections.length)) - 1;
  return sections.flatMap((section, at): types.KnownBlock[] => [
    ...(at > 0 ? [{ type: "divider" } as const] : []),
    ...fitted(section, most, { asker }).blocks,
  ]);
}

/** One card below a link that somebody posted. It has no buttons, since the message is somebody else's. */
export function renderUnfurl(card: Card): types.KnownBlock[] {
  const reply: Reply = { outcome: "answer", audience: "everyone", cards: [card], buttons: [] };
  return fitted(withoutButtons(reply), LIMITS.messageBlocks, { asker: "" }).blocks;
}

function withoutButtons(reply: Reply): Reply {
  const { menu: _, ...others } = reply;
  return { ...others, cards: reply.cards.map((card) => ({ ...card, buttons: [] })), buttons: [] };
}

/**
 * How much of the longest body is shown, whether the plain-text form has titles alone, and how many buttons each card
 * has (the first ones matter most; each takes 150 characters). The first size that is small enough is used.
 */
interface Size {
  readonly share: number;
  readonly brief: boolean;
  readonly buttons: number;
}

const SIZES: readonly Size[] = [
  { share: 1, brief: false, buttons: LIMITS.actionsElements },
  { share: 1, brief: true, buttons: LIMITS.actionsElements },
  { share: 0.7, brief: true, buttons: LIMITS.actionsElements },
  { share: 0.7, brief: true, buttons: 4 },
  { share: 0.7, brief: true, buttons: 3 },
  { share: 0.5, brief: true, buttons: 3 },
  { share: 0.5, brief: true, buttons: 2 },
  { share: 0.35, brief: true, buttons: 2 },
  { share: 0.25, brief: true, buttons: 2 },
  // Ten papers at once: buttons to vote are worth more than the first few words of each.
  { share: 0, brief: true, buttons: 2 },
  { share: 0.25, brief: true, buttons: 1 },
  { share: 0.18, brief: true, buttons: 1 },
];
const BAREST: Size = { share: 0, brief: true, buttons: 1 };

/** For whom buttons are made, and the action that shows their message again. */
type Holder = Pick<Audience, "asker" | "view">;

function fitted(reply: Reply, maxBlocks: number, holder: Holder): Message {
  const fits = (message: Message) =>
    message.blocks.length <= maxBlocks && JSON.stringify(message).length <= LIMITS.payload;
  const longest = reply.cards.length === 1 ? LENGTHS.bodyAlone : LENGTHS.bodyInList;
  const sized = (cards: number, { share, brief, buttons }: Size) =>
    toMessage(shorten(reply, { cards, body: Math.round(longest * share), buttons }), holder, brief);

  let cards = Math.min(reply.cards.length, maxBlocks);
  let barest = sized(cards, BAREST);
  while (cards > 0 && !fits(barest)) barest = sized(--cards, BAREST);
  for (const size of SIZES) {
    const message = sized(cards, size);
    if (fits(message)) return message;
  }
  return barest;
}

interface Room {
  readonly cards: number;
  /** Characters of each body. */
  readonly body: number;
  /** Buttons of each card. */
  readonly buttons: number;
}

// The reply with every string cleaned and cut: both the blocks and the plain text are made from it.
function shorten(reply: Reply, { cards, body, buttons }: Room): Reply {
  const left = reply.cards.length - cards;
  const footer = [reply.footer, left > 0 ? `${left} more not shown.` : undefined].filter(Boolean);
  return {
    ...reply,
    text: cutAtSentence(cleanText(reply.text ?? ""), LENGTHS.text),
    ...(reply.moment && { moment: shortenMoment(reply.moment) }),
    cards: reply.cards
      .slice(0, cards)
      .map((card) => shortenCard({ ...card, buttons: card.buttons.slice(0, buttons) }, body)),
    footer: cut(cleanLine(footer.join(" ")), LENGTHS.footer),
  };
}

function shortenCard({ url, link, ...card }: Card, bodyLength: number): Card {
  const safe = safeLink(url, LIMITS.url, card.isOwnPage);
  const other = safeLink(link?.url, LIMITS.url, card.isOwnPage);
  return {
    ...card,
    ...(safe !== undefined && { url: safe }),
    ...(link &&
      other !== undefined && { link: { label: cut(cleanLine(link.label), 80) || "Link", url: other } }),
    title: cut(cleanLine(card.title), LENGTHS.title) || "Untitled",
    facts: [cut(card.facts.map(cleanLine).filter(Boolean).join(" · "), LENGTHS.facts)].filter(Boolean),
    body: cutAtSentence(cleanText(card.body ?? ""), bodyLength),
    why: cut(cleanLine(card.why ?? ""), LENGTHS.why),
    ...(card.moment && { moment: shortenMoment(card.moment) }),
  };
}

function shortenMoment({ label, at, text }: Moment): Moment {
  return { label: cut(cleanLine(label), 40), at, text: cut(cleanLine(text), 100) };
}

function toMessage(reply: Reply, holder: Holder, brief: boolean): Message {
  const blocks = [
    ...paragraph(reply.text, reply.moment),
    ...cardBlocks(reply.cards, (buttons) => actionsBlock(buttonElements(buttons, holder))),
    ...smallPrint(reply.footer),
    ...actionsBlock([...menuElements(reply.menu, holder), ...buttonElements(reply.buttons, holder)]),
  ];
  const inFull = plainText(reply);
  // Every title matters more to a listener than the bodies of the first few cards.
  const isCut = inFull.length > LIMITS.text && reply.cards.length > 1;
  const spoken = brief || isCut ? plainText({ ...reply, cards: reply.cards.map(titleAlone) }) : inFull;
  const text = escapeMrkdwn(spoken, LIMITS.text);
  return text === "" ? { text: EMPTY, blocks: [...paragraph(EMPTY), ...blocks] } : { text, blocks };
}

function titleAlone({ title }: Card): Card {
  return { title, facts: [], buttons: [] };
}

const EMPTY = "There is nothing to show.";

function actionsBlock(elements: readonly (types.Button | types.StaticSelect)[]): types.KnownBlock[] {
  const numbered = elements
    .slice(0, LIMITS.actionsElements)
    .map((element, index) => ({ ...element, action_id: `${index}` }));
  return numbered.length > 0 ? [{ type: "actions", elements: numbered }] : [];
}

function buttonElements(buttons: readonly Button[], { asker, view }: Holder): types.Button[] {
  return buttons.flatMap(({ label, action, style }): types.Button[] => {
    const value = encodeButton({ asker, action, view: SHOWS_ANEW.has(action.effect) ? view : undefined });
    if (value === undefined || value.length > LIMITS.buttonValue) return [];
    const text = { type: "plain_text", text: cut(cleanLine(label), LIMITS.buttonText) || "…" } as const;
    return [{ type: "button", text, value, ...(style && { style }) }];
  });
}

/** The effects after which the message with the button is shown again. */
const SHOWS_ANEW: ReadonlySet<Effect> = new Set(["update", "own"]);

function menuElements(menu: Menu | undefined, { asker }: Holder): types.StaticSelect[] {
  const options = (menu?.choices ?? []).flatMap(({ label, action }) => {
    const value = encodeButton({ asker, action });
    if (value === undefined || value.length > LIMITS.optionValue) return [];
    const text = cut(cleanLine(label), LIMITS.optionText) || "Untitled";
    return [{ text: { type: "plain_text" as const, text }, value }];
  });
  if (!menu || options.length === 0) return [];
  const placeholder = {
    type: "plain_text",
    text: cut(cleanLine(menu.placeholder), LIMITS.placeholder),
  } as const;
  return [{ type: "static_select", placeholder, options: options.slice(0, LIMITS.options) }];
}
