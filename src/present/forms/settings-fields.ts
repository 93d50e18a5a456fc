import type { FieldSpec } from "../../chat/forms/form.ts";
import { counted } from "../../counted.ts";
import type { Standing } from "../../delivery/delivery.ts";
import { describeDays } from "../../time/read-when.ts";
import { presentName } from "../../time/zone-names.ts";

type Settings = Standing["subscription"];

/** The fields that the forms of all subscriptions share, each with what is set now. */

const MOST_PAPERS = 5;

export function timeField({ time }: Pick<Settings, "time">): FieldSpec {
  return { option: "time", label: "Time", hint: "For example 09:00 or 5:30pm", value: time, required: true };
}

export function zoneField(timezone: string): FieldSpec {
  return {
    option: "timezone",
    label: "Time zone",
    hint: "A city or a zone, for example Berlin",
    value: presentName(timezone),
    required: true,
    listed: true,
  };
}

export function daysField({ days }: Pick<Settings, "days">): FieldSpec {
  return {
    option: "days",
    label: "Days",
    hint: "Weekdays, daily, or names such as Mon, Wed, Fri",
    value: describeDays(days),
    required: true,
  };
}

export function papersField({ every, papers }: Pick<Settings, "every" | "papers">): FieldSpec {
  return {
    option: "papers",
    label: every === "week" ? "Papers a week" : "Papers a day",
    value: String(papers),
    required: true,
    choices: Array.from({ length: MOST_PAPERS }, (_, less) => ({
      label: counted(less + 1, "paper"),
      value: String(less + 1),
    })),
  };
}

export function categoriesField({ categories }: Pick<Settings, "categories">): FieldSpec {
  return {
    option: "categories",
    label: "arXiv categories",
    hint: "For example cs.CV, or all of cs. Leave this empty for all.",
    value: categories.join(", "),
    emptied: "all",
  };
}
