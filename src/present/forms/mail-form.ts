import type { Caller } from "../../chat/command.ts";
import type { FieldSpec, FormSpec } from "../../chat/forms/form.ts";
import { maskAddress } from "../../mail/address.ts";
import type { MailStanding } from "../../mail/mail.ts";

import { CONTENT_LABELS, EMPTY_CHOICES, EVERY_CHOICES } from "../mail-text.ts";
import { categoriesField, daysField, papersField, timeField, zoneField } from "./settings-fields.ts";

interface MailFormParts {
  /** How it stands; undefined for somebody who gets no mail. */
  readonly standing: MailStanding | undefined;
  /** What a new subscription begins with. */
  readonly usual: MailStanding["settings"];
  /** Whether an address is confirmed by a code that is typed in chat. */
  readonly takesCode: boolean;
}

/** Somebody's own papers by mail: to start them, to confirm the address, or to change what comes. */
export function mailForm({ standing, usual, takesCode }: MailFormParts, caller: Caller): FormSpec {
  if (standing && !standing.subscription && takesCode) return codeForm(standing);
  const settings = standing?.settings ?? usual;
  const content = [
    whatField(standing, caller),
    aboutField(standing, settings),
    timeField(settings),
    zoneField(settings.timezone),
  ];
  const details = [
    daysField(settings),
    papersField(settings),
    everyField(settings),
    categoriesField(settings),
    emptyField(settings),
  ];
  return {
    title: "Papers by e-mail",
    submit: standing?.subscription ? "Save" : "Continue",
    // The last ones are left out where there is room for a few alone.
    fields: standing?.subscription
      ? [...content, ...details, addressField(standing)]
      : [addressField(standing), ...content, ...details],
  };
}

function codeForm({ address }: MailStanding): FormSpec {
  return {
    title: "Confirm your address",
    submit: "Continue",
    fields: [
      {
        option: "code",
        label: "Code",
        hint: `Six digits, in the mail that I sent to ${maskAddress(address)}`,
      },
      {
        option: "address",
        label: "Another address",
        hint: "Only if the first one is wrong: I'll send a new code there.",
      },
    ],
  };
}

function addressField(standing: MailStanding | undefined): FieldSpec {
  if (!standing)
    return {
      option: "address",
      label: "Your e-mail address",
      hint: "I send one mail there first, to check that it's yours.",
      required: true,
    };
  return {
    option: "address",
    label: "Another e-mail address",
    // A form shows up on a screen that others may look at.
    hint: `${standing.subscription ? "Papers go" : "I sent a link"} to ${maskAddress(standing.address)}. Leave this empty to keep it.`,
  };
}

function whatField(standing: MailStanding | undefined, { channel }: Caller): FieldSpec {
  const isOfChannel = standing?.what === "channel";
  const ofChannel = isOfChannel ? "The same channel's papers, as now" : "This channel's papers";
  return {
    option: "what",
    label: "What to get",
    value: standing?.what ?? "foryou",
    required: true,
    choices: [
      { label: CONTENT_LABELS.foryou, value: "foryou" },
      { label: CONTENT_LABELS.topics, value: "topics" },
      { label: CONTENT_LABELS.search, value: "search" },
      ...(isOfChannel || channel !== undefined ? [{ label: ofChannel, value: "channel" }] : []),
      { label: CONTENT_LABELS.trending, value: "trending" },
    ],
  };
}

/** One field for both, because few have room: what is asked for says which of them it is. */
function aboutField(standing: MailStanding | undefined, { topics }: MailStanding["settings"]): FieldSpec {
  const isSearch = standing?.what === "search";
  return {
    option: isSearch ? "search" : "topics",
    label: "Topics, or a search",
    hint: "Topics such as streaming video, KV caches, or a search such as author:Zhang year:2026",
    value: isSearch ? (standing.query ?? "") : topics.join(", "),
    required: isSearch || standing?.what === "topics",
  };
}

function everyField({ every }: MailStanding["settings"]): FieldSpec {
  return {
    option: "every",
    label: "How often",
    value: every,
    required: true,
    choices: EVERY_CHOICES,
  };
}

function emptyField({ whenEmpty }: MailStanding["settings"]): FieldSpec {
  return {
    option: "when-empty",
    label: "On a day without a match",
    value: whenEmpty,
    required: true,
    choices: EMPTY_CHOICES,
  };
}
