import { html } from "hono/html";
import { UserError } from "../../errors.ts";
import type { MailContent, MailStanding, TypedMail } from "../../mail/mail.ts";
import { CONTENT_LABELS, EMPTY_CHOICES, EVERY_CHOICES } from "../../present/mail-text.ts";
import type { Services } from "../../present/services.ts";
import { describeDays } from "../../time/read-when.ts";
import { presentName } from "../../time/zone-names.ts";
import type { Html } from "../layout.ts";
import { plain } from "../plain.ts";
import { readSearch, textOf } from "./fields.ts";

/** The values of the form's fields: the current settings, or what was typed. */
export interface Written {
  readonly what: string;
  readonly topics: string;
  readonly search: string;
  readonly categories: string;
  readonly every: string;
  readonly days: readonly string[];
  readonly time: string;
  readonly timezone: string;
  readonly papers: string;
  readonly empty: string;
}

const WEEK = [1, 2, 3, 4, 5, 6, 7].map((day) => ({
  label: describeDays([day]),
  value: describeDays([day]).toLowerCase(),
}));
const COUNTS = [1, 2, 3, 4, 5].map((count) => ({ label: `${count}`, value: `${count}` }));
/** In characters, of topics, searches and categories. */
const LONGEST = 500;

/** What is set now. */
export function writtenOf({ what, query = "", settings }: MailStanding): Written {
  const { topics, categories, every, days, time, timezone, papers, whenEmpty } = settings;
  return {
    what,
    topics: topics.join(", "),
    search: query,
    categories: categories.join(", "),
    every,
    days: WEEK.filter((_, at) => days.includes(at + 1)).map(({ value }) => value),
    time,
    timezone: presentName(timezone),
    papers: `${papers}`,
    empty: whenEmpty,
  };
}

/** What was sent. */
export function readWritten(fields: URLSearchParams): Written {
  const text = (name: string, most?: number) => textOf(fields, name, most) ?? "";
  return {
    what: text("what"),
    topics: text("topics", LONGEST),
    search: text("search", LONGEST),
    categories: text("categories", LONGEST),
    every: text("every"),
    days: WEEK.map(({ value }) => value).filter((day) => fields.getAll("days").includes(day)),
    time: text("time"),
    timezone: text("timezone"),
    papers: text("papers"),
    empty: text("empty"),
  };
}

/** The changes that follow from the form. Throws a UserError that says what is missing. */
export async function changesOf(
  written: Written,
  standing: MailStanding,
  services: Services,
): Promise<TypedMail> {
  const { topics, search, categories, days, time, timezone } = written;
  const what = chosen(contentsFor(standing), written.what, "what to get").value;
  if (what === "topics" && !isFilled(topics)) throw new UserError("Which topics? Put commas between them.");
  if (days.length === 0) throw new UserError("On which days? Choose one at least.");
  return {
    // A channel that is named again would count as another channel.
    ...(what !== standing.what && { what }),
    ...(what === "topics" && { topics }),
    ...(what === "search" && { search: await readSearch(search, services) }),
    categories: isFilled(categories) ? categories : "all",
    every: chosen(EVERY_CHOICES, written.every, "how often").value,
    days: days.join(","),
    time,
    timezone,
    papers: Number(chosen(COUNTS, written.papers, "how many papers").value),
    whenEmpty: chosen(EMPTY_CHOICES, written.empty, "what comes on a day without a match").value,
  };
}

/** Whether there is more than commas. */
function isFilled(list: string): boolean {
  return /[^\s,;]/u.test(list);
}

/** The form. Its texts are people's own, and may hold anything. */
export function changeForm(action: string, written: Written, standing: MailStanding): Html {
  return html`<form class="fields" method="post" action="${action}">
<fieldset><legend>What to get</legend>
${contentsFor(standing).map((content) => contentChoice(content, written))}
</fieldset>
<p><label for="categories">Only from these arXiv categories</label>
<input id="categories" name="categories" value="${plain(written.categories)}" maxlength="${LONGEST}" placeholder="cs.CV, cs.LG" autocomplete="off" aria-describedby="categories-hint">
<span class="small" id="categories-hint">Leave this empty for all.</span></p>
<fieldset><legend>When</legend>
<p><label for="every">How often</label> ${select("every", EVERY_CHOICES, written.every)}</p>
<fieldset class="days"><legend>On these days; a weekly mail comes on the first of them</legend>
${WEEK.map(({ label, value }) => html`<label><input type="checkbox" name="days" value="${value}"${written.days.includes(value) ? html` checked` : ""}> ${label}</label>`)}
</fieldset>
<p><label for="time">Time</label> <input id="time" name="time" type="time" value="${plain(written.time)}" required></p>
<p><label for="timezone">Time zone</label> <input id="timezone" name="timezone" value="${plain(written.timezone)}" required maxlength="100" placeholder="Europe/Berlin" autocomplete="off"></p>
</fieldset>
<p><label for="papers">Papers in a mail</label> ${select("papers", COUNTS, written.papers)}</p>
<p><label for="empty">On a day without a match</label> ${select("empty", EMPTY_CHOICES, written.empty)}</p>
<p><button class="primary">Save</button></p>
</form>`;
}

interface Choice<Value extends string = string> {
  readonly label: string;
  readonly value: Value;
}

/** A channel's papers can be kept but not chosen here: to choose them, one has to be in the channel. */
function contentsFor({ what, isFromChat }: MailStanding): readonly Choice<MailContent>[] {
  const all: readonly (false | Choice<MailContent>)[] = [
    isFromChat && { value: "foryou", label: CONTENT_LABELS.foryou },
    what === "channel" && { value: "channel", label: "What is posted in the channel, as now" },
    { value: "trending", label: CONTENT_LABELS.trending },
    { value: "topics", label: CONTENT_LABELS.topics },
    { value: "search", label: CONTENT_LABELS.search },
  ];
  return all.filter((one) => one !== false);
}

const EXAMPLES = { topics: "streaming video, KV caches", search: "author:Zhang year:2026" } as const;

function contentChoice({ label, value }: Choice<MailContent>, written: Written): Html {
  const isChosen = value === written.what;
  const choice = html`<label><input type="radio" name="what" value="${value}" required${isChosen ? html` checked` : ""}> ${label}</label>`;
  if (value !== "topics" && value !== "search") return html`<p>${choice}</p>`;
  return html`<p>${choice}
<input name="${value}" value="${plain(written[value])}" maxlength="${LONGEST}" placeholder="${EXAMPLES[value]}" autocomplete="off" aria-label="${value === "topics" ? "Topics, with commas between them" : "Search"}"></p>`;
}

function select(name: string, choices: readonly Choice[], present: string): Html {
  return html`<select id="${name}" name="${name}">${choices.map(({ label, value }) => html`<option value="${value}"${value === present ? html` selected` : ""}>${label}</option>`)}</select>`;
}

function chosen<One extends Choice>(choices: readonly One[], value: string, what: string): One {
  const found = choices.find((one) => one.value === value);
  if (found) return found;
  throw new UserError(`Choose ${what}.`);
}
