import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commands } from "../../commands/index.ts";
import type { Caller } from "../../src/chat/command.ts";
import { completeForm, type Form, type FormField, formId } from "../../src/chat/forms/form.ts";
import { renderModal } from "../../src/platforms/discord/form.ts";
import { renderChoices, renderForm, renderNotice } from "../../src/platforms/slack/form.ts";
import { someApp } from "../support/app.ts";
import { type Json, object } from "../support/discord/component-rules.ts";
import { modalProblems } from "../support/discord/modal-rules.ts";
import { MAIL } from "../support/gallery/stories.ts";
import { someLibrary, TODAY } from "../support/library/library.ts";
import { optionFaults } from "../support/slack/block-rules.ts";
import { viewFaults } from "../support/slack/views.ts";

const boss: Caller = {
  platform: "fake",
  user: "boss",
  admin: true,
  prefix: "/",
  channel: "C1",
  server: "S1",
};
const place = { channel: "C0123456789", thread: "1700000000.000100" };

/** What a platform gets, without what JSON leaves out. */
const sent = (payload: object) => object(JSON.parse(JSON.stringify(payload)) as Json);

function faults(id: string, form: Form): string[] {
  return [
    ...modalProblems(sent(renderModal({ id, form }))),
    ...viewFaults(sent(renderForm({ id, form }, place))),
  ];
}

describe("forms as platforms get them", () => {
  it("are within the limits for every command that has one, in words that are not cut", async () => {
    const { chat } = someApp(await someLibrary(), () => TODAY, { mail: MAIL });
    const withForm = commands.filter(({ spec }) => spec.hasForm);
    expect(withForm.map(({ spec }) => spec.name)).toEqual([
      "follow add",
      "daily subscribe",
      "daily mail",
      "club schedule",
    ]);
    for (const { spec } of withForm) {
      const opened = await chat.openForm({ command: spec.name, options: {} }, boss);
      if (!("form" in opened)) throw new Error("no form");
      const { id, form } = opened;
      expect(id.length).toBeLessThanOrEqual(100);
      expect(faults(id, form)).toEqual([]);
      expect(form.title.length).toBeLessThanOrEqual(24);
      expect(form.submit.length).toBeLessThanOrEqual(24);
      for (const { option, label, hint = "" } of form.fields) {
        expect(label.length).toBeLessThanOrEqual(45);
        expect(hint.length).toBeLessThanOrEqual(100);
        expect(spec.options.map(({ name }) => name)).toContain(option);
      }
      // What is chosen can be typed, too.
      const command = commands.find((one) => one.spec === spec);
      for (const { option, choices = [] } of form.fields)
        for (const { value } of choices) {
          const input = { [option]: value, ...(spec.name === "follow add" && { what: "bees" }) };
          expect(command?.accepts(input), `${option}:${value}`).toBe(true);
        }
    }
  });

  const hostile = fc.oneof(
    fc.string({ unit: "binary", maxLength: 120 }),
    fc.string({ maxLength: 5000 }),
    fc.constantFrom("", " ", "@everyone", "<!channel>", "\ud800", "\u202e", "👩‍🔬".repeat(700)),
  );
  const field: fc.Arbitrary<FormField> = fc
    .record({
      option: fc.stringMatching(/^[a-z][a-z-]{0,20}$/),
      label: hostile,
      hint: hostile,
      value: hostile,
      required: fc.boolean(),
      maxLength: fc.integer({ min: 1, max: 9000 }),
      listed: fc.boolean(),
    })
    .map((one) => ({ ...one, maxLength: Math.max(one.maxLength, one.value.length) }));

  it("are within the limits whatever is in them", () => {
    fc.assert(
      fc.property(
        hostile,
        fc.uniqueArray(field, { minLength: 1, maxLength: 12, selector: ({ option }) => option }),
        (title, fields) => {
          const choices = [
            { label: title, value: "a" },
            { label: "b", value: "b" },
          ];
          const all: Form = {
            title,
            submit: title,
            // The last one shows in any case.
            fields: [
              ...fields.map((one, at) => (at % 3 === 0 ? { ...one, choices } : one)),
              { option: "zz-last", label: "Last", value: "", required: true, maxLength: 10 },
            ].slice(-5),
          };
          expect(faults(formId("daily subscribe", all), all)).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("say anything in their place", () => {
    fc.assert(
      fc.property(hostile, (text) => void expect(viewFaults(sent(renderNotice(text, text)))).toEqual([])),
      { numRuns: 50 },
    );
  });

  it("complete with anything", () => {
    const long = Array.from({ length: 200 }, (_, at) => ({ label: "😀".repeat(at), value: "v".repeat(at) }));
    const options = renderChoices(long);
    expect(options.length).toBe(100);
    expect(options.flatMap((option) => optionFaults({ ...option }))).toEqual([]);
  });

  it("keep what cannot be shown", () => {
    const spec = {
      title: "A",
      submit: "B",
      fields: [{ option: "topics", label: "Topics", value: "x".repeat(4500) }],
    };
    const form = completeForm({ ...spec, fields: [...spec.fields, { option: "time", label: "Time" }] }, []);
    expect(renderModal({ id: "1 a b", form }).components).toHaveLength(1);
    expect(renderForm({ id: "1 a b", form }, place).blocks).toHaveLength(1);
  });
});
