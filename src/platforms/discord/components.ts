import { encodeAction } from "../../chat/action.ts";
import type { Button, Menu } from "../../chat/reply.ts";
import { cut } from "./cut.ts";
import { clean, oneLine } from "./escape.ts";
import { type IS_COMPONENTS_V2, LIMITS } from "./limits.ts";

/** A message as the API takes it; the numbers are the API's component types. */
export interface MessageBody {
  readonly flags: typeof IS_COMPONENTS_V2;
  readonly components: [Container];
  /** The files of the message, which FileParts show. */
  readonly files?: readonly Upload[];
}

/** A file as discord.js sends it. */
interface Upload {
  readonly name: string;
  readonly attachment: Buffer;
}

export interface Container {
  readonly type: 17;
  /** The colour of the bar on the left. */
  readonly accent_color: number;
  readonly components: Part[];
}

export type Part = TextDisplay | ActionRow | MenuRow | Separator | FilePart;

export interface TextDisplay {
  readonly type: 10;
  readonly content: string;
}

export interface ActionRow {
  readonly type: 1;
  readonly components: ButtonComponent[];
}

/** A menu, in a row of its own as Discord requires. */
export interface MenuRow {
  readonly type: 1;
  readonly components: [
    {
      readonly type: 3;
      readonly custom_id: string;
      readonly placeholder: string;
      readonly options: readonly Choice[];
    },
  ];
}

/** One choice, and the action behind it. */
interface Choice {
  readonly label: string;
  readonly value: string;
}

export interface ButtonComponent {
  readonly type: 2;
  /** Blue for the one thing most people want, grey, or red for what can't be undone. */
  readonly style: 1 | 2 | 4;
  readonly label: string;
  readonly custom_id: string;
}

export interface Separator {
  readonly type: 14;
}

/** Shows a file that comes with the message; without it, nobody would see the file. */
export interface FilePart {
  readonly type: 13;
  readonly file: { readonly url: string };
}

export function filePart(name: string): FilePart {
  return { type: 13, file: { url: `attachment://${name}` } };
}

export function textDisplay(content: string): TextDisplay {
  return { type: 10, content };
}

export function separator(): Separator {
  return { type: 14 };
}

export function actionRow(...components: ButtonComponent[]): ActionRow {
  return { type: 1, components };
}

/** A menu for one choice at a time; each value holds its action, so the menu's own id says nothing. */
function menuRow(placeholder: string, choices: readonly Choice[]): MenuRow {
  const options = choices
    .slice(0, LIMITS.choices)
    .map(({ label, value }) => ({ label: cut(label, LIMITS.choiceLength), value }));
  return {
    type: 1,
    components: [{ type: 3, custom_id: "menu", placeholder: cut(placeholder, LIMITS.placeholder), options }],
  };
}

/** The menu of a reply; undefined if no action is short enough. Discord refuses a menu with two equal values. */
export function menuRowOf(menu: Menu | undefined): MenuRow | undefined {
  const choices = new Map<string, string>();
  for (const { label, action } of menu?.choices ?? []) {
    const value = encodeAction(action);
    if (value !== undefined && !choices.has(value)) choices.set(value, oneLine(clean(label)) || "Untitled");
  }
  if (!menu || choices.size === 0) return undefined;
  return menuRow(
    menu.placeholder,
    [...choices].map(([value, label]) => ({ label, value })),
  );
}

/** As few rows as hold the buttons. */
export function actionRows(buttons: readonly ButtonComponent[]): ActionRow[] {
  const count = Math.ceil(buttons.length / LIMITS.rowButtons);
  return Array.from({ length: count }, (_, row) =>
    actionRow(...buttons.slice(row * LIMITS.rowButtons, (row + 1) * LIMITS.rowButtons)),
  );
}

/**
 * Makes the buttons of one message. One whose action is too long, or that an earlier one does already, is left out:
 * Discord refuses a whole message for two equal custom ids.
 */
export function createButtonMaker(): (buttons: readonly Button[], most: number) => ButtonComponent[] {
  const taken = new Set<string>();
  return (buttons, most) => {
    const made: ButtonComponent[] = [];
    for (const { label, action, style } of buttons) {
      const id = encodeAction(action);
      if (id === undefined || taken.has(id) || made.length === most) continue;
      taken.add(id);
      made.push({ type: 2, style: STYLES[style ?? "plain"], label: buttonLabel(label), custom_id: id });
    }
    return made;
  };
}

const STYLES = { primary: 1, plain: 2, danger: 4 } as const;

/** The number of components as Discord counts them: all, at whatever depth. */
export function countAll(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + count(part), 0);
}

function count(part: Part): number {
  return part.type === 1 ? 1 + part.components.length : 1;
}

/** A label as Discord takes it. Labels are not Markdown, so nothing in them needs escaping. */
export function buttonLabel(label: string): string {
  return cut(oneLine(clean(label)), LIMITS.buttonLabel) || "…";
}
