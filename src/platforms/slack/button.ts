import { type Action, decodeAction, encodeAction } from "../../chat/action.ts";

/** A pressed button: what it does, and whom it was made for. */
export interface ButtonState {
  readonly asker: string;
  readonly action: Action;
  /** The action that shows the message with the button again: Slack does not send along what only one person sees. */
  readonly view?: Action | undefined;
}

const VERSION = "1";

/**
 * The state as a button's value, e.g. `1 U0123 1r paper;page=2;query=video`, and the view on a line of its own; undefined if
 * the action is too long. What Slack turns into entities on the way back in some texts is percent-encoded.
 */
export function encodeButton({ asker, action, view }: ButtonState): string | undefined {
  const encoded = encode(action);
  if (encoded === undefined) return undefined;
  const shown = view && encode(view);
  return `${VERSION} ${asker} ${encoded}${shown === undefined ? "" : `\n${shown}`}`;
}

/** The state behind a button's value; undefined if it is from another version of the program. */
export function decodeButton(value: string): ButtonState | undefined {
  const [, asker, encoded = "", shown] = /^1 (\S+) ([^\n]*)(?:\n(.*))?$/u.exec(value) ?? [];
  const action = decode(encoded);
  const view = shown === undefined ? undefined : decode(shown);
  return asker !== undefined && action ? { asker, action, ...(view && { view }) } : undefined;
}

function encode(action: Action): string | undefined {
  return encodeAction(action)?.replace(/[%&<>\n]/g, encodeURIComponent);
}

function decode(encoded: string): Action | undefined {
  return decodeAction(encoded.replace(/%(?:25|26|3C|3E|0A)/g, decodeURIComponent));
}
