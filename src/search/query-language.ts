import { words } from "./text/analyze.ts";

interface QueryForm {
  /** An example of what to type. */
  readonly form: string;
  /** What it gets, to be read behind the example. */
  readonly meaning: string;
}

/** The query language, for /help and the README. A test puts every form through the parser. */
export const QUERY_FORMS: readonly QueryForm[] = [
  { form: "streaming video", meaning: "papers on these words, best first; a question works too" },
  {
    form: '"once for all"',
    meaning: "with this exact phrase",
  },
  { form: "-survey", meaning: 'without the word; also -"a phrase"' },
  { form: "author:hinton", meaning: 'by author, any part of the name; also author:"geoffrey hinton"' },
  { form: "category:cs.CV", meaning: "in an arXiv category, or a group of them: category:cs" },
  { form: "year:2024", meaning: "of a year; also 2023..2025, 2023.. and ..2025" },
  {
    form: "since:30d",
    meaning: "not older than days (d), weeks (w), months (m), years (y), or a date: since:2024-05-01",
  },
  { form: "has:code", meaning: "with public code; also has:abstract and has:votes" },
  { form: "sort:new", meaning: "newest first; sort:votes for the most voted" },
  { form: "https://arxiv.org/abs/2405.16009", meaning: "this paper; an id works too" },
];

/** Whether a text has a word that papers can be found by: those that stand in every text are none. */
export function hasWords(text: string): boolean {
  return words(text).some(({ stop }) => !stop);
}
