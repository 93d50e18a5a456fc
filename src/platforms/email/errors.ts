import { PostError, type PostFailure } from "../../chat/poster.ts";
import { messageOf } from "../../errors.ts";
import { shorten } from "../../shorten.ts";
import { LIMITS } from "./limits.ts";
import { HandoverError } from "./relay/handover-error.ts";

/** Any failure to hand a mail over, as a PostError. */
export function toPostError(error: unknown): PostError {
  if (error instanceof PostError) return error;
  const kind = kindOf(error);
  return new PostError(kind, WORDS[kind], { cause: error, forOperator: describeFailure(error) });
}

/**
 * What a refusal is about. A server that answers 4xx wants the mail later, and what failed before the message was on its
 * way has sent nothing. After its last byte, silence says nothing.
 */
function kindOf(error: unknown): PostFailure {
  if (!(error instanceof HandoverError)) return "uncertain";
  if (error.isLost) return "uncertain";
  const isFinal = error.code !== undefined && error.code >= 500;
  if (!isFinal) return "retry";
  if (error.stage === "recipient") return "channel";
  return error.stage === "message" ? "payload" : "token";
}

/** The reason, in words for the reader of the mail. */
const WORDS: Readonly<Record<PostFailure, string>> = {
  retry: "The mail server couldn't take the mail.",
  uncertain: "The mail server's answer was lost.",
  token: "The mail server doesn't accept the bot at the moment. The bot's operator has to fix that.",
  channel: "The mail server refuses this address. Check it for typos, or use another one.",
  payload: "The mail server refused this mail.",
};

/** The reason for the operator: what was under way, what the server answered, and what to do. Without addresses, which servers like to repeat. */
export function describeFailure(error: unknown): string {
  if (error instanceof PostError) return error.forOperator;
  if (!(error instanceof HandoverError)) return messageOf(error);
  const { stage, message, answer } = error;
  const said =
    answer === undefined ? `(${shorten(message, LIMITS.answer)})` : `said “${quoteAnswer(answer)}”`;
  switch (stage) {
    case "connect":
      return `The mail server can't be reached ${said}. Check SMTP_URL and this machine's network.`;
    case "login":
      return `The mail server doesn't accept the login: it ${said}. Check the user and password in SMTP_URL.`;
    case "sender":
      return `The mail server refused the sender: it ${said}. Check MAIL_FROM, and whether SMTP_URL needs a login.`;
    case "recipient":
      return `The mail server refused an address: it ${said}.`;
    case "message":
      return `The mail server ${answer === undefined ? `fell silent ${said}` : said} after it was sent a mail.`;
  }
}

/** A server's answer, without the addresses in it. */
export function quoteAnswer(answer: string): string {
  const short = shorten(answer.replace(/\s+/gu, " ").slice(0, 2 * LIMITS.answer), LIMITS.answer);
  return short
    .split(" ")
    .map((word) => (word.includes("@") ? "…@…" : word))
    .join(" ");
}
