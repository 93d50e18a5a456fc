import { z } from "zod";
import { defineCommand } from "../src/chat/command.ts";
import { buttons, type Reply } from "../src/chat/reply.ts";
import { narrowed } from "../src/present/facet-buttons.ts";
import { fetchUnknown } from "../src/present/fetch-unknown.ts";
import { count, page, pageOfPapers, stillLoading } from "../src/present/paging.ts";
import type { Services } from "../src/present/services.ts";
import { QUERY_FORMS } from "../src/search/query/query-forms.ts";

export const paper = defineCommand({
  name: "paper",
  description: "Find papers by topic, title, author or link",
  example: "streaming video",
  details: ["", "What can be written:", ...QUERY_FORMS.map(({ form, meaning }) => `${form}: ${meaning}`)],
  options: z.object({
    query: z.string().trim().min(1).max(500).describe("What to look for: words, a question, a link, filters"),
    count,
    page,
  }),
  suggest: {
    query: (partial, { library }: Services) =>
      library.index.suggestQueries(partial, 10).map((query) => ({ label: query, value: query })),
  },
  async run({ query, count, page }, services: Services): Promise<Reply> {
    const { library } = services;
    const search = () => library.index.search(query, { offset: (page - 1) * count, limit: count });
    let result = search();
    if (result.total === 0 && (await fetchUnknown(query, services))) result = search();
    if (result.hits.length > 0) {
      const heading = `Papers on “${query}”`;
      const parts = narrowed(query, result);
      const options = { query };
      return pageOfPapers({ result, heading, command: "paper", options, count, page, library, parts });
    }
    if (result.total > 0) {
      const last = Math.ceil(result.total / count);
      return nothing(`“${query}” has ${last} ${last === 1 ? "page" : "pages"} only.`, [query]);
    }
    const warning = stillLoading(library);
    const advice =
      result.instead.length > 0 ? "Try one of these instead:" : "Try fewer or more general words.";
    return nothing(
      [`Nothing matches “${query}”.`, warning, advice].filter(Boolean).join(" "),
      result.instead,
    );
  },
});

function nothing(text: string, instead: readonly string[]): Reply {
  return {
    outcome: "answer",
    audience: "asker",
    text: [text, ...instead.map((query) => `• ${query}`)].join("\n"),
    cards: [],
    buttons: buttons(
      ...instead.slice(0, 3).map((query) => ({
        label: query.length > 40 ? `${query.slice(0, 39).trimEnd()}…` : query,
        action: { command: "paper", options: { query }, effect: "replace" as const },
      })),
    ),
  };
}
