import fc from "fast-check";
import type { Button, Card, Outcome, Reply } from "../../../src/chat/reply.ts";

/** Text that has broken chat bots before. */
export const HOSTILE: readonly string[] = [
  "t".repeat(10_000),
  "word ".repeat(2000),
  "@everyone @here <@1> <@!1> <@&2> <#3> </paper:4> <t:1700000000:R> <id:customize> <:emoji:5>",
  "[free](javascript:alert(1)) ](javascript:alert(1)) [x](<https://evil.example>) https://evil.example",
  "||spoiler|| **bold** __under__ ~~gone~~ `code` ```js\nblock\n``` ***nested _markup_***",
  "# heading\n## heading\n> quote\n>>> quote\n- list\n* list\n+ list\n1. list\n2) list\n-# small",
  "\u202egnp.exe\u202c \u2066isolated\u2069 \u200bhidden\u200e",
  "مرحبا بالعالم שלום עולם",
  "👩‍👩‍👧‍👦".repeat(200),
  `a${"\u0301".repeat(5000)}`,
  `👩${"\u200d👩".repeat(4000)}`,
  "\ud800 lone \udc00 surrogates \ud83d",
  "$\\frac{a}{b}$ and $O(n^2)$ with \\LaTeX\\ \\\\ \\",
  "\\".repeat(999),
  "\u0000\u0007\u001b[31mred\r\nline\u2028separator\u0085",
  "\u3164\u2800\u00ad",
  "",
];

const hostileText = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: "binary", maxLength: 300 }),
  // fast-check's own strings are well-formed; half of a pair is what bad scrapers leave behind.
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
    .map((units) => String.fromCharCode(...units)),
  fc
    .array(fc.constantFrom(..."\\*_~`|[]()<>#@:/-+.!\n 1ab👩\u200d"), { maxLength: 80 })
    .map((parts) => parts.join("")),
);

const url = fc.constantFrom(
  "https://arxiv.org/abs/2401.00001",
  "https://example.org/a_(b)*c*|d|>`e`~~",
  `https://example.org/${"x".repeat(2000)}`,
  "http://plain.example/",
  "javascript:alert(1)",
  "https://user:password@example.org/",
  "not a link",
);

const button: fc.Arbitrary<Button> = fc.record({
  label: hostileText,
  action: fc.record({
    command: fc.constantFrom("paper", "similar", "abstract"),
    options: fc.dictionary(
      fc.constantFrom("query", "page", "paper"),
      fc.oneof(hostileText, fc.string({ maxLength: 20 })),
    ),
    effect: fc.constantFrom("replace", "answer", "share"),
  }),
});

const card: fc.Arbitrary<Card> = fc.record(
  {
    title: hostileText,
    facts: fc.array(hostileText, { maxLength: 4 }),
    buttons: fc.array(button, { maxLength: 7 }),
    url,
    body: hostileText,
    why: hostileText,
  },
  { requiredKeys: ["title", "facts", "buttons"] },
);

/** Any reply whatever, made of hostile text. */
export const hostileReply: fc.Arbitrary<Reply> = fc.record(
  {
    outcome: fc.constantFrom<Outcome>("answer", "usage", "failure"),
    audience: fc.constantFrom("everyone", "asker"),
    cards: fc.oneof(
      { weight: 9, arbitrary: fc.array(card, { maxLength: 12 }) },
      fc.array(card, { minLength: 30, maxLength: 60 }),
    ),
    buttons: fc.array(button, { maxLength: 12 }),
    text: hostileText,
    footer: hostileText,
  },
  { requiredKeys: ["outcome", "audience", "cards", "buttons"] },
);

export { hostileText };
