import { capped } from "../field-caps.ts";
import { parseHtml } from "../html.ts";

const UNSEEN = ["script", "style", "template", "noscript", "svg"];

/** The text that a reader of the HTML would see, blocks apart from each other, up to a length; nothing of it is markup any more. */
export function htmlText(html: string): string {
  const pieces: string[] = [];
  let hidden = 0;
  parseHtml(capped(html, "html"), () => ({
    onopentag(name) {
      if (UNSEEN.includes(name)) hidden++;
      if (!INLINE.test(name)) pieces.push(" ");
    },
    ontext(text) {
      if (hidden === 0) pieces.push(text);
    },
    onclosetag(name) {
      if (UNSEEN.includes(name)) hidden--;
      if (!INLINE.test(name)) pieces.push(" ");
    },
  }));
  return pieces.join("");
}

const INLINE = /^(?:a|abbr|b|cite|code|em|font|i|mark|s|small|span|strong|sub|sup|tt|u)$/;
