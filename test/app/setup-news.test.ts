import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { commands } from "../../commands/index.ts";
import type { App } from "../../src/app/app.ts";
import type { Poster } from "../../src/chat/poster.ts";
import type { Library } from "../../src/library/library.ts";
import { slackSetup } from "../../src/platforms/slack/manifest-news.ts";
import type { Person } from "../../src/store/notices.ts";
import { someApp } from "../support/app.ts";
import { createClock } from "../support/clock.ts";
import { createFakePlatform } from "../support/delivery/fake-poster.ts";
import { someLibrary } from "../support/library/library.ts";
import { LEAST, openPoster } from "../support/slack/poster.ts";

const SPECS = commands.map(({ spec }) => spec);
const setup = (more = {}) => slackSetup(SPECS, { prefix: "/", isHttp: false, ...more });
const WITH_LINKS = { unfurl: { command: "abstract", domains: ["arxiv.org"] } };
const OPERATOR: Person = { platform: "slack", user: "U9" };

const clock = createClock("2026-11-23T09:00:00Z");
let library: Library;

beforeEach(async () => {
  clock.set("2026-11-23T09:00:00Z");
  library = await someLibrary();
});

/** The program from one start to the next, over the same library. */
function start(
  posters: ReadonlyMap<string, Poster>,
  operators: readonly Person[] = [OPERATOR],
  isNewest = () => true,
) {
  const app: App = someApp(library, clock.now, { posters, operators, isNewest });
  return {
    ...app,
    async tick(minutes = 1) {
      clock.advance(minutes * 60_000);
      await app.runner.tick();
      await app.runner.idle();
      // What people are told goes out beside the posts.
      await new Promise((resolve) => setTimeout(resolve, 300));
    },
  };
}

/** A workspace in which the bot is in use. */
async function vote(app: App): Promise<void> {
  const where = { platform: "slack", user: "U1", server: "T1", channel: "C1", prefix: "/", admin: false };
  await app.chat.run("vote", { paper: "2405.16009", vote: "up" }, where);
}

function fake() {
  const platform = createFakePlatform({ now: clock.now });
  return { platform, posters: new Map([["slack", platform]]) };
}

describe("a new manifest", () => {
  it("is told to the operators once, with what changed, and what to paste", async () => {
    const { server, poster } = await openPoster({ scopes: [...LEAST, "users:read"] });
    onTestFinished(() => server.close());
    const posters = new Map([["slack", poster]]);
    const told = () => server.channels.messages("U9");
    const first = start(posters);
    await vote(first);
    await first.chat.setUp(setup());
    await first.tick();
    expect(told()).toHaveLength(2);
    expect(told()[0]?.text).toContain("needs a new app manifest");
    expect(told()[0]?.text).not.toContain("What changed");
    const pasted = JSON.stringify(setup().file.content).slice(1, -1);
    expect(JSON.stringify(server.calls.at(-1)?.args.blocks)).toContain(pasted);
    // The same again, and after a restart.
    await first.chat.setUp(setup());
    await first.tick();
    const second = start(posters);
    await second.chat.setUp(setup());
    await second.tick();
    expect(told()).toHaveLength(2);
    const third = start(posters);
    await third.chat.setUp(setup(WITH_LINKS));
    await third.tick();
    expect(told()).toHaveLength(4);
    expect(told()[2]?.text).toContain("New permissions: links:read, links:write");
    expect(told()[2]?.text).toMatch(/New events: link.shared/);
    expect(told()[2]?.text).toContain("Reinstall to Workspace");
    expect(server.refusals).toEqual([]);
  });

  it("is not told of where the bot was set up just now", async () => {
    const { platform, posters } = fake();
    const app = start(posters);
    await app.chat.setUp(setup());
    await app.tick();
    expect(platform.told).toEqual([]);
    await app.chat.setUp(setup(WITH_LINKS));
    await app.tick();
    expect(platform.told).toHaveLength(1);
  });

  it("waits for the next start where nobody can be told, and says so in the log", async () => {
    const { platform, posters } = fake();
    const nobody: Poster = { ...platform, owners: async () => [] };
    const first = start(new Map([["slack", nobody]]), []);
    await vote(first);
    await first.chat.setUp(setup());
    await first.tick();
    expect(platform.told).toEqual([]);
    const second = start(posters);
    await second.chat.setUp(setup());
    await second.tick();
    expect(platform.told).toEqual([{ user: "U9", text: expect.stringContaining("App Manifest") }]);
  });

  it("that was replaced before it could be told is told no more, and one is not told before it is known", async () => {
    const { platform, posters } = fake();
    const first = start(posters);
    await vote(first);
    await first.chat.setUp(setup());
    const second = start(posters);
    await second.tick();
    expect(platform.told).toEqual([]);
    await second.chat.setUp(setup(WITH_LINKS));
    await second.tick();
    await second.tick(11);
    await second.tick(11);
    expect(platform.told.map(({ text }) => text)).toEqual([expect.stringContaining("links:read")]);
  });

  it("of a newer version is told by a process that has it, and never that of an older one beside it", async () => {
    const { platform, posters } = fake();
    const older = start(posters);
    await vote(older);
    await older.chat.setUp(setup());
    await older.tick();
    expect(platform.told).toHaveLength(1);
    const newer = start(posters);
    await newer.chat.setUp(setup(WITH_LINKS));
    await older.tick();
    const again = start(posters, undefined, () => false);
    await again.chat.setUp(setup());
    await again.tick(11);
    expect(platform.told).toHaveLength(1);
    await newer.tick(11);
    expect(platform.told[1]?.text).toContain("links:read");
  });

  it("goes to operators elsewhere only where there are none on the platform itself", async () => {
    const { platform, posters } = fake();
    const other = createFakePlatform({ now: clock.now });
    const both = new Map([...posters, ["discord", other]]);
    const ids = [OPERATOR, { platform: "discord", user: "7" }];
    const first = start(both, ids);
    await vote(first);
    await first.chat.setUp(setup());
    await first.tick();
    expect([platform.told.length, other.told.length]).toEqual([1, 0]);
    const second = start(both, ids.slice(1));
    await second.chat.setUp(setup(WITH_LINKS));
    await second.tick();
    expect([platform.told.length, other.told.length]).toEqual([1, 1]);
  });
});

it("names commands that came and went, and the address to put in for HTTP", () => {
  const older = slackSetup(
    SPECS.filter(({ name }) => !name.startsWith("follow ")).concat({
      ...(SPECS[0] ?? never()),
      name: "subscribe",
    }),
    { prefix: "/", isHttp: false },
  ).file.content;
  const text = setup({ isHttp: true }).news(older);
  expect(text).toContain("New commands: /follow");
  expect(text).toContain("Removed commands: /subscribe");
  expect(text).toContain("instead of https://your-address.example");
  expect(setup().news("not: a manifest")).not.toContain("What changed");
  expect(setup().news("- [")).not.toContain("What changed");
});

function never(): never {
  throw new Error("no commands");
}
