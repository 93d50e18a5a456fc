import { html } from "hono/html";
import { fnv1a } from "../../hash.ts";
import { saveButton, savedButton, voteLabel } from "../../present/paper-card.ts";
import type { Feedback } from "../../taste/feedback.ts";
import type { Html } from "../layout.ts";
import type { WebParts } from "../parts.ts";

/** The names that a button of the form can have; its value is the paper's id. */
export const DEEDS = ["up", "down", "none", "save", "unsave"] as const;
export type Deed = (typeof DEEDS)[number];

/** The buttons of one paper, and where on the page it is. */
export interface FeedbackButtons {
  readonly row: Html;
  readonly anchor: string;
}

/** What whoever is signed in can say about each of several papers, by its id; nothing for everybody else. */
export async function feedbackButtons(
  papers: readonly string[],
  { services, viewer }: WebParts,
): Promise<ReadonlyMap<string, FeedbackButtons>> {
  if (!viewer) return new Map();
  const feedback = await services.taste.feedback(viewer.who, papers);
  return new Map(
    [...feedback].map(([paper, own]) => [paper, { row: row(paper, own), anchor: anchorOf(paper) }]),
  );
}

/** Names a paper's place on a page. */
export function anchorOf(paper: string): string {
  return `p-${fnv1a(paper).toString(36)}`;
}

/** A button that is pressed already takes back what it said. */
function row(paper: string, { tally, vote, isSaved }: Feedback): Html {
  const button = (deed: Deed, label: string, isPressed: boolean) =>
    html`<button form="feedback" name="${deed}" value="${paper}" aria-pressed="${isPressed ? "true" : "false"}">${label}</button>`;
  return html`<p class="feedback">
${button(vote === "up" ? "none" : "up", voteLabel("up", tally), vote === "up")}
${button(vote === "down" ? "none" : "down", voteLabel("down", tally), vote === "down")}
${button(isSaved ? "unsave" : "save", (isSaved ? savedButton : saveButton)({ id: paper }).label, isSaved)}
</p>`;
}
