import fc from "fast-check";
import type { Paper } from "../../../src/papers/paper.ts";
import { somePaper } from "./papers.ts";

/** What may happen to an index: a paper comes (or comes again, changed), or goes. */
export type Change =
  | { readonly added: Paper; readonly removed?: undefined }
  | { readonly added?: undefined; readonly removed: string };

const WORDS = ["honey", "bees", "maze", "real-time", "hive", "honey maze (HM)", "wasp"];

const text = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 5 })
  .map((words) => words.join(" "));
const paper = fc
  .record({
    id: fc.constantFrom("a:1", "a:2", "a:3", "a:4"),
    title: text,
    abstract: text,
    authors: fc.subarray(["Ada Example", "Wasp Sample"]),
  })
  .map(somePaper);

export const someChanges: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.oneof(
    paper.map((added) => ({ added })),
    fc.constantFrom("a:1", "a:2", "a:3", "a:9").map((removed) => ({ removed })),
  ),
  { maxLength: 15 },
);
