import type { Context, Hono } from "hono";
import { html } from "hono/html";
import { pageOf } from "../../papers/identifier.ts";
import type { Paper } from "../../papers/paper.ts";
import { voteLabel } from "../../present/paper-card.ts";
import type { Feedback } from "../../taste/feedback.ts";
import type { Who } from "../../taste/taste.ts";
import { notFound } from "../errors.ts";
import { DEEDS, type Deed } from "../feedback/buttons.ts";
import { record } from "../feedback/mount.ts";
import { isFromElsewhere, refused, seeOther } from "../forms.ts";
import { type Html, layout } from "../layout.ts";
import type { WebParts } from "../parts.ts";
import { plain } from "../plain.ts";
import { keepPrivate } from "../session.ts";

const ENDED =
  "This link doesn't work any more: the mail that it was in was stopped, or the link is incomplete.";

/**
 * Where the Save and 👍 of a paper in a mail lead. Scanners of mails open both, so opening one changes nothing: it shows buttons. The
 * token says whose mail it was, and holds for this paper alone.
 */
export function mountMailedPaper(app: Hono, parts: WebParts): void {
  const path = "/m/:token/:deed{save|up}";
  app.get(path, async (context) => {
    keepPrivate(context);
    const found = await read(context, parts);
    return found ? show(context, parts, found) : notFound(context, parts, ENDED);
  });
  app.post(path, async (context) => {
    keepPrivate(context);
    if (isFromElsewhere(context, parts)) return refused(context, parts);
    const found = await read(context, parts);
    if (!found) return notFound(context, parts, ENDED);
    const said = new URLSearchParams(await context.req.text()).get("deed");
    const deed = DEEDS.find((one) => one === said);
    if (deed === undefined) return refused(context, parts);
    await record(deed, found.paper.id, found.who, parts.services);
    return seeOther(context, here(context, parts));
  });
}

interface Found {
  readonly who: Who;
  readonly paper: Paper;
}

async function read(context: Context, { services }: WebParts): Promise<Found | undefined> {
  const id = context.req.query("paper") ?? "";
  const who = await services.mail?.readerOf(context.req.param("token") ?? "", id);
  // It may have got another id since.
  const known = who && (await services.library.index.get(id));
  const paper = known && (await services.library.find(known.id));
  return who && paper ? { who, paper } : undefined;
}

async function show(context: Context, parts: WebParts, { who, paper }: Found): Promise<Response> {
  const feedback = (await parts.services.taste.feedback(who, [paper.id])).get(paper.id);
  const isSaving = context.req.param("deed") === "save";
  const buttons = feedback ? buttonsOf(feedback) : [];
  const inOrder = isSaving ? [...buttons.slice(2), ...buttons.slice(0, 2)] : buttons;
  const address = pageOf(paper);
  const title = plain(paper.title);
  const body = html`<h1>${address === undefined ? title : html`<a href="${address}">${title}</a>`}</h1>
<p class="lead">${feedback ? stateOf(feedback) : ""}</p>
<form method="post" action="${here(context, parts)}"><p class="feedback">
${inOrder.map(({ deed, label, isPressed }, at) => button(deed, label, isPressed, at === 0))}
</p>
<p class="small">It counts as it would in chat. <a href="${parts.addresses.paper(paper.id)}">Abstract and similar papers</a></p></form>`;
  return context.html(layout(parts, { title: "Save or vote", isHidden: true, body }));
}

/** The current vote and save, a sentence each. */
function stateOf({ vote, isSaved }: Feedback): string {
  const said = [
    isSaved && "You saved this paper.",
    vote === "up" && "You marked it relevant.",
    vote === "down" && "You marked it not relevant.",
  ];
  return (
    said.filter(Boolean).join(" ") || "Press a button to save this paper, or to say whether it is relevant."
  );
}

function buttonsOf({ vote, isSaved, tally }: Feedback) {
  return [
    { deed: vote === "up" ? "none" : "up", label: voteLabel("up", tally), isPressed: vote === "up" },
    { deed: vote === "down" ? "none" : "down", label: voteLabel("down", tally), isPressed: vote === "down" },
    { deed: isSaved ? "unsave" : "save", label: isSaved ? "Saved" : "Save", isPressed: isSaved },
  ] as const;
}

function button(deed: Deed, label: string, isPressed: boolean, isFirst: boolean): Html {
  const look = isFirst ? html` class="primary"` : "";
  return html`<button name="deed" value="${deed}" aria-pressed="${isPressed ? "true" : "false"}"${look}>${label}</button>`;
}

function here({ req }: Context, { addresses }: WebParts): string {
  const [token = "", deed = ""] = [req.param("token"), req.param("deed")];
  return addresses.mailedPaper(token, deed, req.query("paper") ?? "");
}
