/** A text that grows: the same pattern at any length. */
export interface Shape {
  readonly name: string;
  make(length: number): string;
}

/** Text that means something to one reader or another. */
const TOKENS: readonly string[] = [
  ..."\"'`“”[](){}<>\\$^_~&#@%*|=:;,.-/+?! \t\n0a",
  ..."<b>,<h3>,</b>,<p ,<a href=,<!--,<![CDATA[,]]>,&amp;,&#60;,$$,\\\\,\\(,\\',\\',\\frac,^{,_{,--,``".split(
    ",",
  ),
  ..."](,](/,[a](,] (,## [,### [a](/papers/,http://,https://a.b/,arxiv:,10.1234/,doi:,2401.01234 ,www.".split(
    ",",
  ),
  ...'@a{,@string{,a = {,crossref=,# ,TY  - JOUR\n,ER  - \n,AU  - a\n,N1  - doi:,\\", and ,et al ,Mon,Mon 1 ,1:,-a:,a:'.split(
    ",",
  ),
  ...[
    "1,",
    "1,1.",
    "A, B and ",
    '{"',
    '"a":',
    "[[",
    "{{",
    "\\{",
    "\u0301",
    "\u200d",
    "é",
    "😀",
    "count:",
    'count:"',
    "author:",
  ],
];

/** Each token by itself, between words, and with an end that does not match. */
export const SHAPES: readonly Shape[] = TOKENS.flatMap((token) => {
  const shown = JSON.stringify(token);
  return [
    { name: `${shown} again and again`, make: (length) => repeated(token, length) },
    { name: `${shown} between words`, make: (length) => repeated(`${token}ab `, length) },
    { name: `${shown}, then an end`, make: (length) => `x${repeated(token, length)}\u0000x` },
  ];
});

function repeated(text: string, length: number): string {
  return text.repeat(Math.ceil(length / text.length)).slice(0, length);
}
