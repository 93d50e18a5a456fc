/** The longest line that is searched, in characters. */
export const LONGEST_ROW = 5000;

// A text in brackets: escaped ones are part of it, and so are a few pairs within.
const PLAIN = String.raw`(?:[^\][\\]|\\.)`;
const TEXT = String.raw`${PLAIN}{0,1000}(?:\[[^\][]{0,200}\]${PLAIN}{0,300}){0,3}`;
const PICTURE = /!\[[^\][]{0,200}\]\([^\s()]{0,1000}\)/g;
/** The address of a link in its brackets, as the source of a pattern with one group. */
export const TARGET = String.raw`\(<?([^\s<>()]{4,1000}(?:\([^\s<>()]{1,100}\)[^\s<>()]{0,200})?)>?(?:\s"[^"]{0,200}")?\)`;

/** A link, with its text and its address. */
export const LINK = new RegExp(String.raw`(?<!\\)\[(${TEXT})\]{1,2}${TARGET}`, "g");

/**
 * A line with its links and emphasis as Markdown's: tags of HTML (`<b>`, `<a href="…">`) and links by reference (`[Toy Bees][1]`) are turned into
 * it, and pictures are left out: a badge is a link without a text. `addresses` are those of references, by their names in small letters.
 */
export function inMarkdown(raw: string, addresses: ReadonlyMap<string, string>): string {
  if (raw.length > LONGEST_ROW) return raw;
  let line = raw.replace(PICTURE, "");
  if (line.includes("<")) line = withoutHtml(line);
  if (!line.includes("][")) return line;
  return line.replace(/\[([^\][]{1,500})\]\[([^\][]{0,100})\]/g, (link, text: string, name: string) => {
    const address = addresses.get((name || text).toLowerCase());
    return address === undefined ? link : `[${text}](${address})`;
  });
}

function withoutHtml(line: string): string {
  return line
    .replace(/<a\s[^<>]{0,300}?href="([^"<>\s]{4,1000})"[^<>]{0,300}>([^<>]{0,500})<\/a>/gi, "[$2]($1)")
    .replace(/<(\/?)(?:b|strong)>/gi, "**")
    .replace(/<(\/?)(?:i|em)>/gi, "*")
    .replace(/<br\s?\/?>/gi, " | ")
    .replace(/^\s{0,20}(?:<details>\s{0,5})?<summary>/i, "- ")
    .replace(
      /<\/?(?:details|summary|p|li|ul|ol|td|tr|h\d|sup|sub|span|font|center|u|code|kbd)(?:\s[^<>]{0,300})?>/gi,
      " ",
    );
}
