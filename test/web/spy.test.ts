import { inspect } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { openLab, PEOPLE, SECRETS } from "../support/web/lab.ts";
import { cookieFor, formsOf, keysOf, type Visit, visitsOf } from "../support/web/visits.ts";

/** Ann's and her channel's; strangers are tried against them. */
let lab: Awaited<ReturnType<typeof openLab>>;
let ann: Awaited<ReturnType<typeof keysOf>>;
let bob: typeof ann;
let cleo: typeof ann;
/** What each public address answered before anything happened in chat. */
let before: ReadonlyMap<string, string>;

let all: readonly Visit[];
const isPublic = ({ of }: Visit) => of === undefined;

async function get(path: string, cookie = "") {
  const answer = await lab.web.app.request(path, { headers: { cookie } });
  return { status: answer.status, text: await answer.text() };
}

async function publicPages(cookie = ""): Promise<ReadonlyMap<string, string>> {
  const pages = new Map<string, string>();
  for (const { path } of all.filter(isPublic)) pages.set(path(ann), (await get(path(ann), cookie)).text);
  return pages;
}

async function everything(): Promise<string> {
  const tables = await lab.db.introspection.getTables();
  const rows = tables.map(({ name }) =>
    lab.db
      .selectFrom(name as "votes")
      .selectAll()
      .execute(),
  );
  return JSON.stringify(await Promise.all(rows));
}

beforeAll(async () => {
  lab = await openLab();
  all = [...visitsOf(lab.web).values()].flat();
  before = await publicPages();
  const { clock } = lab.session;
  const then = clock.now();
  await lab.live();
  clock.set(then);
  [ann, bob, cleo] = [
    await keysOf(lab, PEOPLE.ann),
    await keysOf(lab, PEOPLE.bob),
    await keysOf(lab, PEOPLE.cleo),
  ];
  return () => lab.close();
});

describe("who spies on the page", () => {
  it("is tried at every route that there is", () => {
    const untried = [...visitsOf(lab.web)].filter(([, visits]) => visits.length === 0);
    expect(untried, "addresses for them belong into visits.ts").toEqual([]);
    expect([...formsOf(lab.web)].filter(([, form]) => form === undefined)).toEqual([]);
  });

  it("gets what the one gets whose it is, where that is shown at all", async () => {
    for (const visit of all) {
      const { status } = await get(visit.path(ann), cookieFor(visit, ann));
      expect(status, visit.path(ann)).toBe(visit.status ?? 200);
    }
    const shown = await get(`/c/${ann.channelHandle}/`, ann.cookies.channel);
    expect(shown.text).toContain(SECRETS.channel);
  });

  it("learns nothing on public pages of what happens in chat", async () => {
    const ended = `paperboy-channel=${"A".repeat(33)}; paperboy-me=${"A".repeat(22)}; paperboy-admin=${"A".repeat(22)}`;
    for (const [path, text] of await publicPages(ended)) expect(text, path).toBe(before.get(path));
    for (const [path, text] of await publicPages(Object.values(bob.cookies).join("; ")))
      for (const secret of Object.values(SECRETS)) expect(text, path).not.toContain(secret);
  });

  it("learns nothing of Ann and her channel, whoever they are", async () => {
    const revoked = ann;
    await lab.session.app.services.access.channels.reset(PEOPLE.ann);
    ann = await keysOf(lab, PEOPLE.ann);
    const forged = `${ann.channelHandle}${"A".repeat(22)}`;
    const strangers: Readonly<Record<string, string>> = {
      nobody: "",
      "holder of another channel's link": bob.cookies.channel,
      "holder of a link that was ended": revoked.cookies.channel,
      "somebody of another server": bob.cookies.person,
      "somebody of the same channel": cleo.cookies.person,
      "an admin of another server": bob.cookies.admin,
      "who forges cookies": `paperboy-channel=${forged}; paperboy-me=${"A".repeat(22)}; paperboy-admin=${"A".repeat(22)}`,
      "who has all of Bob's": Object.values(bob.cookies).join("; "),
    };
    const secrets = [...Object.values(SECRETS), "Ann B.", "ann@example.org", "UANN", ann.channelToken];
    for (const [name, cookie] of Object.entries(strangers))
      for (const visit of all.filter((one) => !isPublic(one))) {
        // Links to stop mails and to sign in have not ended with the channel's, and are whoever holds them.
        const isPersonal = /^\/(?:m|open)\//.test(visit.path(ann));
        // A stranger does not hold Ann's links: what they have in their place are Bob's, and those that were ended.
        const paths =
          visit.of === "link" ? [bob, ...(isPersonal ? [] : [revoked])].map(visit.path) : [visit.path(ann)];
        for (const path of paths) {
          const { status, text } = await get(path, cookie);
          for (const secret of secrets)
            expect(text.includes(secret), `${secret} at ${path}, ${name}`).toBe(false);
          if (path.includes(ann.channelHandle)) expect(status, `${path}, ${name}`).toBe(404);
        }
      }
  });

  it("changes nothing by sending forms that no page of theirs has given them", async () => {
    const state = await everything();
    for (const cookie of [
      "",
      bob.cookies.channel,
      bob.cookies.person,
      bob.cookies.admin,
      `paperboy-me=${"A".repeat(22)}`,
    ])
      for (const { path, fields = "" } of [...formsOf(lab.web).values()].flatMap((form) => form ?? [])) {
        const answer = await lab.web.app.request(path, {
          method: "POST",
          headers: { cookie, "content-type": "application/x-www-form-urlencoded" },
          body: `${fields}&form=${"A".repeat(22)}`,
        });
        expect(answer.status, path).toBeGreaterThanOrEqual(400);
      }
    expect(await everything()).toBe(state);
  });

  // Last, because nothing works after that.
  it("finds no link and no token in the log, whatever fails", async () => {
    await lab.close();
    for (const visit of all.filter((one) => !isPublic(one))) {
      await get(visit.path(ann), cookieFor(visit, ann));
      await lab.web.app.request(visit.path(ann), {
        method: "POST",
        headers: { cookie: cookieFor(visit, ann) },
      });
    }
    const logged = inspect(lab.log.entries, { depth: 9, maxStringLength: null, maxArrayLength: null });
    expect(lab.log.entries.length).toBeGreaterThan(5);
    const { cookies, ...links } = ann;
    const tokens = Object.values(cookies).map((cookie) => cookie.split("=")[1] ?? "");
    for (const secret of [...Object.values(links), ...tokens]) {
      expect(secret.length).toBeGreaterThan(10);
      expect(logged.includes(secret), secret).toBe(false);
    }
  });
});
