/** Columns of text: fewer are unreadable, and the eye loses its place in lines of more than a hundred. */
export const MIN_COLUMNS = 40;
export const MAX_COLUMNS = 100;
/** The width of a pipe or a file, which have none. */
export const DEFAULT_COLUMNS = 80;

/** Lines of one card in a list. A single card is shown whole. */
export const LIST_LINES = { title: 2, facts: 2, body: 3, why: 2 } as const;

/** Lines that the prompt remembers. */
export const HISTORY_LINES = 500;
