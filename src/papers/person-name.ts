import { cleanText } from "./clean-text.ts";
import { defined } from "./defined.ts";
import type { Name } from "./paper.ts";

/** The name as it is said: "Bo van der Wasp Jr.", "The Hive Collaboration", and "王小明" with the family name first. */
export function displayName(name: Name): string {
  if ("literal" in name) return name.literal;
  const { family, given, particle, suffix } = name;
  if (given !== undefined && family > "\u0fff" && EAST_ASIAN.test(family) && EAST_ASIAN.test(given))
    return family + given;
  const start = given ? `${given} ` : "";
  return `${start}${particle ? `${particle} ` : ""}${family}${suffix ? ` ${suffix}` : ""}`;
}

/** The name with readable parts; undefined if it has neither a family name nor a literal. */
export function cleanName(raw: Name): Name | undefined {
  if ("literal" in raw) {
    const literal = clean(raw.literal);
    return literal === undefined ? undefined : { literal };
  }
  const family = clean(raw.family);
  const given = clean(raw.given);
  if (family === undefined) return given === undefined ? undefined : { literal: given };
  const particle = clean(raw.particle);
  const suffix = clean(raw.suffix);
  // Every name of every paper comes through here.
  if (particle === undefined && suffix === undefined)
    return given === undefined ? { family } : { family, given };
  return defined({ family, given, particle, suffix });
}

function clean(part: string | undefined): string | undefined {
  return part === undefined ? undefined : cleanText(part, "name", 300);
}

/** A part of a name that is written without a space before the next, or with one that is not said. */
export const EAST_ASIAN = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}ー々·]+$/u;
