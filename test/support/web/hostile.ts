import { createRandom } from "../../../bench/support/random.ts";

/** What has broken pages elsewhere: markup, scripts, attributes, addresses, entities, turns of direction, and what is very long. */
const PIECES = [
  "<script>alert(1)</script>",
  "</title><script>alert(2)</script>",
  "<img src=x onerror=alert(3)>",
  '"><svg onload=alert(4)>',
  "' autofocus onfocus='alert(5)",
  "</textarea></pre></style><iframe src=//evil.example>",
  "<!--",
  "]]>",
  "&lt;b&gt;&amp;#x3c;script&#x3e;",
  "javascript:alert(6)",
  "//evil.example/x",
  "%3Cscript%3Ealert(7)%3C/script%3E",
  "%",
  "%00",
  "%ZZ",
  "..",
  "../../etc/passwd",
  "..%2f..%2f",
  "\\",
  "\u0000",
  "\r\nSet-Cookie: a=b",
  "\u202Egnp.exe\u202C",
  "\u2067abc\u2066",
  "\u200F\u061C",
  "שלום עולם",
  "مرحبا بالعالم",
  "\u0301\u0301\u0301\u0301\u0301\u0301",
  "Z̷̢̛a̴l̶g̸o̵",
  "👩‍👩‍👧‍👦🏴‍☠️",
  "\uD800",
  "\uFFFE",
  "W".repeat(300),
  "llanfair".repeat(40),
  "{{7*7}}#{7*7}<%= 7 %>",
  "__proto__",
  "constructor",
  "toString",
  "NaN",
  "-1",
  "99999999999999999999",
  "author:",
  "year:",
  'title:"',
  "(a OR (b AND",
  "-",
  "sort:votes sort:new",
  "category:cs.CV",
  "*",
  "bees",
  "streaming video",
  "Toy Glass",
] as const;

/** So many hostile texts, the same for the same seed. */
export function hostileTexts(count: number, seed: number): readonly string[] {
  const random = createRandom(seed);
  const below = (most: number) => Math.floor(random() * most);
  return Array.from({ length: count }, () => {
    const pieces = Array.from({ length: 1 + below(4) }, () => PIECES[below(PIECES.length)] ?? "");
    return pieces.join(below(3) === 0 ? "" : " ");
  });
}
