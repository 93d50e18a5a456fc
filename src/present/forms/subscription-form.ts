import type { Caller } from "../../chat/command.ts";
import type { FormSpec } from "../../chat/forms/form.ts";
import type { Services } from "../services.ts";
import { thisChannel } from "../this-channel.ts";
import { categoriesField, daysField, papersField, timeField, zoneField } from "./settings-fields.ts";

/** The daily paper of the channel where it is asked, with what is set now. */
export async function subscriptionForm({ delivery }: Services, caller: Caller): Promise<FormSpec> {
  const settings = await delivery.settings(thisChannel(caller));
  const { topics, every, timezone, whenEmpty, group } = settings;
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
      timeField(settings),
      zoneField(timezone),
      daysField(settings),
      {
        ...papersField(settings),
        ...(every === "day" && { hint: "All but the first go in its thread." }),
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
      categoriesField(settings),
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
