import {
  actionRow,
  type ButtonComponent,
  type MenuRow,
  menuRow,
  type Part,
  section,
  separator,
  textDisplay,
} from "./components.ts";

/** A card as it is going to be shown, with a button for each of its actions. */
export interface DrawnCard {
  readonly text: string;
  /** What it is called in a menu. */
  readonly name: string;
  readonly buttons: readonly ButtonComponent[];
}

/**
 * The ways to lay out cards, from the roomiest to the most frugal. The first buttons of a card are those that matter
 * most: where there is no room for all, every card keeps as many of its first ones as fit. Where that is one for each, a
 * menu does for all of them what their second buttons would: it takes as much room as a single button in its row.
 */
export function layoutsOf(cards: readonly DrawnCard[]): Part[][] {
  const most = Math.max(0, ...cards.map(({ buttons }) => buttons.length));
  const rows = (count: number) => cards.map((card) => withRow(card, count));
  const fewer = Array.from({ length: Math.max(0, most - 1) }, (_, less) => rows(most - less).flat());
  const single = cards.map(({ text, buttons: [first] }) =>
    first ? section(text, first) : textDisplay(text),
  );
  return [
    rows(most).flatMap((parts, index) => (index > 0 ? [separator(), ...parts] : parts)),
    ...fewer,
    [...single, ...menuOfSecond(cards)],
    single,
  ];
}

function withRow({ text, buttons }: DrawnCard, most: number): Part[] {
  const shown = buttons.slice(0, most);
  return shown.length > 0 ? [textDisplay(text), actionRow(...shown)] : [textDisplay(text)];
}

/** One menu for the second buttons of all cards, if at least two of them are the same. */
function menuOfSecond(cards: readonly DrawnCard[]): readonly MenuRow[] {
  const label = cards.find(({ buttons }) => buttons.length > 1)?.buttons[1]?.label;
  const choices = cards.flatMap(({ name, buttons: [, second] }) =>
    second && second.label === label ? [{ label: name, value: second.custom_id }] : [],
  );
  return label !== undefined && choices.length > 1 ? [menuRow(label, choices)] : [];
}
