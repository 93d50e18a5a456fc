import { actionRow, type ButtonComponent, type Part, separator, textDisplay } from "./components.ts";

/** A card as it will be shown, with a button for each of its actions. */
export interface DrawnCard {
  readonly text: string;
  readonly buttons: readonly ButtonComponent[];
}

/**
 * The ways to lay out cards, from the roomiest to the most frugal. A list without buttons is set close together. The
 * first buttons of a card matter most: where there is no room for all, every card keeps as many of its first ones as
 * possible.
 */
export function layoutsOf(cards: readonly DrawnCard[], isList: boolean): Part[][] {
  const most = Math.max(0, ...cards.map(({ buttons }) => buttons.length));
  if (most === 0 && isList) return [[textDisplay(cards.map(({ text }) => text).join("\n"))]];
  const rows = (count: number) => cards.map((card) => withRow(card, count));
  const fewer = Array.from({ length: most }, (_, less) => rows(most - less).flat());
  const apart = rows(most).flatMap((parts, index) => (index > 0 ? [separator(), ...parts] : parts));
  return [apart, ...fewer, rows(0).flat()];
}

function withRow({ text, buttons }: DrawnCard, most: number): Part[] {
  const shown = buttons.slice(0, most);
  return shown.length > 0 ? [textDisplay(text), actionRow(...shown)] : [textDisplay(text)];
}
