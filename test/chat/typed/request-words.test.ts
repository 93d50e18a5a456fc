import { describe, expect, test } from "vitest";
import { withoutRequest } from "../../../src/chat/typed/request-words.ts";

describe("withoutRequest", () => {
  test.each([
    ["help me find papers on pruning", "pruning"],
    ["find papers about graph neural networks", "graph neural networks"],
    ["Can you show me some recent work?", "Can you show me some recent work?"],
    ["can you please find me a few good papers on video LLMs?", "video LLMs"],
    ["hi, I'm looking for papers about mamba please", "mamba"],
    ["papers on streaming video", "streaming video"],
    ["do you have any papers on 3d gaussian splatting?", "3d gaussian splatting"],
    ["recommend me articles related to protein folding year:2024", "protein folding year:2024"],
    ["show me papers by hinton?", "papers by hinton"],
    ["any literature on time series", "time series"],
    ["is there anything on mamba?", "mamba"],
    ["any new papers about diffusion?", "diffusion"],
  ])("%j is about %j", (line, query) => {
    expect(withoutRequest(line)).toBe(query);
  });

  test.each([
    "papers with code",
    "papers by hinton",
    "search for neutrinos",
    "what are state space models",
    "recommendation for papers",
    "show and tell",
    "find papers",
    "paper folding",
    "research agents for literature reviews",
    "",
  ])("%j stays as it is", (line) => {
    expect(withoutRequest(line)).toBe(line);
  });

  test("reads long lines in no time", () => {
    const start = performance.now();
    for (const text of [
      "me ".repeat(30_000),
      "hello, ".repeat(15_000),
      "find some ".repeat(10_000),
      "papers on a?!. ".repeat(5_000),
    ])
      withoutRequest(text);
    expect(performance.now() - start).toBeLessThan(500);
  });
});
