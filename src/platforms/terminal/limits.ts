/** Columns of text: fewer are unreadable, and lines of more than a hundred are hard to follow with the eye. */
export const MIN_COLUMNS = 40;
export const MAX_COLUMNS = 100;
/** Where nobody knows the width: a pipe, a file. */
export const DEFAULT_COLUMNS = 80;

/** Lines of one card in a list. A card by itself is shown whole. */
export const LIST_LINES = { title: 2, facts: 2, body: 3, why: 2 } as const;

/** Lines that the prompt remembers. */
export const HISTORY_LINES = 500;
