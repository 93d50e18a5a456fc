import { describe, expect, test } from "vitest";
import { z } from "zod";
import { type Caller, defineCommand } from "../../../src/chat/command.ts";
import { type Card, note, type Reply } from "../../../src/chat/reply.ts";
import { createLastLists, isNumber } from "../../../src/chat/typed/last-lists.ts";

const HOUR = 3_600_000;
const asker: Caller = { platform: "test", user: "U1", channel: "C1", admin: false, prefix: "/" };

function spec(option: z.ZodType) {
  const options = z.object({ what: option });
  return defineCommand({ name: "x", description: "X", example: "", options, run: () => note("") }).spec;
}
const onPaper = spec(z.string().meta({ description: "A paper", paper: true }));
const onWords = spec(z.string().describe("Words"));

function list(...papers: readonly (string | undefined)[]): Reply {
  const card = (paper: string | undefined): Card => ({
    ...(paper !== undefined && { paper }),
    title: "A title",
    facts: [],
    buttons: [],
  });
  return { ...note("A list"), cards: papers.map(card) };
}

function setUp() {
  const clock = { now: 0 };
  const lists = createLastLists(() => clock.now);
  const meant = (what: unknown, caller = asker) => lists.withPapers(onPaper, { what }, caller).what;
  return { clock, lists, meant };
}

describe("a number", () => {
  test.each(["2", " 2 ", "#2", "no. 2", "number 2", "paper 2", "to 2", "the #2", "2."])(
    "%j is one",
    (words) => {
      expect(isNumber(words)).toBe(true);
    },
  );

  test.each(["", "0", "02", "2405", "2405.16009", "2 papers", "gpt-2", "two", "paper", "1.5"])(
    "%j is none",
    (words) => {
      expect(isNumber(words)).toBe(false);
    },
  );

  test("takes the paper of the list that the asker saw last, typed or chosen", () => {
    const { lists, meant } = setUp();
    lists.remember(onWords, list("p1", "p2"), asker);
    lists.remember(onWords, list("p3", "p4"), asker);
    expect(["2", "#1", 2].map((what) => meant(what))).toEqual(["p4", "p3", "p4"]);
  });

  test("stays as it is where no paper is meant", () => {
    const { lists } = setUp();
    lists.remember(onWords, list("p1", "p2"), asker);
    expect(lists.withPapers(onWords, { what: "2" }, asker)).toEqual({ what: "2" });
  });

  test("means nothing to somebody else, elsewhere, or on another platform", () => {
    const { lists, meant } = setUp();
    lists.remember(onWords, list("p1", "p2"), asker);
    for (const other of [{ user: "U2" }, { channel: "C2" }, { platform: "other" }])
      expect(() => meant("2", { ...asker, ...other })).toThrow("Which paper?");
  });

  test("that is too high, or of what is no paper, is asked back with what there is", () => {
    const { lists, meant } = setUp();
    lists.remember(onWords, list("p1", undefined, "p3"), asker);
    for (const what of ["2", "4"])
      expect(() => meant(what)).toThrow("Which paper? Your last list has papers 1 to 3 only.");
  });

  test("means the list for an hour", () => {
    const { clock, lists, meant } = setUp();
    lists.remember(onWords, list("p1"), asker);
    clock.now = HOUR - 1;
    expect(meant("1")).toBe("p1");
    clock.now = HOUR;
    expect(() => meant("1")).toThrow("Which paper? Search first");
  });

  test("goes on meaning the list while one paper of it is looked at, and what is no list is answered", () => {
    const { lists, meant } = setUp();
    lists.remember(onWords, list("p1", "p2"), asker);
    lists.remember(onPaper, list("p1"), asker);
    lists.remember(onWords, list(), asker);
    lists.remember(onWords, list(undefined, undefined), asker);
    lists.remember(onWords, { ...list("p9", "p9"), outcome: "usage" }, asker);
    expect(meant("2")).toBe("p2");
    lists.remember(onPaper, list("p5", "p6"), asker);
    expect(meant("2")).toBe("p6");
  });

  test("is kept for a thousand askers, the latest", () => {
    const { lists, meant } = setUp();
    const nth = (n: number) => ({ ...asker, user: `U${n}` });
    for (let n = 0; n < 1000; n += 1) lists.remember(onWords, list(`p${n}`), nth(n));
    lists.remember(onWords, list("again"), nth(0));
    lists.remember(onWords, list("one more"), nth(1000));
    expect(meant("1", nth(0))).toBe("again");
    expect(meant("1", nth(2))).toBe("p2");
    expect(() => meant("1", nth(1))).toThrow("Which paper?");
  });

  test("becomes the paper in what others may press, if it means one", () => {
    const { lists } = setUp();
    lists.remember(onWords, list("p1", "p2"), asker);
    expect(lists.knownPapers(onPaper, { what: "2" }, asker)).toEqual({ what: "p2" });
    expect(lists.knownPapers(onPaper, { what: "3" }, asker)).toEqual({ what: "3" });
    expect(lists.knownPapers(onWords, { what: "2" }, asker)).toEqual({ what: "2" });
  });
});
