import { problemsIn } from "../errors.ts";
import { explainCategory, nearestCategories, readCategory } from "../papers/category.ts";
import { shorten } from "../shorten.ts";
import type { SubscriptionSettings } from "../store/subscriptions.ts";
import { isTopic } from "../taste/read-follow.ts";
import { createFieldReader, type Reading, readDays, readTime, readTimezone } from "../time/read-when.ts";
import { isTooRare, spelledOut, type TypedSettings } from "./typed-settings.ts";

/** The settings of a new subscription where nothing else is said. */
export const DEFAULT_SETTINGS: SubscriptionSettings = {
  topics: [],
  categories: [],
  every: "day",
  time: "09:00",
  timezone: "UTC",
  days: [1, 2, 3, 4, 5],
  papers: 1,
  whenEmpty: "best",
};

/** How many papers a post has by default: one a day, or a list once a week. */
const USUAL_PAPERS = { day: DEFAULT_SETTINGS.papers, week: 5 } as const;

const MOST_TOPICS = 8;
const MOST_CATEGORIES = 20;
const TOPIC_LENGTH = 100;

/** The earlier settings with the new input applied. Throws a UserError that names everything that is wrong. */
export function readSettings(given: TypedSettings, before: SubscriptionSettings): SubscriptionSettings {
  const typed = spelledOut(given);
  const { read, note, check } = createFieldReader();
  if (isTooRare(given)) note("every", "Papers come on days of every week, or once a week with every:week.");
  const { group: groupBefore, ...rest } = before;
  const every = typed.every ?? before.every;
  const papers = every === before.every ? before.papers : USUAL_PAPERS[every];
  const group = read<string | undefined>("group", typed.group, readGroup, groupBefore);
  const settings: SubscriptionSettings = {
    ...rest,
    every,
    topics: read("topics", typed.topics, readTopics, before.topics),
    categories: read("categories", typed.categories, readCategories, before.categories),
    time: read("time", typed.time, readTime, before.time),
    timezone: read("timezone", typed.timezone, readTimezone, before.timezone),
    days: read("days", typed.days, readDays, before.days),
    papers: typed.papers ?? papers,
    whenEmpty: typed.whenEmpty ?? before.whenEmpty,
    ...(group !== undefined && { group }),
  };
  check();
  return settings;
}

/** What is wrong with typed settings, whatever they were before. */
export function settingsProblems(
  typed: Pick<TypedSettings, "topics" | "categories" | "time" | "timezone" | "days" | "group">,
) {
  return problemsIn(() => readSettings(typed, DEFAULT_SETTINGS));
}

/** Reads topics with commas between them; "everything" for none in particular. */
export function readTopics(text: string): Reading<readonly string[]> {
  if (isAll(text)) return { value: [] };
  const topics = [...new Set(split(text, /[,;\n]/u))];
  if (topics.length === 0) return { problem: "Which topics? To clear the old ones, use topics:everything." };
  const empty = topics.find((topic) => !isTopic(topic));
  if (empty !== undefined) return { problem: `I can't search for the topic “${shorten(empty)}”. Use words.` };
  if (topics.length > MOST_TOPICS) return { problem: `Give ${MOST_TOPICS} topics at most.` };
  if (topics.some((topic) => topic.length > TOPIC_LENGTH)) {
    return { problem: `A topic can have ${TOPIC_LENGTH} characters at most. Separate topics with commas.` };
  }
  return { value: topics };
}

function readCategories(text: string): Reading<readonly string[]> {
  if (isAll(text)) return { value: [] };
  const typed = split(text, /[,;\s]/u);
  const wrong = typed.find((category) => readCategory(category) === undefined);
  if (wrong !== undefined) {
    const right = typed.flatMap((one) => readCategory(one) ?? nearestCategories(one)[0] ?? []);
    return {
      problem: explainCategory(wrong),
      ...(right.length > 0 && { instead: right.join(",") }),
    };
  }
  const categories = [...new Set(typed.flatMap((category) => readCategory(category) ?? []))];
  if (categories.length === 0)
    return { problem: "Which categories? To clear the old ones, use categories:all." };
  if (categories.length > MOST_CATEGORIES) return { problem: `Give ${MOST_CATEGORIES} categories at most.` };
  return { value: categories };
}

function readGroup(text: string): Reading<string | undefined> {
  const group = text.trim().toLowerCase();
  if (/^(none|no|-)$/.test(group)) return { value: undefined };
  if (/^[\p{L}\p{N}][\p{L}\p{N} _-]{0,39}$/u.test(group)) return { value: group };
  return {
    problem:
      "group must be a name of at most 40 letters, digits, - or _. To leave the group, use group:none.",
  };
}

function isAll(text: string): boolean {
  return /^(all|any|anything|everything|none)$/i.test(text.trim());
}

function split(text: string, separator: RegExp): readonly string[] {
  return text.split(separator).flatMap((part) => part.replace(/\s+/gu, " ").trim() || []);
}
