import { expect, it } from "vitest";
import { createLatest } from "../../src/async/latest.ts";

it("begins at once, and of what comes meanwhile does the last, not before the pause is over", async () => {
  const latest = createLatest(60);
  const done: { readonly what: string; readonly at: number }[] = [];
  const note = (what: string) => async () => void done.push({ what, at: performance.now() });
  for (const what of ["a", "b", "c"]) latest.run("one", note(what));
  latest.run("other", note("x"));
  await latest.idle();
  expect(done.map(({ what }) => what)).toEqual(["a", "x", "c"]);
  expect((done[2]?.at ?? 0) - (done[0]?.at ?? 0)).toBeGreaterThan(50);
  latest.run("one", note("d"));
  expect(done.at(-1)?.what).toBe("d");
});

it("forgets what waits when it is stopped, and begins nothing more", async () => {
  const latest = createLatest(60_000);
  const done: string[] = [];
  latest.run("one", async () => void done.push("a"));
  latest.run("one", async () => void done.push("b"));
  await latest.stop();
  latest.run("two", async () => void done.push("c"));
  await latest.idle();
  expect(done).toEqual(["a"]);
});
