import { z } from "zod";
import type { Caller, Suggestion } from "../chat/command.ts";
import { type Button, buttons, type Reply } from "../chat/reply.ts";
import { UserError } from "../errors.ts";
import { canonicalId, isProvisional } from "../papers/identifier.ts";
import type { Paper } from "../papers/paper.ts";
import { idOfKey } from "./citation-key.ts";
import { fetchUnknown } from "./finding/fetch-unknown.ts";
import { stillLoading } from "./paging.ts";
import { fullCard, listCard } from "./paper-card.ts";
import type { Services } from "./services.ts";

/** The option of every command that is about one paper. */
export const paperOption = z.string().trim().min(1).max(500).meta({
  description: "An arXiv id, a link, part of the title, or a number from your last list",
  paper: true,
});

/** Completes titles. Ids are shorter than titles and mean one paper only, so they are the values. */
export async function suggestPapers(partial: string, { library }: Services): Promise<readonly Suggestion[]> {
  const papers = await library.index.suggestTitles(partial, 10);
  return papers.map((paper) => ({ label: paper.title, value: paper.id }));
}

/** Completes queries. */
export async function suggestQueries(partial: string, { library }: Services): Promise<readonly Suggestion[]> {
  const queries = await library.index.suggestQueries(partial, 10);
  return queries.map((query) => ({ label: query, value: query }));
}

/**
 * Runs `then` with the paper that `text` means, fetching it if need be; answers with a choice if several match, and
 * says so if none does.
 */
export async function withPaper(
  typed: string,
  services: Services,
  choose: (paper: Paper) => Button,
  then: (paper: Paper) => Reply | Promise<Reply>,
): Promise<Reply> {
  const { library } = services;
  const text = (await idOfKey(typed, services)) ?? typed;
  const [known, ...others] = await library.index.resolve(text);
  const paper = known ?? (await library.find(text)) ?? (await fetchUnknown(text, services));
  if (!paper) {
    if (isProvisional(text)) throw new UserError("That paper is no longer in the library.");
    const kind =
      canonicalId(text) === undefined
        ? `No title in the library matches “${text}”`
        : `The library doesn't have ${text}`;
    throw new UserError(
      `${kind}. ${stillLoading(library)} Try a few words of the title, or search by topic.`.replace(
        "  ",
        " ",
      ),
    );
  }
  if (others.length === 0) return then(paper);
  return {
    outcome: "answer",
    audience: "asker",
    text: `Several titles match “${text}”. Which one do you mean?`,
    cards: [paper, ...others]
      .slice(0, 5)
      .map((paper) => ({ ...listCard({ paper }), buttons: buttons(choose(paper)) })),
    buttons: [],
  };
}

/**
 * Like `withPaper`, for taking something back: a paper that is no longer in the library is still known by its id, and
 * is not fetched for that. Its title then is what was typed.
 */
export async function withPaperOrId(
  text: string,
  services: Services,
  choose: (paper: Paper) => Button,
  then: (paper: Pick<Paper, "id" | "title">) => Reply | Promise<Reply>,
): Promise<Reply> {
  const { library } = services;
  const id = isProvisional(text) ? text : canonicalId(text);
  const isLost =
    id !== undefined &&
    (await library.index.resolve(text)).length === 0 &&
    (await library.find(text)) === undefined;
  return isLost ? then({ id, title: text }) : withPaper(text, services, choose, then);
}

/** A paper's own page: everything about it, and what can be done with it. */
export async function onePaper(
  paper: Paper,
  { taste }: Services,
  caller: Caller,
  text?: string,
): Promise<Reply> {
  return {
    outcome: "answer",
    audience: "conversation",
    ...(text !== undefined && { text }),
    cards: [fullCard(paper, (await taste.tallies(caller, [paper.id])).get(paper.id))],
    ...(paper.abstract === undefined &&
      paper.summary !== undefined && {
        footer: "This is a summary. The library does not have the abstract yet.",
      }),
    buttons: [],
  };
}
