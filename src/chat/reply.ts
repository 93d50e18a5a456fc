import type { Problem } from "../errors.ts";
import { type Action, encodeAction } from "./action.ts";

/**
 * Who sees a reply: the whole channel, only the person who asked, or (`conversation`) whoever saw the question: a mention is
 * answered where it was written, a slash command, which nobody else saw, privately.
 */
type Audience = "everyone" | "asker" | "conversation";

/** How it went, for exit statuses and styling: an answer (also an empty one), bad input, or a fault of ours. */
export type Outcome = "answer" | "usage" | "failure";

/**
 * What a command answers, free of any platform. Every string is plain text from anywhere, hostile or not: escaping it
 * and cutting it to size is the renderer's job alone. Blank lines separate paragraphs.
 */
export interface Reply {
  readonly outcome: Outcome;
  readonly audience: Audience;
  /** What is wrong, by option, where that is known; `text` says all of it. */
  readonly problems?: readonly Problem[];
  /** The subject of a mail; by default it follows from the cards. */
  readonly subject?: string;
  /** Above the cards. */
  readonly text?: string;
  /** On its own line below the text. */
  readonly moment?: Moment;
  readonly cards: readonly Card[];
  /** Small print below the cards. */
  readonly footer?: string;
  readonly buttons: readonly Button[];
  /** A list of what to do next, for all cards together. */
  readonly menu?: Menu;
  /** To keep: attached where the platform allows it, shown as text elsewhere. Never posted unasked. */
  readonly files?: readonly TextFile[];
}

/** A text to keep, such as a bibliography. */
export interface TextFile {
  /** Letters, digits, dots and dashes, e.g. `saved.bib`. */
  readonly name: string;
  /** No control characters except line ends. */
  readonly content: string;
  /** How to ask for less, where the file is too long for the platform to show. */
  readonly ifTooLong: string;
}

/** One paper, or one command in /help. */
export interface Card {
  /** The paper's id; the card's number then means it, until the asker sees another list. */
  readonly paper?: string;
  readonly title: string;
  /** The channel this belongs to. On its own platform the channel's present name replaces the title. */
  readonly channel?: { readonly platform: string; readonly id: string } | undefined;
  readonly url?: string;
  /** Another address that goes with it, e.g. of the message in which it was posted. */
  readonly link?: { readonly label: string; readonly url: string };
  /** Whether these addresses are of the bot's own page: of whatever host, and without TLS where the operator has none. */
  readonly isOwnPage?: boolean;
  /** Short facts for one line, e.g. authors, month, category, votes. */
  readonly facts: readonly string[];
  readonly body?: string;
  /** On its own line below the body. */
  readonly moment?: Moment;
  /** Why this card is here, in a person's words. */
  readonly why?: string;
  readonly buttons: readonly Button[];
}

/** An instant that each reader sees in their own time zone, where the platform knows it. */
export interface Moment {
  /** What happens at that time, e.g. "Next". */
  readonly label: string;
  readonly at: Date;
  /** The same in words, for where the platform doesn't, e.g. "Tue 24 Nov, 09:00 (in 16 h)". */
  readonly text: string;
}

export interface Button {
  readonly label: string;
  readonly action: Action;
  /** "primary" for the one thing most people want, "danger" for what can't be undone. */
  readonly style?: "primary" | "danger";
}

/** A list to choose from; each choice acts like a button. */
export interface Menu {
  /** A verb and an object, e.g. "Open a paper…". */
  readonly placeholder: string;
  readonly choices: readonly Button[];
}

/** The buttons whose actions are short enough for a button. Others are left out, so the text must not depend on them. */
export function buttons(...candidates: readonly (Button | undefined)[]): readonly Button[] {
  return candidates
    .filter((button) => button !== undefined)
    .filter((button) => encodeAction(button.action) !== undefined);
}

/** A menu of the choices whose actions are short enough for one; none where there is nothing to choose. */
export function menu(placeholder: string, choices: readonly Button[]): { readonly menu?: Menu } {
  const fitting = buttons(...choices);
  return fitting.length > 0 ? { menu: { placeholder, choices: fitting } } : {};
}

/** A private reply that is text alone. */
export function note(text: string, outcome: Outcome = "answer"): Reply {
  return { outcome, audience: "asker", text, cards: [], buttons: [] };
}

/**
 * Whether a reply seen by one person may be shown to a channel: papers may; help, questions and what is somebody's own
 * may not.
 */
export function isShareable({ outcome, audience, cards }: Reply): boolean {
  return outcome === "answer" && audience !== "asker" && cards.some(({ url }) => url !== undefined);
}

/** "Next: Tue 24 Nov, 09:00 (in 16 h)" */
export function inWords({ label, text }: Moment): string {
  return `${label}: ${text}`;
}

/** The plain-text form of a reply, without its files: for screen readers and notifications. Nothing is cut or escaped. */
export function plainText(reply: Reply): string {
  const cards = reply.cards.map((card, index) =>
    [
      `${reply.cards.length > 1 ? `${index + 1}. ` : ""}${card.title}`,
      card.facts.join(" · "),
      card.body,
      card.moment && inWords(card.moment),
      card.why,
      card.url,
      card.link && `${card.link.label}: ${card.link.url}`,
    ]
      .filter(Boolean)
      .join("\n"),
  );
  const text = [reply.text, reply.moment && inWords(reply.moment)].filter(Boolean).join("\n");
  return [text, ...cards, reply.footer].filter(Boolean).join("\n\n");
}
