/** What takes secrets out of a text. */
export type Redact = (text: string) => string;

/** What stands in the place of a secret. */
const GONE = "[hidden]";

/**
 * What secrets look like, wherever they come from: an error of a library may hold an address with a token in it, and another
 * program's token that somebody pasted is one as well. Each repeats at most a fixed number of times.
 */
const SHAPES: readonly (readonly [shape: RegExp, instead: string])[] = [
  // Slack's tokens, and where its answers go.
  [/\bx(?:ox[a-z]|app)-[\w-]{4,400}/gu, GONE],
  [/\bhooks\.slack\.com\/[\w/%.-]{1,400}/gu, `hooks.slack.com/${GONE}`],
  // Discord's tokens: the bot's, and those in addresses of webhooks and interactions.
  [/\b[\w-]{20,40}\.[\w-]{4,10}\.[\w-]{20,80}/gu, GONE],
  [/\/(webhooks|interactions)\/(\d{1,20})\/[\w%.-]{1,500}/gu, `/$1/$2/${GONE}`],
  // What opens a page of ours, or stops a mail: from 16 characters on, it is no number and no word.
  [/\/(c|m|me|open|admin)\/[\w%.-]{16,500}/gu, `/$1/${GONE}`],
  // The user's part of an address, and values that are named as secrets.
  [/:\/\/[^\s/@"]{1,300}@/gu, `://${GONE}@`],
  [/([?&](?:api_?key|key|token|secret|password|sig)=)[^&\s"]{1,500}/giu, `$1${GONE}`],
  [/\b(Bearer|Basic) [\w.~+/=-]{16,500}/gu, `$1 ${GONE}`],
  // Addresses of people.
  [/[\w.+%-]{1,64}@[\w-]{1,63}\.[\w.-]{1,200}/gu, GONE],
];

/** A shorter setting is no secret, and would blank what it is part of. */
const SHORTEST = 6;

/** Takes out the given secrets, word for word, and whatever looks like one. */
export function createRedact(secrets: readonly string[]): Redact {
  const known = secrets.filter(({ length }) => length >= SHORTEST).sort((a, b) => b.length - a.length);
  return (text) => {
    const without = known.reduce((rest, secret) => rest.replaceAll(secret, GONE), text);
    return SHAPES.reduce((rest, [shape, instead]) => rest.replace(shape, instead), without);
  };
}
