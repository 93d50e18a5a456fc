import { z } from "zod";
import { defineCommand, type Request } from "../src/chat/command.ts";
import { buttons, type Reply } from "../src/chat/reply.ts";
import { narrowed } from "../src/present/finding/facet-buttons.ts";
import { type FoundPapers, findPapers } from "../src/present/finding/find-papers.ts";
import { onePaper, suggestQueries } from "../src/present/one-paper.ts";
import { count, page, pageOfPapers } from "../src/present/paging.ts";
import type { Services } from "../src/present/services.ts";
import { QUERY_FORMS } from "../src/search/query-language.ts";
import { shorten } from "../src/shorten.ts";

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
    const found = await findPapers(typed, { count, page }, services);
    if (found.kind === "one") return onePaper(found.paper, services, caller, found.missing);
    if (found.kind === "nothing") return nothing(found);
    const { query, title, isNamed, note, result } = found;
    const heading = (isNamed ? [note, title] : [title, note]).filter(Boolean).join(isNamed ? "\n\n" : "\n");
    const parts = narrowed(query, result);
    const list = { result, heading, command: "paper", options: { query }, count, page, parts };
    return pageOfPapers(list, services, caller);
  },
});

function nothing({ text, alternatives, isPastEnd }: Extract<FoundPapers, { kind: "nothing" }>): Reply {
  const named = isPastEnd ? [] : alternatives;
  return {
    outcome: "answer",
    audience: "asker",
    text: [text, ...named.map((query) => `• ${query}`)].join("\n"),
    cards: [],
    buttons: buttons(
      ...alternatives.slice(0, 3).map((query) => ({
        label: isPastEnd ? "First page" : shorten(query, 39),
        action: { command: "paper", options: { query }, effect: "replace" as const },
      })),
    ),
  };
}
