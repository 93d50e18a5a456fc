/** Lengths in characters, and sizes at which no mail program cuts a mail: Gmail shows 102 kB of HTML. */
export const LIMITS = {
  subject: 90,
  /** Length of a title in the subject. */
  subjectTitle: 32,
  title: 300,
  facts: 300,
  why: 300,
  /** Lengths of a summary: the first with which the whole mail is small enough is taken. */
  bodies: [900, 400, 120, 0],
  /** By this share all lengths are cut, and links are left out, where even the shortest summary is too long: with characters of four bytes, say. */
  tightShare: 0.25,
  note: 600,
  smallPrint: 500,
  cards: 6,
  /** In bytes, before encoding for transport. */
  html: 30_000,
  text: 10_000,
  /** Length of the mail server's answer, where people read it. */
  answer: 200,
} as const;

/** In milliseconds. Together less than the 20 s after which a post is given up. */
export const TIMES = {
  /** How long a mail waits for a free connection; after that it is tried again later. */
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
