import { type Action, decodeAction, encodeAction } from "../../chat/action.ts";

/** A pressed button: what it does, and for whom it was made. */
export interface ButtonState {
  readonly asker: string;
  readonly action: Action;
}

const VERSION = "1";

/**
 * The state as a button's value, e.g. `1 U0123 1r paper;page=2;query=video`; undefined if the action is too long.
 * What Slack turns into entities on the way back in some texts is percent-encoded.
 */
export function encodeButton({ asker, action }: ButtonState): string | undefined {
  const encoded = encodeAction(action)?.replace(/[%&<>]/g, encodeURIComponent);
  return encoded === undefined ? undefined : `${VERSION} ${asker} ${encoded}`;
}

/** The state behind a button's value; undefined if it is from another version of the program. */
export function decodeButton(value: string): ButtonState | undefined {
  const [, asker, encoded = ""] = /^1 (\S+) (.*)$/su.exec(value) ?? [];
  const action = decodeAction(encoded.replace(/%(?:25|26|3C|3E)/g, decodeURIComponent));
  return asker !== undefined && action ? { asker, action } : undefined;
}
