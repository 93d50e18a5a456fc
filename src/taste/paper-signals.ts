import { DAY_MS } from "../time/day.ts";
/** Something that somebody said about a paper. */
export interface Signal {
  readonly paper: string;
  /** The person it comes from: nobody counts twice. */
  readonly person: string;
  readonly kind: "vote" | "save" | "example" | "dislike";
  readonly at: Date;
  /** The interest that it was said for. */
  readonly interest?: string | undefined;
}

/** All signals about one paper, combined. */
export interface WeighedPaper {
  readonly paper: string;
  /** Whether it is an example of what is liked, or is not wanted. */
  readonly kind: "paper" | "hidden";
  /** Above 0, at most 1. */
  readonly weight: number;
  readonly interest?: string;
  /** How many people gave each signal. */
  readonly said: Readonly<Record<Signal["kind"], number>>;
}

/**
 * The half-life of a signal, in days: what a lab wanted half a year ago still says something, what it wanted two years
 * ago next to nothing (6 %). A judgement, not a measurement.
 */
const HALF_LIFE_DAYS = 180;

/** The weight of one fresh signal; each further one halves what is missing to 1, so that 4 votes weigh 0.94. */
const ONE = 0.5;

/**
 * The papers that are examples of what is liked, and those that are not wanted; a paper with as many people for it as
 * against it is neither. A downvote says nothing else about a paper.
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
