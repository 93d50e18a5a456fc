import MiniSearch from "minisearch";
import type { CommandSpec } from "./command.ts";

/** A command's name and description count more than its details. */
const BOOST = { name: 2, description: 2 };
/** Words that questions are made of, whatever they are about. */
const QUESTION_WORDS = new Set(
  "a an and can do does for from how i in is it me my of on or that the this to what which you".split(" "),
);
/** Below this share of the best score, a command only happens to use one of the words. */
const WEAKEST = 0.4;
const MOST_FOUND = 3;

/** The commands that a plain question is about, best first; tolerates typos and unfinished words. */
export function findCommands(question: string, commands: readonly CommandSpec[]): readonly CommandSpec[] {
  const index = new MiniSearch<CommandSpec>({
    fields: ["name", "description", "details", "options"],
    idField: "name",
    processTerm: (term) => (QUESTION_WORDS.has(term.toLowerCase()) ? null : term.toLowerCase()),
    extractField: (spec, field) => fieldOf(spec, field),
    searchOptions: {
      boost: BOOST,
      prefix: (term) => term.length > 2,
      fuzzy: (term) => term.length > 3 && 0.2,
    },
  });
  index.addAll(commands);
  const found = index.search(question);
  const enough = (found[0]?.score ?? 0) * WEAKEST;
  return found
    .filter(({ score }) => score >= enough)
    .slice(0, MOST_FOUND)
    .flatMap(({ id }) => commands.find(({ name }) => name === id) ?? []);
}

function fieldOf({ name, description, details, options }: CommandSpec, field: string): string {
  if (field === "name") return name;
  if (field === "description") return description;
  if (field === "details") return details.join("\n");
  return options.map((option) => `${option.name} ${option.description}`).join("\n");
}
