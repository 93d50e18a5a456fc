/**
 * British spellings and their American counterparts, as endings and word parts. Texts and queries are rewritten alike,
 * so a rule only has to bring the two spellings together; that "contour" becomes "contor" on both sides does no harm.
 * The first rule spares words that are -ise everywhere, so that "promise" and "expertise" keep their relatives.
 */
const VARIANTS: readonly (readonly [RegExp, string])[] = [
  [
    /(?<=[a-z](?:[bdghklmnrt]|thes|ic))(?<!prom|prem|surpr|terpr|expert|parad|pract)is(e[drs]?|ers|ing|ations?)$/,
    "iz$1",
  ],
  [/yse([drs]?)$/, "yze$1"],
  [/ysing$/, "yzing"],
  [/(?<=[a-z]{3})our(s|ed|ing|al|able|less)?$/, "or$1"],
  [/(?<=[a-z]{2})tre(s?)$/, "ter$1"],
  [/(fib|calib)re(s?)$/, "$1er$2"],
  [/(?<=[a-z]{2})logue(s?)$/, "log$1"],
  [/efence(s?)$/, "efense$1"],
  [/aem(?=i|o|a)/, "em"],
  [/^oe(?=de|st|so)/, "e"],
  [/^foet/, "fet"],
  [/paed/, "ped"],
];

// Every rule needs one of these; most words are spared the whole list.
const CANDIDATE = /[iy]s(?:e|ing|ation)|our|re|logue|efence|aem|oe|paed/;

/** The American spelling of a folded English word, near enough for matching; never for showing. */
export function americanSpelling(word: string): string {
  if (word.length < 5 || !CANDIDATE.test(word)) return word;
  return VARIANTS.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), word);
}
