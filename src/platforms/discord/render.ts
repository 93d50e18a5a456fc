/**
 * Reply -> message, as plain data.
 *
 * Answers are components v2, not embeds: a button stands beside its own paper instead of in a grid below all of them,
 * the bot does not need the permission "Embed Links", and no paper is dropped because another has the same address (as
 * embeds are). The price is that such a message can never become a plain one again, so every answer is one container.
 */
import type { Action } from "../../chat/action.ts";
import type { Outcome, Reply, TextFile } from "../../chat/reply.ts";
import { cardTexts, isNumbered, momentLine } from "./card-text.ts";
import {
  actionRows,
  type Container,
  countAll,
  createButtonMaker,
  filePart,
  type MessageBody,
  menuRowOf,
  textDisplay,
} from "./components.ts";
import { cut } from "./cut.ts";
import { escapeMarkdown, isVisible, oneLine } from "./escape.ts";
import { layoutsOf } from "./layouts.ts";
import { IS_COMPONENTS_V2, LIMITS } from "./limits.ts";

export interface RenderOptions {
  /** Small print above everything else, e.g. who shared the answer. */
  readonly lead?: string | undefined;
  /** The action of the button "Share"; without it, the button is left out. */
  readonly share?: Action | undefined;
}

/** Makes any reply one valid message: long texts are cut, and cards beyond the limit are counted. */
export function renderReply(reply: Reply, { lead, share }: RenderOptions = {}): MessageBody {
  const makeButtons = createButtonMaker();
  const cardButtons = reply.cards.map((card) => makeButtons(card.buttons, LIMITS.rowButtons));
  const own = share ? [...reply.buttons, { label: "Share", action: share }] : reply.buttons;
  const menu = menuRowOf(reply.menu);
  const rows = [...(menu ? [menu] : []), ...actionRows(makeButtons(own, 2 * LIMITS.rowButtons))];

  const files = (reply.files ?? []).slice(0, MOST_FILES);
  const previews = files.length === 1 ? files.flatMap(preview) : [];
  const kept = [...previews.map(textDisplay), ...files.map(({ name }) => filePart(name))];

  // Besides the cards there are at most the container, the header, the files, the footer and the rows.
  const room = LIMITS.components - 3 - kept.length - countAll(rows);
  const cards = reply.cards.slice(0, Math.min(MOST_CARDS, room));
  const hidden = reply.cards.length - cards.length;
  const header = paragraph(reply.text, cards.length + previews.length > 0 ? 1200 : 3400);
  const footer = smallPrint([reply.footer, hidden > 0 ? `${hidden} more not shown.` : undefined]);
  // Together they take up one component.
  const moment = reply.moment === undefined ? "" : momentLine(reply.moment, 100);
  const top = [smallPrint([lead]), header, moment].filter((text) => text !== "").join("\n");
  const spent = [top, ...previews, footer].reduce((sum, text) => sum + text.length, 0);
  const texts = cardTexts(cards, LIMITS.text - spent);
  const drawn = texts.map((text, at) => ({ text, buttons: cardButtons[at] ?? [] }));

  const left = LIMITS.components - 1 - (top ? 1 : 0) - (footer ? 1 : 0) - countAll([...kept, ...rows]);
  const layout = layoutsOf(drawn, isNumbered(cards)).find((parts) => countAll(parts) <= left);
  const parts = [
    ...(top ? [textDisplay(top)] : []),
    ...(layout ?? texts.map(textDisplay)),
    ...kept,
    ...(footer ? [textDisplay(footer)] : []),
    ...rows,
  ];
  const components = parts.length > 0 ? parts : [textDisplay("There is nothing to show.")];
  const container: Container = { type: 17, accent_color: ACCENTS[reply.outcome], components };
  const uploads = files.map(({ name, content }) => ({ name, attachment: Buffer.from(content) }));
  return {
    flags: IS_COMPONENTS_V2,
    components: [container],
    ...(uploads.length > 0 && { files: uploads }),
  };
}

const MOST_FILES = 4;

/** A short file can be copied at once. A preview that would close its own code block is not shown. */
function preview({ content }: TextFile): readonly string[] {
  return content.length <= 1000 && !content.includes("```") ? [`\`\`\`\n${content.trimEnd()}\n\`\`\``] : [];
}

const MOST_CARDS = 25;

const ACCENTS: Readonly<Record<Outcome, number>> = { answer: 0x3b82f6, usage: 0xf59e0b, failure: 0xdc2626 };

function paragraph(text: string | undefined, most: number): string {
  return text !== undefined && isVisible(text) ? cut(escapeMarkdown(text), most) : "";
}

function smallPrint(parts: readonly (string | undefined)[]): string {
  const text = oneLine(parts.filter((part) => part !== undefined && isVisible(part)).join(" · "));
  return text === "" ? "" : `-# ${cut(escapeMarkdown(text), 290)}`;
}
