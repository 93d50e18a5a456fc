import { z } from "zod";
import { defineCommand, type Request } from "../src/chat/command.ts";
import { note, type Reply } from "../src/chat/reply.ts";
import { findIds } from "../src/papers/identifier.ts";
import { idOfKey } from "../src/present/citation-key.ts";
import { pageOfPapers, stillLoading } from "../src/present/paging.ts";
import type { Services } from "../src/present/services.ts";

const COUNT = 5;

export const related = defineCommand({
  name: "related",
  description: "Find papers related to a text",
  typedOnly: true,
  example: "has anyone tried https://arxiv.org/abs/2405.16009",
  // As long as the longest message of any platform.
  expensive: true,
  options: z.object({
    text: z.string().trim().min(1).max(40_000).describe("A message, an abstract or a few links"),
  }),
  onMessage: { label: "Find related papers", option: "text" },
  async run({ text }, services: Services, { caller }: Request): Promise<Reply> {
    const { library } = services;
    const cited = await idOfKey(text, services);
    const named = cited === undefined ? findIds(text) : [cited];
    const papers = await Promise.all(
      named.map(async (id) => (await library.index.get(id)) ?? library.find(id)),
    );
    const known = papers.filter((paper) => paper !== undefined);
    const window = { offset: 0, limit: COUNT };
    const words = text.replace(/https?:\/\/\S+/giu, " ");
    const result =
      known.length > 0
        ? await library.index.similar(
            known.map(({ id }) => id),
            window,
          )
        : await library.index.searchWords(words, window);
    if (result.hits.length === 0) {
      const unknown =
        named.length > 0
          ? `The library doesn't have the ${named.length === 1 ? "paper" : "papers"} it links to yet.`
          : "";
      return note(["I found no related papers.", unknown, stillLoading(library)].filter(Boolean).join(" "));
    }
    const heading =
      known.length > 0
        ? `Papers similar to ${known
            .map(({ title }) => `“${title}”`)
            .slice(0, 3)
            .join(", ")}`
        : "Papers related to that text";
    // Hardly any paper has all the words of a whole text.
    const hits = result.hits.map(({ note: _, ...hit }) => hit);
    const all = { total: hits.length, hits };
    return pageOfPapers(
      { result: all, heading, command: "related", options: {}, count: COUNT, page: 1 },
      services,
      caller,
    );
  },
});
