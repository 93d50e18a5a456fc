/** Lengths in characters, and sizes that were chosen so that no reader cuts a mail: Gmail shows 102 kB of HTML. */
export const LIMITS = {
  subject: 90,
  /** Of a title in the subject. */
  subjectTitle: 32,
  title: 300,
  facts: 300,
  why: 300,
  /** Of a summary, the longest first: the first with which the whole fits is taken. */
  bodies: [900, 400, 120, 0],
  /** What is left of all lengths, and no links, where even the shortest doesn't do: letters of four bytes, say. */
  tightShare: 0.25,
  note: 600,
  smallPrint: 400,
  cards: 6,
  /** In bytes, before they are encoded for the way. */
  html: 30_000,
  text: 10_000,
  /** Of what the mail server says, where people read it. */
  answer: 200,
} as const;

/** In milliseconds. Together less than the 20 s after which a post is given up. */
export const TIMES = {
  /** For a free connection: what comes later is tried again. */
  turn: 3_000,
  connect: 5_000,
  login: 4_000,
  /** From the message's last byte to the server's answer. */
  answer: 7_500,
  /** How long a connection is kept for the next mail. */
  idle: 5_000,
} as const;

/** Connections to the mail server at a time, and mails over one. */
export const CONNECTIONS = 5;
export const MAILS_PER_CONNECTION = 100;
