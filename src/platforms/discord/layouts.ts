import { actionRow, type ButtonComponent, type Part, section, separator, textDisplay } from "./components.ts";

/** A card as it is going to be shown, with a button for each of its actions. */
export interface DrawnCard {
  readonly text: string;
  readonly buttons: readonly ButtonComponent[];
}

/**
 * The ways to lay out cards, from the roomiest to the most frugal. The first buttons of a card are those that matter
 * most: where there is no room for all, every card keeps as many of its first ones as fit.
 */
export function layoutsOf(cards: readonly DrawnCard[]): Part[][] {
  const most = Math.max(0, ...cards.map(({ buttons }) => buttons.length));
  const rows = (count: number) => cards.map((card) => withRow(card, count));
  const fewer = Array.from({ length: Math.max(0, most - 1) }, (_, less) => rows(most - less).flat());
  const single = cards.map(({ text, buttons: [first] }) =>
    first ? section(text, first) : textDisplay(text),
  );
  return [
    // Lines between papers that have buttons; papers without any stand closer, as a list.
    most > 0 ? rows(most).flatMap((parts, index) => (index > 0 ? [separator(), ...parts] : parts)) : single,
    ...fewer,
    single,
  ];
}

function withRow({ text, buttons }: DrawnCard, most: number): Part[] {
  const shown = buttons.slice(0, most);
  return shown.length > 0 ? [textDisplay(text), actionRow(...shown)] : [textDisplay(text)];
}
