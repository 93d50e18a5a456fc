import { describe, expect, test } from "vitest";
import { words } from "../../../src/search/text/analyze.ts";

function term(word: string): string | undefined {
  return words(word)[0]?.term;
}

describe("British and American spellings are one term", () => {
  test.each([
    ["quantisation", "quantization"],
    ["optimised", "optimized"],
    ["optimisers", "optimizers"],
    ["generalising", "generalizing"],
    ["analyse", "analyze"],
    ["behaviour", "behavior"],
    ["colours", "colors"],
    ["neighbouring", "neighboring"],
    ["centre", "center"],
    ["fibre", "fiber"],
    ["catalogue", "catalog"],
    ["defence", "defense"],
    ["leukaemia", "leukemia"],
    ["oedema", "edema"],
    ["foetal", "fetal"],
    ["paediatric", "pediatric"],
    ["modelling", "modeling"],
    ["labelled", "labeled"],
  ])("%s = %s", (british, american) => {
    expect(term(british)).toBe(term(american));
  });
});

describe("words that only look British keep their relatives", () => {
  test.each([
    ["precise", "precisely"],
    ["promise", "promising"],
    ["premise", "premises"],
    ["expertise", "expertise"],
    ["supervise", "supervised"],
    ["noise", "noised"],
  ])("%s ~ %s", (one, other) => {
    expect(term(one)).toBe(term(other));
  });

  test.each([
    ["four", "for"],
    ["hour", "hor"],
    ["wise", "wize"],
  ])("%s is not %s", (one, other) => {
    expect(term(one)).not.toBe(term(other));
  });
});
