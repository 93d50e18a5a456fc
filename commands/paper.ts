import { z } from "zod";
import { defineCommand, type Request } from "../src/chat/command.ts";
import { buttons, note, type Reply } from "../src/chat/reply.ts";
import { UserError } from "../src/errors.ts";
import { narrowed } from "../src/present/facet-buttons.ts";
import { readLinks } from "../src/present/links-in-query.ts";
import { suggestQueries } from "../src/present/one-paper.ts";
import { count, page, pageOfPapers, stillLoading } from "../src/present/paging.ts";
import type { Services } from "../src/present/services.ts";
import { QUERY_FORMS } from "../src/search/query-language.ts";

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
  suggest: { query: suggestQueries },
  async run({ query: typed, count, page }, services: Services, { caller }: Request): Promise<Reply> {
    const { library } = services;
    const { query, ids, missing } = await readLinks(typed, services);
    const result = await library.index.search(query, { offset: (page - 1) * count, limit: count });
    if (result.hits.length > 0) {
      const found = result.total === 1 ? "The paper that you named" : "The papers that you named";
      const heading =
        ids.length > 0 ? [`${found}:`, missing].filter(Boolean).join("\n") : `Papers on “${query}”`;
      const parts = narrowed(query, result);
      const options = { query };
      const list = { result, heading, command: "paper", options, count, page, parts };
      return pageOfPapers(list, services, caller);
    }
    if (missing !== undefined) throw new UserError(missing);
    if (ids.length > 0 && result.total === 0)
      return note(`${ids.length === 1 ? "That paper doesn't" : "Those papers don't"} match the filters.`);
    if (result.total > 0) {
      const last = Math.ceil(result.total / count);
      return nothing(`“${query}” has ${last} ${last === 1 ? "page" : "pages"} only.`, [query]);
    }
    const warning = stillLoading(library);
    const advice =
      result.alternatives.length > 0
        ? "Try one of these instead:"
        : "Try fewer or more general words, a part of a title, or a link to a paper.";
    return nothing(
      [`Nothing matches “${query}”.`, warning, advice].filter(Boolean).join(" "),
      result.alternatives,
    );
  },
});

function nothing(text: string, alternatives: readonly string[]): Reply {
  return {
    outcome: "answer",
    audience: "asker",
    text: [text, ...alternatives.map((query) => `• ${query}`)].join("\n"),
    cards: [],
    buttons: buttons(
      ...alternatives.slice(0, 3).map((query) => ({
        label: query.length > 40 ? `${query.slice(0, 39).trimEnd()}…` : query,
        action: { command: "paper", options: { query }, effect: "replace" as const },
      })),
    ),
  };
}
