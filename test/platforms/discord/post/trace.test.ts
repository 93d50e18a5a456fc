import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { note } from "../../../../src/chat/reply.ts";
import { carriesTrace, withTrace } from "../../../../src/platforms/discord/post/trace.ts";
import { renderReply } from "../../../../src/platforms/discord/render.ts";
import type { JsonObject } from "../../../support/discord/component-rules.ts";
import { messageProblems } from "../../../support/discord/message-rules.ts";

const message = renderReply(note("A paper"));
const key = fc.stringMatching(/^[A-Za-z0-9_-]{1,25}$/);

describe("withTrace", () => {
  it("is found by its key and by no other", () => {
    fc.assert(
      fc.property(key, key, (mine, other) => {
        const traced = withTrace(message, mine);
        expect(carriesTrace(traced, mine)).toBe(true);
        expect(carriesTrace(traced, other)).toBe(mine === other);
        expect(carriesTrace(message, mine)).toBe(false);
      }),
    );
  });

  it("uses ids that Discord takes, and that it does not give away itself", () => {
    fc.assert(
      fc.property(key, (mine) => {
        const traced = withTrace(message, mine);
        const [container] = traced.components;
        const [first] = container.components as ((typeof container.components)[number] & { id?: number })[];
        for (const id of [container.id, first?.id ?? 0]) {
          expect(Number.isInteger(id)).toBe(true);
          expect(id).toBeGreaterThan(1000);
          expect(id).toBeLessThan(2 ** 31);
        }
        expect(container.id).not.toBe(first?.id);
        expect(messageProblems({ ...traced } as unknown as JsonObject, "message")).toEqual([]);
      }),
    );
  });

  it("leaves the message as it was", () => {
    const before = JSON.stringify(message);
    withTrace(message, "k");
    expect(JSON.stringify(message)).toBe(before);
  });
});

describe("carriesTrace", () => {
  it.each([
    [{}],
    [{ components: [] }],
    [{ components: [{ id: 1 }] }],
    [{ components: [{ components: [] }] }],
  ])("finds nothing in %j", (other) => {
    expect(carriesTrace(other, "k")).toBe(false);
  });
});
