import type { SubscriptionSettings } from "../store/subscriptions.ts";
import { readDays, readTime } from "../time/read-when.ts";
import { readWhenPhrase, splitWhenPhrase, type WhenPhrase } from "../time/when-phrase.ts";

/** What a person typed; absent settings stay as they are. */
export interface TypedSettings {
  readonly topics?: string | undefined;
  readonly categories?: string | undefined;
  readonly every?: SubscriptionSettings["every"] | undefined;
  readonly time?: string | undefined;
  readonly timezone?: string | undefined;
  readonly days?: string | undefined;
  readonly papers?: number | undefined;
  readonly whenEmpty?: SubscriptionSettings["whenEmpty"] | undefined;
  readonly group?: string | undefined;
}

/** Whether a rhythm is asked for that does not exist: papers come every day, or every week. */
export function isTooRare({ topics = "" }: TypedSettings): boolean {
  return (splitWhenPhrase(topics).when?.weeks ?? 1) > 1;
}

/**
 * The input with phrases such as "bees every Monday 9am" turned into the options they stand for. An option that was
 * typed by itself overrides them.
 */
export function spelledOut(typed: TypedSettings): TypedSettings {
  const { days, time } = typed;
  const inTopics = typed.topics === undefined ? undefined : splitWhenPhrase(typed.topics);
  const inDays = phraseIn(days, readDays);
  const inTime = phraseIn(time, readTime);
  const said: WhenPhrase = { ...inTopics?.when, ...inTime, ...inDays };
  return {
    ...typed,
    topics: inTopics?.words === "" ? undefined : inTopics?.words,
    days: inDays ? said.days : (days ?? said.days),
    time: inTime ? said.time : (time ?? said.time),
    timezone: typed.timezone ?? said.timezone,
    every: typed.every ?? (said.isWeekly ? "week" : undefined),
  };
}

/** The phrase that stands where one option is expected. */
function phraseIn(text: string | undefined, reader: (text: string) => object): WhenPhrase | undefined {
  return text === undefined || "value" in reader(text) ? undefined : readWhenPhrase(text);
}
