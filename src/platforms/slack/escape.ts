/** Everything done to a string on its way to or from Slack. Pure functions. */

/**
 * Makes text from anywhere fit to show: well-formed, without control characters and without the invisible marks that
 * reorder what follows them. Line breaks stay, at most two in a row. Empty if there is nothing to see.
 */
export function cleanText(text: string): string {
  const clean = text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/gu, "\n")
    .replace(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/gu, " ")
    .replace(/[^\S\n]+/gu, " ")
    .replace(/ ?\n ?/gu, "\n")
    .replace(/\n{3,}/gu, "\n\n")
    .trim();
  return /[^\p{Cf}\p{M}\s]/u.test(clean) ? clean : "";
}

/** The same on one line. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\n+/gu, " ");
}

/** At most `max` UTF-16 code units, cut between characters; what was cut ends in "…". */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max < 1) return "";
  return `${wholeCharacters(text.slice(0, max - 1)).trimEnd()}…`;
}

/** At most `max` code units, cut after a sentence if one ends in the second half, else after a word. */
export function cutAtSentence(text: string, max: number): string {
  if (text.length <= max) return text;
  const head = text.slice(0, Math.max(0, max));
  const sentence = /^.*[.!?。！？](?=\s|$)/su.exec(head)?.[0] ?? "";
  if (sentence.length > max / 2 && /^[.!?。！？]\s/u.test(text.slice(sentence.length - 1))) return sentence;
  const words = /^(.*\S)\s+\S*$/su.exec(text.slice(0, Math.max(0, max - 1)))?.[1] ?? "";
  return words.length > max / 2 ? `${words}…` : cut(text, max);
}

/**
 * `text` for a field that Slack reads as mrkdwn, in at most `max` code units: nothing in it becomes a mention, link or
 * entity. Slack has no escape for its formatting marks, so outside of addresses their nearest look-alikes replace them.
 */
export function escapeMrkdwn(text: string, max: number): string {
  const pieces: string[] = [];
  let length = 0;
  for (const character of text.replace(/https:\/\/\S+|[*_~`]/gu, (mark) => LOOK_ALIKES[mark] ?? mark)) {
    const piece = ENTITIES[character] ?? character;
    if (length + piece.length > max) {
      while (length > max - 1) length -= pieces.pop()?.length ?? length;
      return `${wholeCharacters(pieces.join(""))}…`;
    }
    pieces.push(piece);
    length += piece.length;
  }
  return pieces.join("");
}

/** The text of an event as its author saw it: links become addresses, mentions become names, entities characters. */
export function readEventText(text: string, botUser: string): string {
  return readEntities(text.replace(/<([^<>]*)>/gu, (_, inside: string) => readToken(inside, botUser))).trim();
}

/** The three entities that Slack may make of typed text, as the characters they were. */
export function readEntities(text: string): string {
  return text.replace(/&(lt|gt|amp);/gu, (_, name: string) => CHARACTERS[name] ?? "");
}

/** `url` as Slack may have it as a link: https, or our own, without credentials, in at most `max` code units; else undefined. */
export function safeLink(url: string | undefined, max: number, isOwn = false): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  const isAllowed = parsed.protocol === "https:" || (isOwn && parsed.protocol === "http:");
  if (!isAllowed || parsed.username !== "" || parsed.password !== "") return undefined;
  return parsed.href.length <= max ? parsed.href : undefined;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const LOOK_ALIKES: Readonly<Record<string, string>> = { "*": "∗", _: "ˍ", "~": "∼", "`": "ˋ" };
const CHARACTERS: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&" };

// The inside of <…>: @U1, @U1|name, #C1|name, !here, !subteam^S1|@team, https://…, https://…|label, mailto:…|label.
function readToken(inside: string, botUser: string): string {
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? "" : inside.slice(bar + 1);
  if (target === `@${botUser}`) return " ";
  if (/^[@#!]/u.test(target)) return label;
  if (!/^https?:\/\//u.test(target)) return label || target;
  // Slack turns "node.js" into a link to http://node.js: the label is what was typed.
  const typed = target.replace(/^https?:\/\//u, "").replace(/\/$/u, "");
  if (label === "" || label === target) return target;
  return typed === label ? label : `${label} ${target}`;
}

// Never half a surrogate pair, and no joiner without the character it joins.
function wholeCharacters(text: string): string {
  return text.replace(/[\uD800-\uDBFF]$/, "").replace(/(?<!\u200D)\u200D+$/u, "");
}
