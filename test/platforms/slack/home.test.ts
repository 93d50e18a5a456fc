import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { App } from "../../../src/app/app.ts";
import type { Library } from "../../../src/library/library.ts";
import { someApp } from "../../support/app.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { someLibrary, TODAY } from "../../support/library/library.ts";
import { blockFaults } from "../../support/slack/block-rules.ts";
import { homeOpened, homePress } from "../../support/slack/payloads.ts";
import { openWorkspace, type Workspace } from "../../support/slack/workspace.ts";

const me = { platform: "slack", user: "U1", server: "T1", prefix: "/", admin: false } as const;

let library: Library;
let app: App;
let lab: Workspace;

beforeEach(async () => {
  library = await someLibrary();
  app = someApp(library, () => TODAY);
  lab = await openWorkspace({ chat: () => app.chat });
});

afterEach(async () => {
  await lab.close();
  expect(lab.server.refusals).toEqual([]);
});

it("shows a paper for today and the first steps to somebody new", async () => {
  const { text, buttons } = await open();
  expect(text).toContain("Today's paper");
  expect(text).toContain("First step: run /daily subscribe");
  expect(text).toContain("You don't follow anything yet. To start, run /follow add streaming video.");
  expect(text).toContain("You haven't saved any papers yet.");
  expect(buttons).toHaveLength(3);
});

it("shows what somebody follows and saved, with counts, as it is whenever it is opened", async () => {
  await app.chat.runText("follow add", "streaming video", me);
  for (const paper of ["2405.16009", "1811.06965"]) await app.chat.run("save", { paper }, me);
  const { text } = await open();
  expect(text).not.toContain("First step");
  expect(text).toMatch(/You follow:\n• streaming video/);
  expect(text).toContain("You saved 2 papers.");
  expect(text).toContain("GPipe");
  for (const topic of Array.from({ length: 12 }, (_, at) => `topic ${at}`))
    await app.chat.run("follow add", { what: topic }, me);
  expect((await open()).text).toMatch(/You follow:\n(• .+\n){8}and 5 more/);
});

it.each(["Papers for me", "All saved papers", "What I can do"])(
  "answers %s as a direct message",
  async (label) => {
    const { buttons } = await open();
    const value = buttons.find((one) => one.text.text === label)?.value ?? "";
    const before = lab.server.calls.length;
    await lab.send(homePress(value));
    await lab.server.said(before + 1);
    expect(lab.server.calls.at(-1)).toMatchObject({ method: "chat.postMessage", args: { channel: "U1" } });
    expect(String(lab.server.calls.at(-1)?.args.text).length).toBeGreaterThan(20);
  },
);

it("keeps to Slack's limits, and pings nobody, whatever papers and follows are called", async () => {
  const hostile = `<!channel> <@U1> *bold* ${"&<>\u202e".repeat(300)}`;
  const papers = Array.from({ length: 5 }, (_, at) => `2601.0000${at + 1}`);
  const file = join(temporaryFolder(), "hostile.jsonl");
  const lines = papers.map((id) => ({ id, title: hostile, authors: [hostile, hostile], abstract: hostile }));
  writeFileSync(file, lines.map((line) => JSON.stringify(line)).join("\n"));
  await library.importFile(file, { now: () => TODAY });
  await library.refresh();
  for (const paper of papers) await app.chat.run("save", { paper }, me);
  for (let at = 0; at < 30; at += 1)
    await app.chat.run("follow add", { what: `${at} ${"<!here> & ".repeat(8)}` }, me);
  const { view, text } = await open();
  expect(text).toContain("You saved 5 papers. The last 3:");
  expect(text).toContain("and 22 more");
  expect(blockFaults("home", view.blocks)).toEqual([]);
  expect(JSON.stringify(view).length).toBeLessThan(12_000);
});

interface Button {
  readonly text: { readonly text: string };
  readonly value: string;
}

interface View {
  readonly blocks: readonly { readonly type: string; readonly elements?: readonly Button[] }[];
}

async function open() {
  const before = lab.server.calls.length;
  await lab.send(homeOpened("home"));
  await lab.server.said(before + 1);
  const view = lab.server.calls.at(-1)?.args.view as View;
  const buttons = view.blocks.flatMap(({ type, elements = [] }) => (type === "actions" ? elements : []));
  return { view, buttons, text: textsIn(view.blocks).join("\n") };
}

/** Everything that is written in blocks. */
function textsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "text" && typeof inner === "string" ? [inner] : textsIn(inner),
  );
}
