import { encodeAction } from "../../chat/action.ts";
import type { Button } from "../../chat/reply.ts";
import { cut } from "./cut.ts";
import { clean, oneLine } from "./escape.ts";
import { type IS_COMPONENTS_V2, LIMITS } from "./limits.ts";

/** A message as the API takes it; the numbers are the API's component types. */
export interface MessageBody {
  readonly flags: typeof IS_COMPONENTS_V2;
  readonly components: [Container];
  /** What goes along with it, and is shown by a FilePart. */
  readonly files?: readonly Upload[];
}

/** A file as discord.js sends it. */
export interface Upload {
  readonly name: string;
  readonly attachment: Buffer;
}

export interface Container {
  readonly type: 17;
  /** The colour of the bar on the left. */
  readonly accent_color: number;
  readonly components: Part[];
}

export type Part = TextDisplay | ActionRow | MenuRow | Section | Separator | FilePart;

export interface TextDisplay {
  readonly type: 10;
  readonly content: string;
}

/** Text with one button to the right of it. */
export interface Section {
  readonly type: 9;
  readonly components: [TextDisplay];
  readonly accessory: ButtonComponent;
}

export interface ActionRow {
  readonly type: 1;
  readonly components: ButtonComponent[];
}

/** A menu, in a row of its own as Discord wants it. */
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

/** What somebody may choose, and the action that this is. */
export interface Choice {
  readonly label: string;
  readonly value: string;
}

export interface ButtonComponent {
  readonly type: 2;
  readonly style: 2;
  readonly label: string;
  readonly custom_id: string;
}

export interface Separator {
  readonly type: 14;
}

/** Shows a file that comes with the message; without it, it would not be seen. */
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

export function section(text: string, accessory: ButtonComponent): Section {
  return { type: 9, components: [textDisplay(text)], accessory };
}

export function separator(): Separator {
  return { type: 14 };
}

export function actionRow(...components: ButtonComponent[]): ActionRow {
  return { type: 1, components };
}

/** A menu of one choice at a time; what each does is in its value, so the menu's own id says nothing. */
export function menuRow(label: string, choices: readonly Choice[]): MenuRow {
  const options = choices
    .slice(0, LIMITS.choices)
    .map(({ label, value }) => ({ label: cut(label, LIMITS.choiceLength), value }));
  const placeholder = `${label}…`;
  return { type: 1, components: [{ type: 3, custom_id: "menu", placeholder, options }] };
}

/** As few rows as hold the buttons. */
export function actionRows(buttons: readonly ButtonComponent[]): ActionRow[] {
  const count = Math.ceil(buttons.length / LIMITS.rowButtons);
  return Array.from({ length: count }, (_, row) =>
    actionRow(...buttons.slice(row * LIMITS.rowButtons, (row + 1) * LIMITS.rowButtons)),
  );
}

/**
 * Makes the buttons of one message. One whose action does not fit, or that an earlier one does already, is left out:
 * Discord refuses a whole message for two equal custom ids.
 */
export function createButtonMaker(): (buttons: readonly Button[], most: number) => ButtonComponent[] {
  const taken = new Set<string>();
  return (buttons, most) => {
    const made: ButtonComponent[] = [];
    for (const { label, action } of buttons) {
      const id = encodeAction(action);
      if (id === undefined || taken.has(id) || made.length === most) continue;
      taken.add(id);
      made.push({ type: 2, style: 2, label: buttonLabel(label), custom_id: id });
    }
    return made;
  };
}

/** How many components Discord counts: every one, at whatever depth. */
export function countAll(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + count(part), 0);
}

function count(part: Part): number {
  if (part.type === 1) return 1 + part.components.length;
  return part.type === 9 ? 3 : 1;
}

// Labels are not Markdown, so nothing in them needs escaping.
function buttonLabel(label: string): string {
  return cut(oneLine(clean(label)), LIMITS.buttonLabel) || "…";
}
