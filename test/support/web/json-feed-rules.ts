import { z } from "zod";

const text = z.string().min(1);
const address = z.url({ protocol: /^https?$/ });
const instant = z.iso.datetime({ offset: true });
const author = z
  .strictObject({ name: text.optional(), url: address.optional(), avatar: address.optional() })
  .refine((one) => Object.keys(one).length > 0, "an author with nothing said");

/** JSON Feed 1.1, without the parts that no feed of ours has. Nothing else may be in it. */
export const jsonFeedRules = z.strictObject({
  version: z.literal("https://jsonfeed.org/version/1.1"),
  title: text,
  home_page_url: address.optional(),
  feed_url: address.optional(),
  description: text.optional(),
  language: z
    .string()
    .regex(/^[a-z]{2}(?:-[A-Z]{2})?$/)
    .optional(),
  items: z
    .array(
      z
        .strictObject({
          id: text,
          url: address.optional(),
          external_url: address.optional(),
          title: text.optional(),
          content_html: text.optional(),
          content_text: text.optional(),
          summary: text.optional(),
          date_published: instant.optional(),
          date_modified: instant.optional(),
          authors: z.array(author).min(1).optional(),
          tags: z.array(text).optional(),
        })
        .refine((item) => item.content_html !== undefined || item.content_text !== undefined, "no content"),
    )
    .refine((items) => new Set(items.map(({ id }) => id)).size === items.length, "two items with one id"),
});
