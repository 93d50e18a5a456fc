import { isNames } from "./reference-text.ts";
import { isField, isRow, titleOfLine, wordsIn } from "./rows.ts";

/** A line that may be the title of the one paper that is linked below it. */
export interface LineAbove {
  readonly title: string;
  readonly line: number;
  /** The papers that are linked below it without a title of their own. With more than one, it is a topic. */
  readonly ids: Set<string>;
}

/** Finds the title of links that stand below it: under a heading, in an item of a list, in bold, or on the line before. */
interface TitleAbove {
  /** Looks at a line without links to papers. */
  look(line: string, number: number): void;
  /** Tells of a line with a paper of its own, which is the title of nothing else. */
  pass(line: string): void;
  /** The line that may be the title of a link in this one. */
  of(line: string): LineAbove | undefined;
}

interface Item {
  readonly indent: number;
  readonly title: LineAbove | undefined;
  readonly hasPaper: boolean;
}

// A line with fewer words is usually the name of a topic.
const FEWEST_WORDS = 4;
const FEWEST_BOLD = 3;

export function createTitleAbove(): TitleAbove {
  let heading: LineAbove | undefined;
  let loose: LineAbove | undefined;
  let items: Item[] = [];

  function push(item: Item): void {
    items = [...items.filter(({ indent }) => indent < item.indent).slice(-20), item];
  }

  return {
    look(line, number) {
      if (line.trim() === "") return;
      const text = /^ {0,3}#{1,6}\s(.*)$/.exec(line)?.[1];
      const bold =
        /^\s{0,20}(?:[-*+]\s{1,9}|\d{1,4}[.)]\s{1,9})?(?:\*\*|__)([^*]{8,500})(?:\*\*|__)[\s\\:.]{0,5}$/.exec(
          line,
        )?.[1];
      const title = titleOfLine(text ?? bold ?? line);
      const isLong =
        title !== undefined && wordsIn(title) >= (bold === undefined ? FEWEST_WORDS : FEWEST_BOLD);
      const found =
        title !== undefined && isLong && !isField(line) && (bold !== undefined || !isNames(title))
          ? { title, line: number, ids: new Set<string>() }
          : undefined;
      if (text !== undefined || /^\s{0,3}(?:-{3,}|\*{3,}|_{3,})\s*$/.test(line)) {
        heading = text === undefined ? undefined : found;
        loose = undefined;
        items = [];
      } else if (isRow(line)) {
        const indent = indentOf(line);
        // Lines below a title belong to its paper.
        if (found !== undefined && !items.some((item) => item.indent < indent && item.title !== undefined))
          loose = found;
        push({ indent, title: found, hasPaper: false });
      } else if (found !== undefined && !/[.:;,]$/.test(line.trim())) loose = found;
    },
    pass(line) {
      loose = undefined;
      push({ indent: indentOf(line), title: undefined, hasPaper: true });
    },
    of(line) {
      const indent = indentOf(line);
      const above = items.filter((item) => item.indent < indent);
      if (above.at(-1)?.hasPaper) return undefined;
      return above.findLast(({ title }) => title !== undefined)?.title ?? loose ?? heading;
    },
  };
}

function indentOf(line: string): number {
  return /^\s{0,40}/.exec(line)?.[0].replaceAll("\t", "    ").length ?? 0;
}
