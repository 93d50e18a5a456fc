import type { Hono } from "hono";
import type { Services } from "../../present/services.ts";
import type { Who } from "../../taste/taste.ts";
import { notFound } from "../errors.ts";
import { onForm, seeOther } from "../forms.ts";
import { backTo } from "../page-form.ts";
import type { WebParts } from "../parts.ts";
import { anchorOf, DEEDS, type Deed, REMOVED } from "./buttons.ts";

/** Longer than any id of a paper. */
const LONGEST_ID = 1000;

/** Votes and saves from any page, the same as in chat: they count where the person asked for their link. */
export function mountFeedback(app: Hono, parts: WebParts): void {
  onForm(app, "/feedback", parts, "person", async (context, { who }, fields) => {
    const deed = DEEDS.find((one) => fields.has(one));
    const id = deed && (fields.get(deed) ?? "").slice(0, LONGEST_ID);
    if (deed === undefined || id === undefined) return notFound(context, parts);
    const { services, addresses } = parts;
    const paper = (await services.library.index.get(id))?.id;
    const takesBack = deed === "none" || deed === "unsave";
    // A vote for a paper that is gone can only be taken back.
    if (paper === undefined && !takesBack)
      return notFound(context, parts, "The library doesn't have this paper.");
    await record(deed, paper ?? id, who, services);
    const back = backTo(fields, parts) ?? addresses.home();
    return seeOther(context, `${withUndo(deed, paper ?? id, back, parts)}#${anchorOf(paper ?? id)}`);
  });
}

/** Tells the list of saved papers what was just removed, so that it can offer Undo. */
function withUndo(deed: Deed, paper: string, back: string, { addresses }: WebParts): string {
  const [path = "", search] = back.split("?");
  if (path !== addresses.me("/saved")) return back;
  const params = new URLSearchParams(search);
  params.delete(REMOVED);
  if (deed === "unsave") params.set(REMOVED, paper);
  return params.size > 0 ? `${path}?${params}` : path;
}

/** Idempotent: the page may be out of date, and a form may come twice. */
export async function record(deed: Deed, paper: string, who: Who, services: Services): Promise<void> {
  const { taste, votesChanged } = services;
  if (deed === "save") await taste.save(who, paper);
  else if (deed === "unsave") await taste.unsave(who, paper);
  else {
    const before = (await taste.feedback(who, [paper])).get(paper)?.vote ?? "none";
    if (before === deed) return;
    await taste.vote(who, paper, deed);
    votesChanged(await taste.home(who), paper);
  }
}
