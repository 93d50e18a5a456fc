import { isOrganization } from "../read-name.ts";

/**
 * A line of authors without what stands in round brackets, however deep, and without the marks of footnotes; the groups of people
 * that stood in brackets by themselves are told apart. A bracket that is never closed is only a sign.
 */
export function withoutBrackets(line: string): { readonly text: string; readonly groups: readonly string[] } {
  const closing = pairs(line);
  const groups: string[] = [];
  let text = "";
  for (let at = 0; at < line.length; at++) {
    const end = closing.get(at);
    const char = line.charAt(at);
    if (end !== undefined) {
      const inside = line.slice(at + 1, end);
      if (
        inside.length < 200 &&
        !/[(,;]/.test(inside) &&
        /collaboration|consortium/i.test(inside) &&
        isOrganization(inside)
      )
        groups.push(inside.replace(/^(?:for |on behalf of )?(?:the )?/i, ""));
      text += " ";
      at = end;
    } else text += char === "(" || char === ")" ? " " : char;
  }
  return { text: text.replace(MARKS, "$1"), groups };
}

// Signs and raised numbers behind a name: "Ana Bee*", "Bo Wasp¹,²", "Cy Ant^1", "Di Fly [2]".
const MARKS =
  /(?<=[\p{L}.])(?: ?\[[\d, ]{1,20}\]|\^\{?[\d,*]{1,20}\}?|[*†‡§¶#¹²³⁴⁵⁶⁷⁸⁹⁰]{1,9}(?:[,，][*†‡§¶#¹²³⁴⁵⁶⁷⁸⁹⁰]{1,9}){0,9})()/gu;

// Each opening bracket's place, with the place where it closes.
function pairs(line: string): ReadonlyMap<number, number> {
  const open: number[] = [];
  const closing = new Map<number, number>();
  for (let at = line.search(/[()]/); at >= 0 && at < line.length; at++) {
    if (line.charAt(at) === "(") open.push(at);
    else if (line.charAt(at) === ")") {
      const start = open.pop();
      if (start !== undefined) closing.set(start, at);
    }
  }
  return closing;
}
