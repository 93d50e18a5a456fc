/** How parts of an answer look. Each function takes one line and returns it with or without colour. */
export interface Style {
  readonly title: (line: string) => string;
  readonly small: (line: string) => string;
  readonly command: (line: string) => string;
  readonly usage: (line: string) => string;
  readonly failure: (line: string) => string;
}

/** Font weights and the basic colours only: they follow the reader's own theme, light or dark. */
export function createStyle(color: boolean): Style {
  const sgr = (on: number, off: number) => (line: string) =>
    color && line !== "" ? `\u001b[${on}m${line}\u001b[${off}m` : line;
  return {
    title: sgr(1, 22),
    small: sgr(2, 22),
    command: sgr(36, 39),
    usage: sgr(33, 39),
    failure: sgr(31, 39),
  };
}

/**
 * Whether to colour: FORCE_COLOR decides if it is set ("0" and "false" mean no), then NO_COLOR (no-color.org), then
 * whether the output is a terminal that knows colours.
 */
export function wantsColor(env: Readonly<Record<string, string | undefined>>, isTTY: boolean): boolean {
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  if (env.NO_COLOR) return false;
  return isTTY && env.TERM !== "dumb";
}
