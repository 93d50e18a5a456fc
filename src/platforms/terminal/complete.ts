import type { Chat } from "../../chat/chat.ts";
import type { CommandSpec } from "../../chat/command.ts";
import { lastWord, topLevel } from "../../chat/group.ts";
import type { OptionSpec } from "../../chat/options.ts";
import { quote } from "../../chat/typed/line-of.ts";
import { HOST_CALLER } from "./answer-once.ts";
import { safeLine } from "./safe-text.ts";

/** What readline expects of a completer: whole replacements, and the end of the line that they replace. */
export type Completion = [replacements: string[], fragment: string];

/** Completes the names of commands and options, and what the commands suggest. Bare words belong to the first command. */
export async function complete(chat: Chat, line: string): Promise<Completion> {
  const name = /^\s*\/(\S*)$/u.exec(line)?.[1];
  if (name !== undefined) return [matching(firstWords(chat), `/${name}`), `/${name}`];
  const [, first, rest = ""] = /^\s*\/(\S+)\s+(.*)$/su.exec(line) ?? [];
  const [bare] = chat.commands;
  if (first === undefined) return bare ? completeOptions(chat, bare, line.trimStart()) : [[], line];
  const members = chat.commands.filter(({ parent }) => parent?.name === first);
  const words = members.map((spec) => `${lastWord(spec.name)} `);
  if (members.length > 0 && !rest.includes(" ") && matching(words, rest).length > 0)
    return [matching(words, rest), rest];
  const meant = chat.meant(first, rest);
  if (!meant) return [[], line];
  const isMember = meant.spec.name !== first && rest.startsWith(lastWord(meant.spec.name));
  const behind = isMember ? rest.slice(lastWord(meant.spec.name).length).trimStart() : rest;
  return completeOptions(chat, meant.spec, behind);
}

async function completeOptions(chat: Chat, spec: CommandSpec, rest: string): Promise<Completion> {
  const text = spec.options.find((option) => option.kind === "text");
  const named = spec.options.filter((option) => option !== text && option.kind !== "file");
  const typed = rest.split(/\s/u);
  const word = typed.at(-1) ?? "";
  const [, name, mark, partial = ""] = /^([^\s":]+):("?)([^\s"]*)$/u.exec(word) ?? [];
  const option = named.find((one) => one.name === name);
  if (option) return [await values(chat, spec, option, partial, mark === `"`), word];

  const unused = named.filter((one) => !typed.some((each) => each.startsWith(`${one.name}:`)));
  const names = matching(
    unused.map((one) => `${one.name}:`),
    word,
  );
  if (word !== "" && names.length > 0) return [names, word];
  // A suggestion replaces all the words, so it is offered only while they are nothing but its beginning.
  const suggestions =
    text?.suggests && unused.length === named.length ? await suggested(chat, spec, text, rest) : [];
  return suggestions.length > 0 ? [suggestions, rest] : [names, word];
}

async function values(
  chat: Chat,
  spec: CommandSpec,
  option: OptionSpec,
  partial: string,
  quoted: boolean,
): Promise<string[]> {
  const candidates = option.choices
    ? matching(option.choices, partial)
    : option.suggests
      ? await suggested(chat, spec, option, partial)
      : [];
  return candidates.map((value) => `${option.name}:${quoted ? `"${value}"` : quote(value)}`);
}

// A single suggestion is filled in. Of several, those that continue what is typed are listed: by their values or, since
// a value may be an id that tells people nothing, by their labels. readline then fills in what they have in common.
async function suggested(
  chat: Chat,
  spec: CommandSpec,
  option: OptionSpec,
  partial: string,
): Promise<string[]> {
  const all = await chat.suggest(spec.name, option.name, partial, HOST_CALLER);
  const found = all.filter(({ label, value }) => safeLine(label) === label && safeLine(value) === value);
  if (found.length <= 1) return found.map(({ value }) => value);
  const goesOn = (text: string) => text.slice(0, partial.length).toLowerCase() === partial.toLowerCase();
  return found.flatMap(({ label, value }) => {
    const text = partial === "" ? label : [value, label].find(goesOn);
    return text === undefined ? [] : [partial + text.slice(partial.length)];
  });
}

function firstWords(chat: Chat): readonly string[] {
  return topLevel(chat.commands).map(({ name }) => `/${name} `);
}

function matching(candidates: readonly string[], start: string): string[] {
  return candidates.filter((candidate) => candidate.startsWith(start));
}
