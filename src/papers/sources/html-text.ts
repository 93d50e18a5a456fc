import { capped } from "../field-caps.ts";
import { parseHtml } from "../html.ts";
import { raised } from "../latex/unicode.ts";

const UNSEEN = ["script", "style", "template", "noscript", "svg"];

/** The text that a reader of the HTML would see, blocks apart from each other, up to a length; nothing of it is markup any more. */
export function htmlText(html: string): string {
  const pieces: string[] = [];
  let hidden = 0;
  /** Where the text of what is raised or lowered begins. */
  let script: number | undefined;
  parseHtml(capped(html, "html"), () => ({
    onopentag(name) {
      if (UNSEEN.includes(name)) hidden++;
      if (!INLINE.test(name)) pieces.push(" ");
      if (name === "sup" || name === "sub") script = pieces.length;
    },
    ontext(text) {
      if (hidden === 0) pieces.push(text);
    },
    onclosetag(name) {
      if (UNSEEN.includes(name)) hidden--;
      if (!INLINE.test(name)) pieces.push(" ");
      if (script === undefined || (name !== "sup" && name !== "sub")) return;
      const text = pieces.splice(script).join("");
      pieces.push(SCRIPT.test(text) ? raised(text, name === "sup" ? "^" : "_") : text);
      script = undefined;
    },
  }));
  return pieces.join("");
}

// A number, a charge or a letter; not a footnote, and not the end of "1st".
const SCRIPT = /^(?:[-+−–]?\d{1,9}[-+−–]?|[-+−–a-z])$/;

const INLINE = /^(?:a|abbr|b|cite|code|em|font|i|mark|s|small|span|strong|sub|sup|tt|u)$/;
