import { createHash } from "node:crypto";
import type { Presenter } from "../store/club/presenters.ts";

/** The presenters with a new one, whose turn comes last; or with a new name for one who is there. */
export function joined(rota: readonly Presenter[], person: string, name: string): Presenter {
  const known = rota.find((one) => one.person === person);
  return { person, name, turn: known?.turn ?? lastTurn(rota) + 1 };
}

/** Whoever has presented, with a turn after all the others'. Undefined where there is nobody. */
export function presented(rota: readonly Presenter[]): Presenter | undefined {
  const [first] = rota;
  return first && { ...first, turn: lastTurn(rota) + 1 };
}

/** Whoever had presented, with a turn before all the others'. Undefined if they present no longer. */
export function notPresented(rota: readonly Presenter[], person: string | undefined): Presenter | undefined {
  const [first] = rota;
  const known = rota.find((one) => one.person === person);
  return first && known && { ...known, turn: first.turn - 1 };
}

/** Two presenters with each other's turn. */
function swapped(one: Presenter, other: Presenter): readonly [Presenter, Presenter] {
  return [
    { ...one, turn: other.turn },
    { ...other, turn: one.turn },
  ];
}

/** Somebody with the turn of the presenter of that name, and the other way round; undefined where there are no two. */
export function swap(
  rota: readonly Presenter[],
  person: string,
  name: string,
): readonly [Presenter, Presenter] | undefined {
  const mine = rota.find((one) => one.person === person);
  const other = rota.find((one) => isSameName(one.name, name));
  return mine && other && other !== mine ? swapped(mine, other) : undefined;
}

/** A key for two presenters with these turns, in either order. */
export function swapKey(pair: readonly Presenter[]): string {
  const parts = pair.map(({ person, turn }) => [person, turn]).sort();
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, KEY_LENGTH);
}

const KEY_LENGTH = 16;

/** The reverse swap, for one of the two, as long as both have the turns that the swap gave them. */
export function swapBack(
  rota: readonly Presenter[],
  person: string,
  key: string,
): readonly [Presenter, Presenter] | "nothing" | "refused" {
  for (const [at, one] of rota.entries()) {
    const other = rota.slice(at + 1).find((it) => swapKey([one, it]) === key);
    if (!other) continue;
    return person === one.person || person === other.person ? swapped(one, other) : "refused";
  }
  return "nothing";
}

/** Whether two names are too similar for people to tell who is meant. */
export function isSameName(one: string, other: string): boolean {
  const plain = (name: string) => name.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
  return plain(one) === plain(other);
}

function lastTurn(rota: readonly Presenter[]): number {
  return rota.reduce((last, { turn }) => Math.max(last, turn), 0);
}
