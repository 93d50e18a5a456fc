import type { z } from "zod";
import type { HttpAnswer } from "./client.ts";
import { SourceError } from "./source-error.ts";

/** The JSON in an answer, checked. Throws a SourceError for anything else, such as a page of HTML with status 200. */
export function readJson<Schema extends z.ZodType>(
  { body }: Pick<HttpAnswer, "body">,
  schema: Schema,
): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (error) {
    const kind = /^\s*</.test(body) ? "a web page" : "something else";
    throw new SourceError("invalid", `${kind} instead of JSON`, { cause: error });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new SourceError(
    "invalid",
    `JSON of another shape (${issue?.path.join(".") || "top"}: ${issue?.message})`,
  );
}
