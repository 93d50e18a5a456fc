import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";
import type { CommandSpec } from "../../chat/command.ts";
import { type Button, type Card, inWords, type Reply } from "../../chat/reply.ts";
import { commandLine } from "./command-line.ts";
import { LIST_LINES, MAX_COLUMNS, MIN_COLUMNS } from "./limits.ts";
import { safeContent, safeLine, safeText, safeUrl } from "./safe-text.ts";
import { createStyle, type Style } from "./style.ts";

export interface Look {
  /** Width of the terminal; the text keeps within 40 to 100 columns. Addresses and commands are never broken. */
  readonly columns: number;
  readonly color: boolean;
  /** For showing buttons as commands to type. */
  readonly commands: readonly CommandSpec[];
}

/** A reply as text for a terminal, without a final line break. Pure, and safe whatever the reply says. */
export function renderTerminal(reply: Reply, { columns, color, commands }: Look): string {
  const style = createStyle(color);
  const width = Math.min(Math.max(columns, MIN_COLUMNS), MAX_COLUMNS);
  // Papers are referred to by number; an entry of /help has its name.
  const numbered = reply.cards.length > 1 && reply.cards.some((card) => card.url !== undefined);
  const digits = String(reply.cards.length).length;
  const cards = reply.cards.map((card, index) => {
    const label = numbered ? `${String(index + 1).padStart(digits)}. ` : "";
    const lines = cardLines(card, {
      width: width - label.length,
      list: reply.cards.length > 1,
      style,
      commands,
    });
    return lines.map((line, row) => `${row === 0 ? label : " ".repeat(label.length)}${line}`).join("\n");
  });
  const footer = wrap(safeText(reply.footer ?? ""), width).map(style.small);
  // A list of papers is set close together, with one line of what can be done.
  const body = reply.menu ? [cards.join("\n")] : cards;
  const hint = reply.menu
    ? hintLine(reply, commands, width, style)
    : offers(reply, commands, style).join("\n");
  const moment = wrap(safeLine(reply.moment ? inWords(reply.moment) : ""), width);
  const sections = [
    [...textLines(reply, width, style), ...moment].join("\n"),
    ...body,
    footer.join("\n"),
    hint,
  ];
  return sections.filter(Boolean).join("\n\n");
}

/** The files of a reply as they are, without what would drive a terminal. Empty if there are none. */
export function fileText({ files = [] }: Reply): string {
  return files.map(({ content }) => safeContent(content)).join("\n");
}

function textLines(reply: Reply, width: number, style: Style): readonly string[] {
  const lines = wrap(safeText(reply.text ?? ""), width);
  if (reply.outcome === "answer") return lines;
  // The error stands out; the advice after it does not have to.
  const end = lines.includes("") ? lines.indexOf("") : lines.length;
  return lines.map((line, row) =>
    row < end ? style[reply.outcome === "usage" ? "usage" : "failure"](line) : line,
  );
}

interface CardLook {
  readonly width: number;
  readonly list: boolean;
  readonly style: Style;
  readonly commands: readonly CommandSpec[];
}

function cardLines(card: Card, { width, list, style, commands }: CardLook): readonly string[] {
  const most = (part: keyof typeof LIST_LINES) => (list ? LIST_LINES[part] : Number.POSITIVE_INFINITY);
  const facts = card.facts.map(safeLine).filter(Boolean);
  const url = card.url === undefined ? undefined : safeUrl(card.url, card.isOwnPage);
  const link = card.link && safeUrl(card.link.url, card.isOwnPage);
  const moment = card.moment && safeLine(inWords(card.moment));
  const why = card.why && `Why: ${safeLine(card.why)}`;
  return [
    ...wrap(safeLine(card.title), width, most("title")).map(style.title),
    ...wrapFacts(facts, width, most("facts")).map(style.small),
    ...wrap(safeText(card.body ?? ""), width, most("body")),
    ...wrap(moment ?? "", width),
    ...wrap(why ?? "", width, most("why")).map(style.small),
    ...(url === undefined ? [] : [url]),
    ...(link === undefined ? [] : [style.small(`${safeLine(card.link?.label ?? "")}: ${link}`)]),
    // A single button is the point of its card ("this one"); several are explained once, below the list.
    ...(list && card.buttons.length === 1 ? typed(card.buttons, commands).map(style.command) : []),
  ];
}

/** Buttons as lines to type. What is meant for a whole channel is of no use to somebody alone at a terminal. */
function offers(reply: Reply, commands: readonly CommandSpec[], style: Style): readonly string[] {
  const [first, ...others] = reply.cards;
  const ownCards = others.length === 0 ? (first?.buttons ?? []) : [];
  const examples = others.length > 0 && first && first.buttons.length > 1 ? first.buttons : [];
  const lines = [
    ...[...reply.buttons, ...ownCards].map((button) => offer("", button, commands, style)),
    ...examples.map((button) => offer("1. ", button, commands, style)),
  ];
  return [...new Set(lines.flat())];
}

/** How to open the first paper, then as much else as the line has room for. */
function hintLine(
  { menu, buttons }: Reply,
  commands: readonly CommandSpec[],
  width: number,
  style: Style,
): string {
  const [first] = menu?.choices ?? [];
  const open = first ? [{ ...first, label: "Open" }] : [];
  let room = width;
  return [...open, ...buttons]
    .flatMap((button) => {
      const [line] = typed([button], commands);
      const label = `${safeLine(button.label)}:`;
      const taken = line === undefined ? 0 : stringWidth(`${label} ${line} · `);
      if (line === undefined || (room < taken && room < width)) return [];
      room -= taken;
      return [`${style.small(label)} ${style.command(line)}`];
    })
    .join(style.small(" · "));
}

function offer(
  number: string,
  button: Button,
  commands: readonly CommandSpec[],
  style: Style,
): readonly string[] {
  const label = style.small(`${number}${safeLine(button.label)}:`);
  return typed([button], commands).map((line) => `${label} ${style.command(line)}`);
}

function typed(buttons: readonly Button[], commands: readonly CommandSpec[]): readonly string[] {
  return buttons
    .filter(({ action }) => action.effect !== "share" && action.effect !== "form")
    .map(({ action }) => {
      const spec = commands.find((command) => command.name === action.command);
      return spec && commandLine(action, spec);
    })
    .filter((line) => line !== undefined);
}

/** Wraps between facts rather than inside one, unless one fact fills a line by itself. */
function wrapFacts(facts: readonly string[], width: number, most: number): readonly string[] {
  const whole = facts.map((fact) => (stringWidth(fact) + 2 > width ? fact : fact.replaceAll(" ", "\u00a0")));
  return wrap(whole.join("\u00a0· "), width, most).map((line) => line.replaceAll("\u00a0", " "));
}

function wrap(text: string, width: number, most = Number.POSITIVE_INFINITY): readonly string[] {
  if (text === "") return [];
  const lines = wrapAnsi(text, width, { hard: true }).split("\n");
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  const last = kept.pop() ?? "";
  const room = stringWidth(last) < width ? last : withoutLastWord(last);
  return [...kept, `${room.replace(/(?<![\s.,;:])[\s.,;:]+$/u, "")}…`];
}

function withoutLastWord(line: string): string {
  return line
    .split(/(?=\s)/u)
    .slice(0, -1)
    .join("");
}
