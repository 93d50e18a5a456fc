import { type Handler, Parser } from "htmlparser2";

/** Deeper pages are broken or hostile, and the parser's time grows with the square of the depth. */
const DEEPEST = 500;

const TOO_DEEP = new Error("the elements are too deep");

/**
 * Parses HTML with the handlers that `handlersOf` makes for the parser. Reading ends where elements are nested more
 * than 500 deep; what came before counts.
 */
export function parseHtml(html: string, handlersOf: (parser: () => Parser) => Partial<Handler>): void {
  let depth = 0;
  const handlers = handlersOf(() => parser);
  const parser = new Parser({
    ...handlers,
    onopentag(name, attributes, isImplied) {
      if (++depth > DEEPEST) throw TOO_DEEP;
      handlers.onopentag?.(name, attributes, isImplied);
    },
    onclosetag(name, isImplied) {
      depth--;
      handlers.onclosetag?.(name, isImplied);
    },
  });
  try {
    parser.end(html);
  } catch (error) {
    if (error !== TOO_DEEP) throw error;
  }
}
