import { expect, it } from "vitest";
import { papersNamedIn } from "../../../src/papers/import/pasted.ts";
import { createReadPasted, PASTED_LIMITS } from "../../../src/papers/import/read-pasted.ts";

const TEXTS = [
  "see 2405.16009 and https://arxiv.org/abs/2312.00752",
  "@article{bee, title = {Bees Fly}, eprint = {2401.01234}}\n@misc{wasp, title = {Wasps",
  "TY  - JOUR\nTI  - Bees of the north\nDO  - 10.1234/bees\nER  - \n",
  '[{"type":"article","title":"Bees","DOI":"10.1234/bees"}]',
  '{"title":"A good title","id":"arxiv:2401.01234"}\n{"title":\n',
  "nothing at all",
];

it.each(TEXTS)("reads the same in a thread of its own: %j", async (text) => {
  expect(await createReadPasted()(text, 500, "ann")).toEqual(await papersNamedIn(text, 500));
});

it("answers a text of a megabyte that once took hours", async () => {
  const text = `{"title":"A good title","id":"arxiv:2401.01234","published":"${"Mon".repeat(330_000)}"}`;
  const { papers } = await createReadPasted()(text, 500, "ann");
  expect(papers).toEqual([{ id: "arxiv:2401.01234", title: "A good title" }]);
});

it.each([
  ["a loop", 700, "That file took too long to read. Try a smaller one, or run npm start -- import FILE."],
  ["an exception", 60_000, "I couldn't read that file. Try a smaller one, or run npm start -- import FILE."],
])("says what to do after %s", async (way, withinMs, answer) => {
  const file = new URL(`../../support/workers/${way.replace(" ", "-")}.mjs`, import.meta.url);
  const read = createReadPasted(undefined, { file, limits: { ...PASTED_LIMITS, withinMs } });
  await expect(read("anything", 500, "ann")).rejects.toThrow(answer);
});

it("refuses more than a megabyte before a thread is started", async () => {
  await expect(createReadPasted()("a".repeat(1_000_001), 500, "ann")).rejects.toThrow(
    "I read up to 1 MB at a time.",
  );
});

it("keeps nobody waiting for more than one file of each other person", async () => {
  const file = new URL("../../support/workers/a-loop.mjs", import.meta.url);
  const read = createReadPasted(undefined, { file, limits: { ...PASTED_LIMITS, withinMs: 400 } });
  const order: string[] = [];
  const send = async (who: string) => {
    const answer = await read("anything", 500, who).catch((error: Error) => error.message);
    order.push(who);
    return answer;
  };
  const answers = await Promise.all(["eve", "eve", "eve", "ann", "bob"].map(send));
  expect(order).toEqual(["eve", "eve", "ann", "bob", "eve"]);
  expect(answers.map((answer) => /^[^.]+/.exec(String(answer))?.[0])).toEqual([
    "That file took too long to read",
    "That file took too long to read",
    "I'm still reading what you sent before",
    "That file took too long to read",
    "That file took too long to read",
  ]);
});
