import { DAY_MS } from "../time/day.ts";
/** Something that somebody said about a paper. */
export interface Signal {
  readonly paper: string;
  /** Whose it is: nobody counts twice against himself. */
  readonly person: string;
  readonly kind: "vote" | "save" | "example" | "dislike";
  readonly at: Date;
  /** The interest for which it was said. */
  readonly interest?: string | undefined;
}

/** What is said about one paper, taken together. */
export interface WeighedPaper {
  readonly paper: string;
  /** Whether it stands for what is liked, or is not wanted. */
  readonly kind: "paper" | "hidden";
  /** Above 0, at most 1. */
  readonly weight: number;
  readonly interest?: string;
  /** How many people said what. */
  readonly said: Readonly<Record<Signal["kind"], number>>;
}

/**
 * After so many days a signal counts half: what a lab wanted half a year ago still says something, what it wanted two
 * years ago next to nothing (6 %). A judgement, not a measurement.
 */
const HALF_LIFE_DAYS = 180;

/** What one fresh signal is worth; further ones halve what is missing to 1, so that 4 votes are worth 0.94. */
const ONE = 0.5;

/**
 * The papers that stand for what is liked, and those that are not wanted; a paper on which as many people are for it as
 * against it is neither. Who dislikes a paper has said nothing else about it.
 */
export function weigh(signals: readonly Signal[], now: Date): readonly WeighedPaper[] {
  const byPaper = new Map<string, Signal[]>();
  for (const signal of signals) {
    const said = byPaper.get(signal.paper);
    if (said) said.push(signal);
    else byPaper.set(signal.paper, [signal]);
  }
  return [...byPaper].flatMap(([paper, said]) => verdictOn(paper, said, now) ?? []);
}

function verdictOn(paper: string, all: readonly Signal[], now: Date): WeighedPaper | undefined {
  const against = all.filter(({ kind }) => kind === "dislike");
  const haters = new Set(against.map(({ person }) => person));
  const inFavour = all.filter(({ kind, person }) => kind !== "dislike" && !haters.has(person));
  const balance = new Set(inFavour.map(({ person }) => person)).size - haters.size;
  const gain = together(inFavour, now) - together(against, now);
  if (balance === 0 || (balance > 0 && gain <= 0)) return undefined;
  const interest = inFavour.find((signal) => signal.interest !== undefined)?.interest;
  const said = { vote: 0, save: 0, example: 0, dislike: against.length };
  for (const { kind } of inFavour) said[kind]++;
  return {
    paper,
    kind: balance > 0 ? "paper" : "hidden",
    weight: balance > 0 ? gain : together(against, now),
    ...(interest !== undefined && { interest }),
    said,
  };
}

function together(signals: readonly Signal[], now: Date): number {
  return 1 - signals.reduce((missing, { at }) => missing * (1 - ONE * fade(at, now)), 1);
}

function fade(at: Date, now: Date): number {
  const days = Math.max(0, now.getTime() - at.getTime()) / DAY_MS;
  return 0.5 ** (days / HALF_LIFE_DAYS);
}
