import { html } from "hono/html";
import { fnv1a } from "../../hash.ts";
import { saveButton, savedButton, voteLabel } from "../../present/paper-card.ts";
import type { Feedback } from "../../taste/feedback.ts";
import type { Html } from "../layout.ts";
import type { WebParts } from "../parts.ts";

/** The names that a button of the form can have; its value is the paper's id. */
export const DEEDS = ["up", "down", "none", "save", "unsave"] as const;
export type Deed = (typeof DEEDS)[number];

/** The query parameter that names the paper just removed from the saved ones. */
export const REMOVED = "removed";

/** The buttons of one paper, and where on the page it is. */
export interface FeedbackButtons {
  readonly row: Html;
  readonly anchor: string;
}

/** The vote and save buttons of each paper, by its id, for whoever is signed in; none for everybody else. */
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

/** Puts a paper back on the list of saved ones. */
export function undoButton(paper: string): Html {
  return button("save", paper, "Undo");
}

function button(deed: Deed, paper: string, label: string, isPressed?: boolean): Html {
  const pressed = isPressed === undefined ? "" : html` aria-pressed="${isPressed ? "true" : "false"}"`;
  return html`<button form="feedback" name="${deed}" value="${paper}"${pressed}>${label}</button>`;
}

/** A pressed button takes its vote back. */
function row(paper: string, { tally, vote, isSaved }: Feedback): Html {
  const save = (isSaved ? savedButton : saveButton)({ id: paper });
  return html`<p class="feedback">
${button(vote === "up" ? "none" : "up", paper, voteLabel("up", tally), vote === "up")}
${button(vote === "down" ? "none" : "down", paper, voteLabel("down", tally), vote === "down")}
${button(isSaved ? "unsave" : "save", paper, save.label, isSaved)}
</p>`;
}
