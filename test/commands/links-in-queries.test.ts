import { beforeEach, describe, expect, it } from "vitest";
import type { Chat } from "../../src/chat/chat.ts";
import type { Reply } from "../../src/chat/reply.ts";
import type { Fetched } from "../../src/present/services.ts";
import { someApp } from "../support/app.ts";
import { someLibrary, TODAY } from "../support/library/library.ts";

const VIDEO = "arxiv:2405.16009";
const MAMBA = "arxiv:2312.00752";

let chat: Chat;
let fetched: string[];
let outcome: Fetched;
beforeEach(async () => {
  fetched = [];
  outcome = "unknown";
  const fetchPaper = (id: string): Promise<Fetched> => {
    fetched.push(id);
    return Promise.resolve(outcome);
  };
  const syncer = { sources: [], fetchPaper, notices: [], report: async () => ({ lines: [] }) };
  chat = someApp(await someLibrary(), () => TODAY, { syncer }).chat;
});

function ask(line: string): Promise<Reply> {
  return chat.runLine(line, { platform: "test", user: "U1", admin: false, prefix: "/" });
}
const papers = ({ cards }: Reply) => cards.map(({ paper }) => paper);

describe("links and ids among words", () => {
  it.each([
    ["what about https://arxiv.org/abs/2405.16009?", [VIDEO]],
    ["have you seen 2405.16009?", [VIDEO]],
    ["/paper summarize https://arxiv.org/pdf/2405.16009v2.pdf please", [VIDEO]],
    ["arxiv:2405.16009 looks great!", [VIDEO]],
    ["https://arxiv.org/abs/2312.00752 https://huggingface.co/papers/2405.16009", [MAMBA, VIDEO]],
    ["2405.16009 and 2312.00752", [VIDEO, MAMBA]],
    ["compare (arXiv: 2405.16009) with 2312.00752, and 2405.16009 again", [VIDEO, MAMBA]],
    ["2405.16009 or 2312.00752 year:2023", [MAMBA]],
    ["is https://github.com/KPeng9510/RAVAR any good", ["arxiv:2407.01872"]],
  ])("%j is those papers", async (line, ids) => {
    const reply = await ask(line);
    expect(papers(reply)).toEqual(ids);
    // One paper by itself is shown in full, with what can be done about it.
    expect(reply.text).toBe(ids.length === 1 ? undefined : "The papers you named:");
    expect(reply.menu === undefined).toBe(ids.length === 1);
  });

  it("are fetched where the library does not have them, and what is missing is told beside the others", async () => {
    const reply = await ask("2405.16009 and 2401.99999");
    expect(fetched).toEqual(["arxiv:2401.99999"]);
    expect(papers(reply)).toEqual([VIDEO]);
    expect(reply.text).toContain("I couldn't find arXiv 2401.99999");
  });

  it("are told to be missing where none is there", async () => {
    outcome = "unsupported";
    expect(await ask("what about 2401.99999?")).toMatchObject({
      outcome: "usage",
      text: "The library doesn't have arXiv 2401.99999.",
    });
  });

  it("are told not to fit filters that they do not fit", async () => {
    expect((await ask("2405.16009 year:2019")).text).toBe("That paper doesn't match the filters.");
  });

  it("turned round by a minus are no papers to show", async () => {
    expect(papers(await ask("streaming video -2405.16009"))).not.toEqual([VIDEO]);
  });
});

describe("links to something else", () => {
  it.each([
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "have you seen this video https://youtu.be/dQw4w9WgXcQ ?",
    "https://github.com/torvalds/linux",
    "what do you think of this repo github.com/torvalds/linux",
    "www.nytimes.com/2024/01/01/world",
    "https://arxiv.org/list/cs.CV/recent",
    "https://example.org",
  ])("%j gets what links are known, and no papers", async (line) => {
    const reply = await ask(line);
    expect(reply.text).toMatch(/^I can't read that page\. Send an arXiv, Hugging Face or DOI link/);
    expect(reply.cards).toEqual([]);
    expect(fetched).toEqual([]);
  });

  it("leave the words around them to be searched for", async () => {
    const reply = await ask("streaming video understanding as in https://youtu.be/dQw4w9WgXcQ");
    expect(reply.text).toBe("Papers on “streaming video understanding as in”");
    expect(papers(reply)).toContain(VIDEO);
  });

  it.each(["and/or trees", "node.js", "1.5/2 bits"])("%j is none", async (line) => {
    expect((await ask(line)).text).toContain(`“${line}”`);
  });
});
