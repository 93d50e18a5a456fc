import type { Caller } from "../../chat/command.ts";
import type { FieldSpec, FormSpec } from "../../chat/forms/form.ts";
import { counted } from "../../counted.ts";
import { describeDays } from "../../time/read-when.ts";
import { presentName } from "../../time/zone-names.ts";
import type { Services } from "../services.ts";
import { thisChannel } from "../this-channel.ts";

const MOST_PAPERS = 5;

/** The daily paper of the channel where it is asked, with what is set now. */
export async function subscriptionForm({ delivery }: Services, caller: Caller): Promise<FormSpec> {
  const settings = await delivery.settings(thisChannel(caller));
  const { topics, categories, every, time, timezone, days, papers, whenEmpty, group } = settings;
  return {
    title: "Daily paper",
    submit: "Save",
    fields: [
      {
        option: "topics",
        label: "Topics",
        hint: "Separate topics with commas. Leave this empty for papers on any topic.",
        value: topics.join(", "),
        emptied: "everything",
      },
      { option: "time", label: "Time", hint: "For example 09:00 or 5:30pm", value: time, required: true },
      zoneField(timezone),
      {
        option: "days",
        label: "Days",
        hint: "Weekdays, daily, or names such as Mon, Wed, Fri",
        value: describeDays(days),
        required: true,
      },
      {
        option: "papers",
        label: every === "week" ? "Papers a week" : "Papers a day",
        ...(every === "day" && { hint: "All but the first go in its thread." }),
        value: String(papers),
        required: true,
        choices: Array.from({ length: MOST_PAPERS }, (_, less) => ({
          label: counted(less + 1, "paper"),
          value: String(less + 1),
        })),
      },
      {
        option: "every",
        label: "How often",
        value: every,
        required: true,
        choices: [
          { label: "A post every day", value: "day" },
          { label: "The week's best papers in one post", value: "week" },
        ],
      },
      {
        option: "categories",
        label: "arXiv categories",
        hint: "For example cs.CV, or all of cs. Leave this empty for all.",
        value: categories.join(", "),
        emptied: "all",
      },
      {
        option: "when-empty",
        label: "On a day without a match",
        value: whenEmpty,
        required: true,
        choices: [
          { label: "Post the month's best paper", value: "best" },
          { label: "Post nothing", value: "quiet" },
        ],
      },
      {
        option: "group",
        label: "Group",
        hint: "Channels with the same group never get the same paper.",
        value: group ?? "",
        emptied: "none",
      },
    ],
  };
}

/** The time zone of a channel. */
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
