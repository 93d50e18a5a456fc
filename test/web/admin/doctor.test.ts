import { beforeEach, expect, it } from "vitest";
import { isOurPage } from "../../../src/app/doctor/page.ts";
import { fine, problem, warning } from "../../../src/doctor/finding.ts";
import { someLibrary, TODAY } from "../../support/library/library.ts";
import { signedInBrowser, someBrowser } from "../../support/web/browser.ts";
import { someWeb } from "../../support/web/some-web.ts";

const admin = { platform: "fake", server: "S1", channel: "C1", user: "U-ann" };

let web: ReturnType<typeof someWeb>;
let looks = 0;

beforeEach(async () => {
  looks = 0;
  const about = (channel: string, server: string) => ({
    about: { platform: "fake", channel, server, name: `#name-of-${channel}` },
  });
  const sections = [
    {
      title: "Settings",
      findings: [problem("x", "Tokens are <b>swapped</b>.", "Swap them.", { link: "https://example.org/" })],
    },
    {
      title: "Fake",
      findings: [
        fine("y", "The token is accepted."),
        warning("z", "No thread there.", "Allow threads.", about("C1", "S1")),
        warning("z", "No history there.", "Allow it.", about("C2", "S1")),
        problem("z", "No post there.", "Allow posts.", about("C9", "S9")),
      ],
    },
  ];
  web = someWeb(await someLibrary(), {
    app: {
      operators: [{ platform: "fake", user: "U-op" }],
      doctor: async () => {
        looks += 1;
        return { at: TODAY, tookMs: 5, isRunning: true, sections };
      },
    },
    parts: { kind: "lab" },
  });
});

it("shows an operator all of it, with what to do, and escapes it", async () => {
  const browser = await signedInBrowser(web, { ...admin, user: "U-op" }, { opens: "admin" });
  const page = await (await browser.get("/admin/doctor")).text();
  expect(page).toContain("2 problems, 2 warnings, 1 check fine.");
  expect(page).toContain("Tokens are &lt;b&gt;swapped&lt;/b&gt;.<br>Swap them.");
  expect(page).toContain('<a href="https://example.org/">');
  expect(page).toContain("<strong>#name-of-C9</strong> No post there.");
  expect(await (await browser.get("/admin")).text()).toContain(
    '<a href="/admin/doctor">Check everything now</a>',
  );
});

it("is told from other pages by its title", async () => {
  expect(isOurPage(await (await someBrowser(web).get("/")).text())).toBe(true);
  expect(isOurPage("<title>It works</title>")).toBe(false);
});

it("shows an admin what is theirs, and nobody else anything", async () => {
  const browser = await signedInBrowser(web, admin, { opens: "admin" });
  const page = await (await browser.get("/admin/doctor")).text();
  expect(page).toContain("No thread there.<br>Allow threads.");
  // Who manages a server may not know every channel in it.
  expect(page).toContain("<strong>#name-of-C1</strong> No thread there.");
  expect(page).toContain("No history there.");
  expect(page).not.toMatch(/C2|C9|swapped|accepted/);
  expect(looks).toBe(1);
  const answer = await someBrowser(web).get("/admin/doctor");
  expect(await answer.text()).not.toContain("No thread");
  expect(looks).toBe(1);
});
