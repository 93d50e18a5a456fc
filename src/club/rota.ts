import type { Presenter } from "../store/club/presenters.ts";

/** The presenters with somebody new, whose turn comes after all the others'; with a new name for one who is there. */
export function joined(rota: readonly Presenter[], person: string, name: string): Presenter {
  const known = rota.find((one) => one.person === person);
  return { person, name, turn: known?.turn ?? lastTurn(rota) + 1 };
}

/** Who has presented, with a turn after all the others'. Undefined where there is nobody. */
export function presented(rota: readonly Presenter[]): Presenter | undefined {
  const [first] = rota;
  return first && { ...first, turn: lastTurn(rota) + 1 };
}

/** Who had presented, with a turn before all the others': theirs again. Undefined where they present no longer. */
export function notPresented(rota: readonly Presenter[], person: string | undefined): Presenter | undefined {
  const [first] = rota;
  const known = rota.find((one) => one.person === person);
  return first && known && { ...known, turn: first.turn - 1 };
}

/** Two presenters, each with the other's turn. */
export function swapped(one: Presenter, other: Presenter): readonly [Presenter, Presenter] {
  return [
    { ...one, turn: other.turn },
    { ...other, turn: one.turn },
  ];
}

/** Whether two names are too much alike for people to tell who is meant. */
export function isSameName(one: string, other: string): boolean {
  const plain = (name: string) => name.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
  return plain(one) === plain(other);
}

function lastTurn(rota: readonly Presenter[]): number {
  return rota.reduce((last, { turn }) => Math.max(last, turn), 0);
}
