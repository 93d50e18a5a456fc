import { beforeAll, describe, expect, it } from "vitest";
import { commands } from "../commands/index.ts";
import { galleryPage } from "./support/gallery/page.ts";
import { PLATFORMS, type Shot } from "./support/gallery/shot.ts";
import { visitAll } from "./support/gallery/visit.ts";

describe.each(PLATFORMS)("all that is said on %s", (platform) => {
  const shots: Shot[] = [];
  beforeAll(async () => {
    for await (const hall of visitAll(platform)) shots.push(...hall);
  });

  it("comes from every command", () => {
    const asked = shots.map(({ deed }) => deed);
    const never = commands.filter(({ spec }) => !asked.some((deed) => deed.startsWith(`/${spec.name}`)));
    expect(never.map(({ spec }) => spec.name)).toEqual([]);
  });

  it("can be drawn as a page", () => {
    const page = galleryPage(new Map([["All", shots]]));
    expect(page).toContain("Streaming Video Understanding");
    expect(page).not.toContain("undefined");
    expect(page).not.toContain("[object");
  });
});
