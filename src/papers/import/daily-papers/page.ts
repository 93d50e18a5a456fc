import { canonicalId } from "../../identifier.ts";

/** The id behind a link of a Hugging Face page, relative or not; links to a paper's comments do not count. */
export function paperOfLink(href: string): string | undefined {
  if (href.includes("#")) return undefined;
  return canonicalId(href.startsWith("/papers/") ? `https://huggingface.co${href}` : href);
}

const MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*";

const NOISE = new RegExp(
  `^(?:${[
    "new|subscribe|daily papers|trending papers|papers|models|datasets|spaces|buckets|docs|pricing|enterprise|community",
    "hugging face|log ?in|sign ?up|search|previous|next|view (?:pdf|arxiv page)|arxiv(?: page)?|pdf|project page|terms|privacy|about|careers",
    "get trending papers in your email inbox.*|by ?@?ak(?:haliq)? and the research community",
    String.raw`(?:daily|weekly|monthly)(?:[\s/]{0,3}(?:daily|weekly|monthly))*`,
    String.raw`(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s)?(?:published on )?${MONTH}\.? \d{1,2}(?:,? \d{4})?(?:\s?[-–].{0,30}|\d*)`,
    String.raw`[-–—·•|*_=\s]+|\[?(?:\d{1,6}|\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{1,2})?k)\]?|(?:[-*•]\s?)?\d+ authors?|upvote\s*\d*|github\s*[\d.,k]*|submitted by.{0,80}`,
  ].join("|")})$`,
  "i",
);

/** Whether a line belongs to the page around the papers: its header and menus, votes, dates, numbers of authors. */
export function isNoise(line: string): boolean {
  return line.length <= 120 && NOISE.test(line);
}
