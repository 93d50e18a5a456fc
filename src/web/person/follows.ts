import type { Context } from "hono";
import { html } from "hono/html";
import { UserError } from "../../errors.ts";
import { titleKey } from "../../papers/text.ts";
import { FOLLOW_KINDS } from "../../present/follow-options.ts";
import { readableId } from "../../present/paper-card.ts";
import type { FollowInput } from "../../taste/following.ts";
import { readFollow } from "../../taste/read-follow.ts";
import { formToken } from "../form-token.ts";
import { seeOther } from "../forms.ts";
import type { Html } from "../layout.ts";
import { pageForm } from "../page-form.ts";
import { plain } from "../plain.ts";
import { lineItem, ownPage, type PersonParts } from "./own-page.ts";

const FORM = "follows";
const LONGEST = 500;

/** What somebody follows; above it, what was wrong with what they typed. */
export async function followsPage(context: Context, parts: PersonParts, wrong?: Wrong): Promise<Response> {
  const { services, addresses, viewer } = parts;
  const { follows } = await services.taste.following(await services.taste.scope(viewer.who, "me"));
  const section = async ([kind, heading]: (typeof FOLLOW_KINDS)[number]) => {
    const own = follows.filter((follow) => follow.kind === kind);
    if (own.length === 0) return "";
    const items = await Promise.all(own.map((follow) => item(follow, parts)));
    return html`<h2 class="part">${heading}</h2>\n<ul class="lines">${items}</ul>`;
  };
  const sections = await Promise.all(FOLLOW_KINDS.map(section));
  const body = html`${wrong ? html`<p class="lead warn" role="alert">${plain(wrong.text)}</p>` : ""}
<form class="add" method="post" action="${addresses.me("/follows")}">${formToken(viewer)}
<label for="what">A topic, an author, a category or a paper</label>
<input id="what" name="what" value="${plain(wrong?.typed ?? "")}" placeholder="streaming video" required maxlength="${LONGEST}" autocomplete="off">
<button>Follow</button>
</form>
<p class="small">For an author, write <code>author hinton</code>; for a category, <code>cs.CV</code>.</p>
${follows.length === 0 ? html`<p>You don't follow anything yet.</p>` : sections}
${pageForm(FORM, addresses.me("/follows"), viewer)}`;
  return ownPage(context, parts, {
    title: "What you follow",
    here: "follows",
    body,
    status: wrong ? 400 : 200,
  });
}

interface Wrong {
  readonly text: string;
  readonly typed: string;
}

/** Follows what was typed, or stops following what a button names. */
export async function changeFollows(
  context: Context,
  parts: PersonParts,
  fields: URLSearchParams,
): Promise<Response> {
  const { taste } = parts.services;
  const scope = await taste.scope(parts.viewer.who, "me");
  const typed = (fields.get("what") ?? "").trim().slice(0, LONGEST);
  try {
    if (typed !== "") await taste.follow(scope, [await wanted(typed, parts)]);
  } catch (error) {
    if (error instanceof UserError) return followsPage(context, parts, { text: error.message, typed });
    throw error;
  }
  for (const [kind] of FOLLOW_KINDS) {
    const value = fields.get(kind);
    if (value !== null) await taste.unfollow(scope, { kind, value });
  }
  return seeOther(context, parts.addresses.me("/follows"));
}

/** What was typed, as something to follow. Throws a UserError that says what is wrong with it. */
async function wanted(typed: string, { services: { library } }: PersonParts): Promise<FollowInput> {
  const read = await readFollow(typed, undefined, library.index);
  if (read.kind !== "paper") return read;
  const known = await library.index.get(read.value);
  if (known) return { kind: "paper", value: known.id };
  const meant = await library.index.resolve(read.value);
  const named = meant.filter(({ title }) => titleKey(title) === titleKey(read.value));
  const [paper, ...others] = named.length > 0 ? named : meant;
  if (!paper) throw new UserError("The library doesn't have this paper.");
  if (others.length > 0)
    throw new UserError("Several papers have these words. Give an id or the whole title.");
  return { kind: "paper", value: paper.id };
}

async function item({ kind, value, interest }: FollowInput, parts: PersonParts): Promise<Html> {
  const { services, addresses } = parts;
  const paper = kind === "paper" ? await services.library.index.get(value) : undefined;
  const isLost = kind === "paper" && !paper;
  const hrefs: Readonly<Record<FollowInput["kind"], string>> = {
    topic: addresses.search(value),
    author: addresses.author(value),
    category: addresses.category(value),
    paper: addresses.paper(value),
  };
  return lineItem({
    title: paper?.title ?? (kind === "paper" ? readableId(value) : value),
    href: isLost ? undefined : hrefs[kind],
    ...(interest !== undefined && { facts: [`interest “${interest}”`] }),
    buttons: html`<button form="${FORM}" name="${kind}" value="${value}">Unfollow</button>`,
  });
}
