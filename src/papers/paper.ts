import { z } from "zod";

/** A web address that may be shown as a link: https, no credentials, at most 2,048 characters (Discord's limit). */
const link = z
  .string()
  .max(2048)
  .refine((text) => isSafeLink(text), "must be an https address");

/**
 * One paper, as every part of the program sees it. Texts are plain: no markup, no entities, no line breaks.
 *
 * - `id` is canonical (see identifier.ts): `arxiv:2401.01234`, `doi:10.1145/…`, or `title:…` while only the title is known.
 * - `published` is as exact as is known: `2024`, `2024-07` or `2024-07-01`.
 * - `authorsCount` is set where `authors` is known to be incomplete.
 */
export const paperSchema = z.object({
  id: z.string().min(3).max(300),
  title: z.string().min(1).max(2000),
  abstract: z.string().max(20_000).optional(),
  summary: z.string().max(5000).optional(),
  keywords: z.array(z.string().max(200)).max(50).default([]),
  authors: z.array(z.string().max(300)).max(5000).default([]),
  authorsCount: z.int().positive().optional(),
  published: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
    .optional(),
  categories: z.array(z.string().max(100)).max(50).default([]),
  venue: z.string().max(300).optional(),
  url: link.optional(),
  codeUrl: link.optional(),
  upvotes: z.int().nonnegative().optional(),
});

export type Paper = Readonly<z.output<typeof paperSchema>>;

/** Whether `text` is an https address without credentials whose host is a public-looking name. */
export function isSafeLink(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (
    url.protocol === "https:" && url.username === "" && url.password === "" && isPublicName(url.hostname)
  );
}

// Numeric hosts and single labels ("localhost", "intranet") are never a paper's address.
function isPublicName(host: string): boolean {
  return /\.[a-z][a-z0-9-]+$/i.test(host) && !/\.(local|internal|localhost)$/i.test(host);
}
