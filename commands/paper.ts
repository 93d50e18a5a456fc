import { z } from "zod";
import { defineCommand, type Request } from "../src/chat/command.ts";
import { buttons, note, type Reply } from "../src/chat/reply.ts";
import { counted } from "../src/counted.ts";
import { UserError } from "../src/errors.ts";
import { narrowed } from "../src/present/facet-buttons.ts";
import { readLinks } from "../src/present/links-in-query.ts";
import { onePaper, suggestQueries } from "../src/present/one-paper.ts";
import { count, page, pageOfPapers, relaxedLine, stillLoading } from "../src/present/paging.ts";
import type { Services } from "../src/present/services.ts";
import { QUERY_FORMS } from "../src/search/query-language.ts";

export const paper = defineCommand({
  name: "paper",
  description: "Find papers by topic, title, author or link",
  example: "streaming video",
  details: ["", "What you can write:", ...QUERY_FORMS.map(({ form, meaning }) => `${form}: ${meaning}`)],
  expensive: true,
  options: z.object({
    query: z.string().trim().min(1).max(500).describe("Words, a question, a link or filters"),
    count,
    page,
  }),
  suggest: { query: suggestQueries },
  async run({ query: typed, count, page }, services: Services, { caller }: Request): Promise<Reply> {
    const { library } = services;
    const { query, ids, missing } = await readLinks(typed, services);
    const result = await library.index.search(query, { offset: (page - 1) * count, limit: count });
    const [only] = result.hits;
    if (only && ids.length > 0 && result.total === 1) return onePaper(only.paper, services, caller, missing);
    if (result.hits.length > 0) {
      const { relaxed } = result;
      const named = [missing, "The papers you named:"].filter(Boolean).join("\n\n");
      const found = [`Papers on “${query}”`, relaxed && relaxedLine(relaxed)].filter(Boolean).join("\n");
      const heading = ids.length > 0 ? named : found;
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
      return nothing(`“${query}” has only ${counted(last, "page")}.`, [query], "First page");
    }
    const warning = stillLoading(library);
    if (warning !== "") return nothing(`Nothing matches “${query}” yet. ${warning}`, []);
    const advice =
      result.alternatives.length > 0
        ? "Try one of these instead:"
        : "Try fewer or more general words, part of a title, or a link to a paper.";
    return nothing(`Nothing matches “${query}”. ${advice}`, result.alternatives);
  },
});

function nothing(text: string, alternatives: readonly string[], label?: string): Reply {
  const named = label === undefined ? alternatives : [];
  return {
    outcome: "answer",
    audience: "asker",
    text: [text, ...named.map((query) => `• ${query}`)].join("\n"),
    cards: [],
    buttons: buttons(
      ...alternatives.slice(0, 3).map((query) => ({
        label: label ?? (query.length > 40 ? `${query.slice(0, 39).trimEnd()}…` : query),
        action: { command: "paper", options: { query }, effect: "replace" as const },
      })),
    ),
  };
}
