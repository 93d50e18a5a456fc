import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fold } from "../../../src/papers/fold.ts";
import { words } from "../../../src/search/text/analyze.ts";

function terms(text: string): string[] {
  return words(text).flatMap(({ term, stop }) => (stop ? [] : [term]));
}

describe("words", () => {
  test.each([
    ["The bees of a hive", ["bee", "hive"]],
    ["Training trained trains", ["train", "train", "train"]],
    ["Modern C++ and C# code", ["modern", "c++", "c#", "code"]],
    ["A* search", ["a*", "search"]],
    ["W4A4 for 3D", ["w4a4", "3d"]],
    ["GPT-4o", ["gpt", "4o", "gpt4o"]],
    ["U-Net", ["u", "net", "unet"]],
    ["real-time", ["real", "time", "realtim"]],
    ["state-of-the-art", ["state", "art"]],
    ["Schrödinger's Straße", ["schroding", "strass"]],
    ["ﬁne naïve", ["fine", "naiv"]],
    ["深度学习", ["深度", "度学", "学习"]],
    ["sum: x+y=2", ["sum", "x", "y", "2"]],
    ["…!?—", []],
    ["", []],
  ])("of %j are indexed as %j", (text, expected) => {
    expect(terms(text)).toEqual(expected);
  });

  test.each([
    ["C++", "c++"],
    ["GPT-4", "gpt4"],
    ["GPT-4", "gpt 4"],
    ["real-time", "realtime"],
    ["real-time", "Real Time"],
    ["ResNet-50", "resnet50"],
    ["Poincaré", "poincare"],
    ["LLMs", "LLM"],
    ["β-VAE", "beta-VAE"],
    ["the Λ calculus", "lambda calculus"],
    ["beta-VAE", "β VAE"],
  ])("%j is found by %j", (text, query) => {
    expect(terms(text)).toEqual(expect.arrayContaining(terms(query)));
  });

  test("keep C++ apart from C, and C from C#", () => {
    expect(new Set(["C", "C++", "C#"].flatMap(terms)).size).toBe(3);
  });

  test("are cut where they are not words, and never fail", () => {
    expect(words("x".repeat(20_000))[0]?.term.length).toBeLessThanOrEqual(50);
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        for (const { term, folded } of words(text)) expect(`${term}${folded}`).not.toMatch(/\s/);
      }),
    );
  });
});

test("fold can be repeated without further effect", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => fold(fold(text)) === fold(text)));
});
