import { z } from "zod";
import { readCronLine } from "./delivery/planning/cron-line.ts";
import { DEFAULT_SETTINGS, readTopics } from "./delivery/subscription-settings.ts";
import type { Person } from "./store/notices.ts";
import type { Place, SubscriptionSettings } from "./store/subscriptions.ts";
import { readTimezone } from "./time/read-when.ts";

/** Channels that the operator's settings subscribe, and what they get. */
export interface DeliverySettings {
  readonly channels: readonly Place[];
  readonly settings: SubscriptionSettings;
  /** Who is told what only an operator can fix; none for the platforms' own answer. */
  readonly operators: readonly Person[];
}

const CHANNELS = "channels with commas between, such as discord:1234567890123456789,slack:C0123ABCD";
const OPERATORS = "people with commas between, such as discord:123456789012345678,slack:U0123ABCD";
const CRON = "a crontab line that fires once a day, such as 0 9 * * 1-5";

/** The settings of the daily papers; part of the list in config.ts. */
export const deliverySettings = {
  DAILY_CHANNELS: z
    .string()
    .transform((text) => text.split(",").flatMap((part) => part.trim() || []))
    .pipe(z.array(z.string().regex(/^(discord:\d{1,20}|slack:[A-Z0-9]{1,20})$/, CHANNELS)))
    .optional()
    .describe("Channels that get papers without /daily subscribe, such as discord:123,slack:C456"),
  DAILY_CRON: z
    .string()
    .refine((line) => readCronLine(line) !== undefined, CRON)
    .default("0 9 * * 1-5")
    .describe("When these channels get them: minute, hour, any day, any month, weekdays"),
  DAILY_TIMEZONE: z
    .string()
    .refine((text) => "value" in readTimezone(text), "a time zone such as Europe/Berlin or UTC")
    .default("UTC")
    .describe("The time zone of that, and of new subscriptions"),
  DAILY_TOPICS: z
    .string()
    .refine(
      (text) => "value" in readTopics(text),
      "at most 8 topics with commas between, of at most 100 characters",
    )
    .optional()
    .describe("What these channels are interested in: topics with commas between"),
  OPERATORS: z
    .string()
    .transform((text) => text.split(",").flatMap((part) => part.trim() || []))
    .pipe(z.array(z.string().regex(/^(discord:\d{1,20}|slack:[UW][A-Z0-9]{1,20})$/, OPERATORS)))
    .optional()
    .describe("Who gets a DM when posts fail, such as discord:123,slack:U456; else the owner of the app"),
};

type Given = z.output<z.ZodObject<typeof deliverySettings>>;

/** Channels on a platform that is not set up, a line each. */
export function deliveryProblems(given: Given, platforms: readonly string[]): readonly string[] {
  return placesOf(given)
    .filter(({ platform }) => !platforms.includes(platform))
    .map(
      ({ platform, channel }) =>
        `DAILY_CHANNELS names ${platform}:${channel}, but ${platform} is not set up.`,
    );
}

export function readDeliverySettings(given: Given): DeliverySettings {
  const { time, days } = readCronLine(given.DAILY_CRON) ?? DEFAULT_SETTINGS;
  const timezone = readTimezone(given.DAILY_TIMEZONE);
  const topics = readTopics(given.DAILY_TOPICS ?? "everything");
  return {
    channels: placesOf(given),
    operators: (given.OPERATORS ?? []).map((name) => {
      const [platform = "", user = ""] = name.split(":");
      return { platform, user };
    }),
    settings: {
      ...DEFAULT_SETTINGS,
      time,
      days,
      ...("value" in timezone && { timezone: timezone.value }),
      ...("value" in topics && { topics: topics.value }),
    },
  };
}

function placesOf({ DAILY_CHANNELS = [] }: Given): readonly Place[] {
  return DAILY_CHANNELS.map((name) => {
    const [platform = "", channel = ""] = name.split(":");
    return { platform, channel };
  });
}
