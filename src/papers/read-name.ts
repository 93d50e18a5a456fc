import { trimEndOf } from "../trim.ts";
import { defined } from "./defined.ts";
import type { Name } from "./paper.ts";
import { EAST_ASIAN } from "./person-name.ts";
import { readableText } from "./text.ts";

/** The words of one part of a name, between two commas. A word with a space in it was protected, and is never split. */
export type Words = readonly string[];

/**
 * A name from text, however it is written: "Bo van der Wasp Jr.", "van der Wasp, Bo", "King, Jr., Martin", "The HIVE Collaboration".
 * Undefined if there is no name in it.
 */
export function readName(text: string): Name | undefined {
  const usual = usualName(text);
  if (usual !== undefined && !isOrganization(text)) return usual;
  const raw = text.split(",", 12);
  const parts = raw.map((part) => (MARKUP.test(part) ? readableText(part) : part).trim().split(/\s+/));
  // Unmatched brackets may span several words: once split, they would be read differently.
  if (parts.some(hasMarkup) || !raw.every(isBalanced)) {
    const literal = readableText([...raw.slice(1), raw[0]].join(" "));
    return literal === "" ? undefined : { literal };
  }
  const plain = trimEndOf(parts.map((words) => words.join(" ")).join(", "), " ,");
  return isOrganization(plain) ? { literal: plain.replace(/^the\s/, "") } : nameOfParts(parts);
}

/** The name in a text such as "Bee, Ana C.", as most are, which needs no closer look; undefined for any other text. */
export function usualName(text: string): Name | undefined {
  const [, family, given] = USUAL.exec(text) ?? [];
  if (family === undefined || given === undefined) return undefined;
  const words = given.split(" ");
  const isTitled = isDegree([family]) || isDegree(words) || SUFFIX.test(words.at(-1) ?? "");
  return isTitled ? nameOfParts([[family], words]) : { family, given };
}

const FAMILY = "[A-Z][a-z]+(?:-[A-Z][a-z]+)?";
const GIVEN = String.raw`[A-Z](?:[a-z]+|\.)?(?:[- ][A-Z](?:[a-z]+|\.)?)*`;
const USUAL = new RegExp(`^(${FAMILY}), (${GIVEN})$`);
const USUAL_PARTS = [new RegExp(`^${FAMILY}$`), new RegExp(`^${GIVEN}$`)] as const;

/** A name from the words between its commas. Undefined if there are none. */
export function nameOfParts(raw: readonly Words[]): Name | undefined {
  const parts = raw
    .map((part) => part.filter((word) => word !== ""))
    .filter((part) => part.length > 0)
    // Degrees follow names: what comes first is one.
    .filter((part, at) => at === 0 || !isDegree(part));
  const [first, second, third] = parts;
  if (first === undefined) return undefined;
  // Unmatched brackets may span several words: once split, they would be read differently.
  if (parts.some(hasMarkup)) return { literal: [...parts.slice(1), first].flat().join(" ") };
  if (second === undefined) return saidName(first);
  if (isSuffix(second)) {
    const suffix = second.join(" ");
    return third === undefined ? withSuffix(saidName(first), suffix) : turnedName(first, third, suffix);
  }
  if (third !== undefined && isSuffix(third)) return turnedName(first, second, third.join(" "));
  return turnedName(first, parts.slice(1).flat());
}

/** A name whose parts a source gives; particles and suffixes are found inside the other parts. */
export function nameInParts(parts: {
  readonly family: string | undefined;
  readonly given?: string | undefined;
  readonly particle?: string | undefined;
  readonly suffix?: string | undefined;
}): Name | undefined {
  const { family: last = "", given: first = "" } = parts;
  const isBare = parts.particle === undefined && parts.suffix === undefined;
  if (isBare && USUAL_PARTS[0].test(last) && USUAL_PARTS[1].test(first) && !/[JS]r$/.test(first))
    return { family: last, given: first };
  const words = (text: string | undefined) => (text ?? "").split(/\s+/).filter(Boolean);
  const [family, given, particle] = [words(parts.family), words(parts.given), words(parts.particle)];
  if ([family, given, particle].some(hasMarkup))
    return { literal: [...given, ...particle, ...family].join(" ") };
  if (family.length === 0) return given.length === 0 ? undefined : { literal: given.join(" ") };
  const name = turnedName(family, given, words(parts.suffix).join(" ") || undefined);
  if (particle.length === 0 || "literal" in name) return name;
  return { ...name, particle: [...particle, ...words(name.particle)].join(" ") };
}

/** Whether a text names a group of people or an institution. */
export function isOrganization(text: string): boolean {
  return text.length <= 300 && ORGANIZATION.test(text);
}

/** Whether a part is "Jr.", "III" or the like. */
export function isSuffix(part: Words): boolean {
  return part.length === 1 && SUFFIX.test(part[0] ?? "");
}

/** Whether a part is a degree, which is no part of a name. "Md" is one: Mohammad. */
export function isDegree(part: Words): boolean {
  const text = part.length < 3 ? part.join(" ") : "";
  return (
    /^(?:ph\.? ?d|d\.? ?phil|m\.? ?sc|b\.? ?sc|mph|mba|frcp|facs|rn)\.?$/i.test(text) ||
    /^M\.? ?D\.?$/.test(text)
  );
}

const MARKUP = /[{}\\$<>&]/;

function isBalanced(text: string): boolean {
  return text.split("{").length === text.split("}").length;
}

function hasMarkup(words: Words): boolean {
  return words.some((word) => MARKUP.test(word));
}

const ORGANIZATION =
  /\b(?:collaborations?|consortium|consortia|(?:working|study|research|writing|author) group|task ?force|team|initiative|committee|investigators|contributors|university|institute|laborator(?:y|ies)|labs?|foundation|association|organi[sz]ation|agency|ministry|society|inc|ltd|llc|gmbh)\b\.?(?:,? (?:of|for|on|at|in)\b.*)?[\s,]*$/i;
const SUFFIX = /^(?:[JSjs]r\.?|I{2,3}|IV|2nd|3rd|Esq\.?)$/;
// Without a comma, a lower-case word may be a middle name.
const SURE_SUFFIX = /^(?:[JS]r\.?|I{2,3}|IV|2nd|3rd)$/;

const SMALL = /^\p{Ll}/u;
const PARTICLES = new Set(
  "van von der den de del della degli dei di da das do dos du des la las le los el al ter ten te zu zum zur af av bin ibn vom vander st".split(
    " ",
  ),
);
const LINKS = new Set(["y", "e", "i"]);
const CAPITAL_PARTICLES = new Set(
  "Van Von Der Den De Del Della Degli Di Da Dos Du Des La Le Ter Ten".split(" "),
);
// Their "Van" is a middle name.
const VIETNAMESE =
  /^(?:Nguy[eễ]n|Tr[aầ]n|L[eê]|Ph[aạ]m|Ho[aà]ng|Ph[aạ]n|V[uũ]|Đ[aặ]ng|B[uù]i|Đỗ|Do|Ngô|Ngo)$/u;

// "Bo van der Wasp Jr.": the family name follows the last particle, or is the last word.
function saidName(words: Words): Name {
  const [only = ""] = words;
  if (words.length === 1) return only.includes(" ") ? { literal: only } : { family: only };
  if (words.length === 2 && words.every((word) => EAST_ASIAN.test(word))) return eastAsianName(words);
  const last = words.at(-1) ?? "";
  if (words.length > 2 && SURE_SUFFIX.test(last)) return withSuffix(saidName(words.slice(0, -1)), last);
  const middle = particlesOf(words);
  if (middle !== undefined) {
    const [start, end] = middle;
    return named(words.slice(end), words.slice(0, start), words.slice(start, end));
  }
  const start = familyStart(words);
  return named(words.slice(start), words.slice(0, start));
}

// "van der Wasp" and "Bo", the two sides of a comma.
function turnedName(family: Words, given: Words, suffix?: string): Name {
  if (suffix === undefined) {
    const [one, other] = [family.at(-1) ?? "", given.at(-1) ?? ""];
    if (family.length > 1 && SURE_SUFFIX.test(one)) return turnedName(family.slice(0, -1), given, one);
    if (given.length > 1 && SURE_SUFFIX.test(other)) return turnedName(family, given.slice(0, -1), other);
  }
  let start = 0;
  while (start < family.length - 1 && isSmall(family[start])) start++;
  let end = given.length;
  while (end > 1 && PARTICLES.has(given[end - 1] ?? "")) end--;
  const particle = [...given.slice(end), ...family.slice(0, start)];
  const name = named(family.slice(start), given.slice(0, end), particle);
  return suffix === undefined ? name : withSuffix(name, suffix);
}

function named(family: Words, given: Words, particle: Words = []): Name {
  const text = (words: Words) => (words.length === 0 ? undefined : words.join(" "));
  return defined({
    family: family.join(" "),
    given: text(given),
    particle: text(particle),
    suffix: undefined,
  });
}

function withSuffix(name: Name, suffix: string): Name {
  return "literal" in name ? { literal: `${name.literal} ${suffix}` } : { ...name, suffix };
}

// Where the lower-case particles are, if there are any: before a last word, and after a first one unless that is one too.
function particlesOf(words: Words): readonly [number, number] | undefined {
  const isAllSmall = words.every(isSmall);
  const isParticle = (word: string | undefined, index: number) =>
    isSmall(word) &&
    !LINKS.has(word ?? "") &&
    (PARTICLES.has(word ?? "") || (index > 0 && !isAllSmall && !(word ?? "").includes(".")));
  let end = words.length - 1;
  while (end > 0 && !isParticle(words[end - 1], end - 1)) end--;
  if (end === 0) return undefined;
  let start = end - 1;
  while (start > 0 && isParticle(words[start - 1], start - 1)) start--;
  return [start, end];
}

// "Santiago Ramón y Cajal", "Alessandro De Santis".
function familyStart(words: Words): number {
  let start = words.length - 1;
  if (start > 2 && LINKS.has(words[start - 1] ?? "")) return start - 2;
  if (VIETNAMESE.test(words[0] ?? "")) return start;
  while (start > 1 && CAPITAL_PARTICLES.has(words[start - 1] ?? "")) start--;
  return start;
}

function isSmall(word: string | undefined): boolean {
  return word !== undefined && SMALL.test(word) && !word.includes(" ") && !/^\p{Ll}['’]/u.test(word);
}

// The most frequent family names of one character: one of them may follow a longer given name.
const CHINESE = new Set(
  "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾丁魏薛叶葉阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文",
);
const COMPOUND = new Set(
  "欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 夏侯 东方 東方 皇甫 尉迟 公孙 公孫 慕容 令狐".split(" "),
);

// The family name comes first, unless a program swapped the two.
function eastAsianName([first = "", second = ""]: Words): Name {
  const isTurned = second.length === 1 && first.length > 1 && CHINESE.has(second) && !COMPOUND.has(first);
  return isTurned ? { family: second, given: first } : { family: first, given: second };
}
