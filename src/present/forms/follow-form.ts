import type { Caller } from "../../chat/command.ts";
import type { FormSpec } from "../../chat/forms/form.ts";

/** What to follow, and for whom. */
export function followForm({ admin, channel }: Caller): FormSpec {
  const forWhom = [
    { label: "Me", value: "me" },
    { label: "This channel", value: "channel" },
  ];
  return {
    title: "Follow something",
    submit: "Follow",
    fields: [
      {
        option: "what",
        label: "What to follow",
        hint: "A topic, an author, a category such as cs.CV, or a paper",
      },
      {
        option: "kind",
        label: "Kind",
        hint: "Guessed if you leave this empty",
        choices: [
          { label: "Topic", value: "topic" },
          { label: "Author", value: "author" },
          { label: "Category", value: "category" },
          { label: "Paper", value: "paper" },
        ],
      },
      ...(admin && channel !== undefined
        ? [{ option: "for", label: "For", value: "me", required: true, choices: forWhom }]
        : []),
      { option: "interest", label: "Interest", hint: "A name to group follows under" },
    ],
  };
}
