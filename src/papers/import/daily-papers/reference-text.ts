const MOST_LENGTH = 600;

/**
 * Whether a text reads as a list of people: "Ana Bee, Bo Wasp", "Gnat, F., & Mite, G. (2026)". Names and short titles look alike, so it only counts
 * where something else may be the title.
 */
export function isNames(text: string): boolean {
  const people = text
    .slice(0, MOST_LENGTH)
    .replace(/\(?\b(?:19|20)\d\d\b\)?|\bet\.? ?al\.?/g, " ")
    .split(/[,;&]|\sand\s/)
    .map((piece) => piece.replace(/[\s.:]{1,5}$/, "").trim())
    .filter((piece) => piece !== "");
  return people.length > 0 && people.every(isName);
}

function isName(piece: string): boolean {
  const words = piece.split(/\s+/);
  return (
    words.length <= 4 &&
    words.every((word) =>
      /^(?:\p{Lu}[\p{L}\p{M}'’.-]{0,30}|van|von|der|den|de|del|di|da|dos|la|le|el|al|bin|ibn)$/u.test(word),
    ) &&
    /\p{Lu}/u.test(piece)
  );
}

/** What may be the title in "Ana Bee, Bo Wasp. Toy Bees Solve Mazes. ToyConf, 2026": the first sentence that is not one of names. */
export function titleAmongSentences(text: string): string {
  const sentences = text
    .slice(0, MOST_LENGTH)
    .split(/(?<!(?:^|[\s.])\p{Lu})\.\s+(?=[*_“"\p{Lu}])|(?<=,\s\p{Lu}\.)\s+(?=\p{Lu}\p{L}+\s)/u);
  const [first = ""] = sentences;
  const title =
    sentences.length > 1 && isNames(first) ? sentences.slice(1).find((one) => !isNames(one)) : first;
  return withoutVenue(title ?? first);
}

// ", NeurIPS 2026": a word or two with capitals, and a year.
function withoutVenue(text: string): string {
  return text.replace(/,\s(?:[A-Z][\w'’.&-]{1,20}\s){1,3}(?:19|20)?\d\d\b.{0,20}$/, "");
}
