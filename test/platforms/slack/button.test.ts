import fc from "fast-check";
import { expect, it } from "vitest";
import { decodeButton, encodeButton } from "../../../src/platforms/slack/button.ts";

it("keeps who asked and what it does", () => {
  const option = fc.constantFrom("query", "page", "paper");
  const action = fc.record({
    command: fc.constantFrom("paper", "similar"),
    options: fc.dictionary(
      option,
      fc.oneof(fc.string({ unit: "grapheme", maxLength: 15 }), fc.stringMatching(/^[%&<>2356CE;]{0,8}$/)),
      { noNullPrototype: true },
    ),
    effect: fc.constantFrom("replace" as const, "answer" as const, "share" as const),
  });
  fc.assert(
    fc.property(fc.stringMatching(/^[UW][A-Z0-9]{1,10}$/), action, (asker, given) => {
      const value = encodeButton({ asker, action: given });
      if (value === undefined) return;
      expect(value.length).toBeLessThan(2000);
      expect(value).not.toMatch(/[&<>]/);
      expect(decodeButton(value)).toEqual({ asker, action: given });
    }),
  );
});

it.each(["", "1", "1 U1", "2 U1 1r paper", "1 U1 9r paper", "1  1r paper", "U1 1r paper"])(
  "does not know %j",
  (value) => {
    expect(decodeButton(value)).toBeUndefined();
  },
);
