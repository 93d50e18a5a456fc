import type { Problem } from "../errors.ts";
import { type Action, encodeAction } from "./action.ts";

/**
 * Who sees a reply: the whole channel, only the person who asked, or (`conversation`) whoever saw the question: a mention is
 * answered where it was written, a slash command, which nobody else saw, privately.
 */
type Audience = "everyone" | "asker" | "conversation";

/** How it went, for exit statuses and looks: an answer (an empty one too), bad input, or our own fault. */
export type Outcome = "answer" | "usage" | "failure";

/**
 * What a command answers, free of any platform. Every string is plain text from anywhere, hostile or not: escaping it
 * and cutting it to size is the work of the platform's renderer alone. Blank lines separate paragraphs.
 */
export interface Reply {
  readonly outcome: Outcome;
  readonly audience: Audience;
  /** What is wrong option by option, where that is known; `text` says it all. */
  readonly problems?: readonly Problem[];
  /** What a mail says in its subject; without it, that follows from the cards. */
  readonly subject?: string;
  /** Above the cards. */
  readonly text?: string;
  /** On a line of its own below the text. */
  readonly moment?: Moment;
  readonly cards: readonly Card[];
  /** Small print below the cards. */
  readonly footer?: string;
  readonly buttons: readonly Button[];
  /** One of several things to go on with, for all cards together. */
  readonly menu?: Menu;
  /** To be kept: attached where a platform can do that, shown as it is elsewhere. Never posted unasked. */
  readonly files?: readonly TextFile[];
}

/** A text to keep, such as a bibliography. */
export interface TextFile {
  /** Letters, digits, dots and dashes, e.g. `saved.bib`. */
  readonly name: string;
  /** Without control characters but line ends. */
  readonly content: string;
  /** How to ask for less, where it is too long for the platform to show. */
  readonly ifTooLong: string;
}

/** One paper, or one command in /help. */
export interface Card {
  /** The id of the paper that this is; the number of the card then means it, until the asker sees another list. */
  readonly paper?: string;
  readonly title: string;
  /** The channel this belongs to. Its own platform shows the present name of the channel in place of the title. */
  readonly channel?: { readonly platform: string; readonly id: string } | undefined;
  readonly url?: string;
  /** Another address that belongs to it, e.g. of the message in which it was posted. */
  readonly link?: { readonly label: string; readonly url: string };
  /** Short facts for one line, e.g. authors, month, category, votes. */
  readonly facts: readonly string[];
  readonly body?: string;
  /** On a line of its own below the body. */
  readonly moment?: Moment;
  /** Why this card is here, in a person's words. */
  readonly why?: string;
  readonly buttons: readonly Button[];
}

/** An instant, which each reader sees by a clock of their own where the platform knows it. */
export interface Moment {
  /** What happens then, e.g. "Next". */
  readonly label: string;
  readonly at: Date;
  /** The same in words, for where it does not, e.g. "Tue 24 Nov, 09:00 (in 16 h)". */
  readonly text: string;
}

export interface Button {
  readonly label: string;
  readonly action: Action;
  /** The one thing that most people want, or what cannot be undone. */
  readonly style?: "primary" | "danger";
}

/** A list to choose from; each choice does what a button would. */
export interface Menu {
  /** A verb and an object, e.g. "Open a paper…". */
  readonly placeholder: string;
  readonly choices: readonly Button[];
}

/** The buttons whose actions fit into a button. One that does not is left out; the text must not depend on it. */
export function buttons(...candidates: readonly (Button | undefined)[]): readonly Button[] {
  return candidates
    .filter((button) => button !== undefined)
    .filter((button) => encodeAction(button.action) !== undefined);
}

/** A menu of the choices whose actions fit into one; none where there is nothing to choose. */
export function menu(placeholder: string, choices: readonly Button[]): { readonly menu?: Menu } {
  const fitting = buttons(...choices);
  return fitting.length > 0 ? { menu: { placeholder, choices: fitting } } : {};
}

/** A private reply of nothing but text. */
export function note(text: string, outcome: Outcome = "answer"): Reply {
  return { outcome, audience: "asker", text, cards: [], buttons: [] };
}

/** Whether a reply that one person sees may be shown to a channel: papers, and never help, a question, or what is somebody's own. */
export function isShareable({ outcome, audience, cards }: Reply): boolean {
  return outcome === "answer" && audience !== "asker" && cards.some(({ url }) => url !== undefined);
}

/** "Next: Tue 24 Nov, 09:00 (in 16 h)" */
export function inWords({ label, text }: Moment): string {
  return `${label}: ${text}`;
}

/** The plain-text form of a reply, but for its files: what a screen reader or a notification gets. No cutting, no escaping. */
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
