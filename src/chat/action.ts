/**
 * What a button does: run a command again with other options, and put the answer somewhere. A button holds everything
 * it needs, so buttons outlive restarts and no second list of handlers exists.
 */
export interface Action {
  readonly command: string;
  readonly options: Readonly<Record<string, string>>;
  readonly effect: Effect;
}

/**
 * - `replace`: the answer takes the place of the message that holds the button (only for who asked).
 * - `answer`: a new answer, to whoever pressed, privately.
 * - `share`: a new answer for the whole channel, saying who shared it.
 * - `announce`: what was changed for the whole channel is told there, saying by whom.
 * - `update`: the message that holds the button shows its buttons as they are now, and nothing is sent; anybody may press it.
 * - `form`: the command's form is opened, filled in with what is set now, or with the draft that the option `draft` names.
 * - `own`: what it changes is the presser's alone: as `update` where nobody else sees the message, as `answer` elsewhere.
 */
export type Effect = "replace" | "answer" | "share" | "announce" | "update" | "own" | "form";

/** Discord's limit on a custom id, the tightest of all platforms (UTF-16 code units). */
export const ACTION_LENGTH = 100;

const VERSION = "1";
const EFFECTS: Readonly<Record<string, Effect>> = {
  r: "replace",
  a: "answer",
  s: "share",
  n: "announce",
  u: "update",
  o: "own",
  f: "form",
};

/** The action as text, e.g. `1r paper;page=2;query=video`. Undefined if it takes more than ACTION_LENGTH characters. */
export function encodeAction(action: Action): string | undefined {
  const letter = Object.keys(EFFECTS).find((key) => EFFECTS[key] === action.effect);
  const options = Object.entries(action.options).map(([name, value]) => `;${name}=${escapeValue(value)}`);
  const text = `${VERSION}${letter} ${action.command}${options.join("")}`;
  return text.length <= ACTION_LENGTH && text.isWellFormed() ? text : undefined;
}

/** The action behind `text`; undefined if it is from another version of the program, or not an action at all. */
export function decodeAction(text: string): Action | undefined {
  if (text.length > ACTION_LENGTH) return undefined;
  const match =
    /^1([a-z]) ([a-z][a-z0-9_-]*(?: [a-z][a-z0-9_-]*)?)((?:;[a-z][a-z0-9_-]*=(?:[^;\\]|\\[;\\])*)*)$/su.exec(
      text,
    );
  const effect = EFFECTS[match?.[1] ?? ""];
  if (!match?.[2] || !effect) return undefined;
  const pairs = [...(match[3] ?? "").matchAll(/;([a-z][a-z0-9_-]*)=((?:[^;\\]|\\[;\\])*)/gsu)];
  const options = Object.fromEntries(pairs.map(([, name = "", value = ""]) => [name, unescapeValue(value)]));
  return { command: match[2], options, effect };
}

/** What pressing a button does in this message: an `own` action depends on who else sees the message. */
export function pressedIn<Pressed extends Action | undefined>(action: Pressed, isPrivate: boolean): Pressed {
  return action?.effect === "own" ? { ...action, effect: isPrivate ? "update" : "answer" } : action;
}

function escapeValue(value: string): string {
  return value.replace(/[;\\]/g, "\\$&");
}

function unescapeValue(value: string): string {
  return value.replace(/\\([;\\])/g, "$1");
}
