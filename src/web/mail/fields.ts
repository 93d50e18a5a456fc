import { UserError } from "../../errors.ts";
import type { Services } from "../../present/services.ts";
import { plain } from "../plain.ts";

const LONGEST_QUERY = 300;
const LONGEST_TEXT = 100;

/** A field's text on one line; undefined where it was left empty. */
export function textOf(fields: URLSearchParams, name: string, most = LONGEST_TEXT): string | undefined {
  return (
    plain(fields.get(name) ?? "")
      .trim()
      .slice(0, most) || undefined
  );
}

/** A query that the library understands. Throws a UserError for one that it doesn't: better now than with every mail. */
export async function readSearch(typed: string, { library }: Services): Promise<string> {
  const search = plain(typed).trim();
  if (search === "") throw new UserError("Which search? Give its words.");
  if (search.length > LONGEST_QUERY)
    throw new UserError(`A search can have ${LONGEST_QUERY} characters at most.`);
  await library.index.search(search, { offset: 0, limit: 1 });
  return search;
}
