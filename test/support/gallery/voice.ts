/** Words that the bot does not use: metaphors where people have a plain word for the thing. */
const NEVER: readonly RegExp[] = [
  /\bwhoever hosts\b/iu,
  /\bpeople who manage\b/iu,
  /\bsay something on\b/iu,
  /\bunseen\b/iu,
  /\b(?:is|are|was) looked for\b/iu,
  /\bpapers? (?:waits?|waiting)\b/iu,
  /\b(?:for|against) us\b/iu,
  /\bturn is given\b/iu,
  /\brid of\b/iu,
  /\bfollow no longer\b/iu,
  /\btakes? off\b/iu,
  /\bbelow the cut\b|\bthe cut\b/iu,
  /\b(?:aims?|wishes|mend(?:ed|s)?|fits)\b/iu,
  /\b(?:this|that|a|the) place\b|\bplaces\b/iu,
  /\bdoes not take\b/iu,
  /\bis over\b/iu,
  /\bas it (?:was|is)\b/iu,
  /\bby themselves\b/iu,
  /\bI (?:cannot|do not|am|have not)\b/u,
  /\bsomebody\b/iu,
];

/** Words in a text that the bot does not use, one complaint each. */
export function neverWords(text: string): readonly string[] {
  return NEVER.flatMap((pattern) => found("not a word of ours", pattern, text));
}

function found(what: string, pattern: RegExp, text: string): readonly string[] {
  const [match] = pattern.exec(text) ?? [];
  return match === undefined ? [] : [`${what}: “${match}” in “${text.slice(0, 200)}”`];
}

/** What is wrong with a text that a person reads, one complaint each. */
export function complaints(text: string): readonly string[] {
  return [
    ...found("an id", /\b(?:discord|slack|terminal):\S+|\b(?:arxiv|doi|title):\w\S*/u, text),
    ...found("an id", /(?<![\w/.-])(?=[\w-]*\d)(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[\w-]{18,}(?![\w/.-])/u, text),
    ...found("a name of code", /(?<![\w/.:-])[a-z]+_[a-z_]+\b/u, text),
    ...found("a number", /(?<![\d./])\d{1,3}\.\d{3,}/u, text),
    ...found("a hole", /\bundefined\b|\bNaN\b|\[object|\bnull\b/u, text),
    ...found("one of many", /(?<![\d.,:–-])1 (?!is\b|was\b|has\b|minus\b)[a-z]+s\b/u, text),
    ...found(
      "many of one",
      /(?<![\d.])(?:[2-9]|\d*[02-9]\d|\d+,\d+) (?:paper|day|vote|channel|line|page|hour|minute|week|topic|author|second|file|character)\b/u,
      text,
    ),
    ...found("two marks", /(?<!\d)[.!?]\.(?![.\d])|\. \.|,\.|\(\)/u, text),
    ...found("a shout", /!(?=\s|$)/u, text),
    ...neverWords(text),
  ];
}
