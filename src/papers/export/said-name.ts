import type { Name } from "../paper.ts";
import { displayName } from "../person-name.ts";
import { readName } from "../read-name.ts";

/**
 * The parts of a name as it is said: "Laurens van der Bee Jr." has the family name Bee with "van der" before it. A guess, as names are
 * often known in one piece only; put together again the parts are the name.
 */
export function saidName(name: string): Name {
  const read = name.split(" ").every((word) => WORD.test(word)) ? readName(name) : undefined;
  return read !== undefined && displayName(read) === name ? read : { literal: name };
}

// Anything else is no name that could be taken apart.
const WORD = /^[\p{L}\p{M}.'’‘ʼ‐-]{1,100}$/u;
