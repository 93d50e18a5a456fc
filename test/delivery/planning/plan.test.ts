import { describe, expect, it } from "vitest";
import { planNow } from "../../../src/delivery/planning/plan.ts";
import { pickFor } from "../../../src/delivery/planning/request.ts";
import { createTaste } from "../../../src/taste/taste.ts";
import { createClock } from "../../support/clock.ts";
import { openDesk } from "../../support/delivery/delivery.ts";

describe("a pick that is made ahead", () => {
  it("is made again when a vote comes before it is written down", async () => {
    const clock = createClock("2026-11-23T09:00:00Z");
    const desk = await openDesk(clock);
    const subscription = await desk.subscribe("C1", { topics: ["bees"] });
    const [first] = (await pickFor(desk.db, desk.index, subscription, "2026-11-23")).papers;
    const taste = createTaste({ db: desk.db, now: clock.now });
    const ann = { platform: "fake", user: "ann", channel: "C1" };
    // Drawn at the first vote, the key of people would take the time in which the pick is written down.
    await taste.person(ann);
    await Promise.all([
      planNow(desk.db, desk.index, subscription, clock.now()),
      taste.vote(ann, first?.paper.id ?? "", "down"),
    ]);
    const shown = await desk.db.selectFrom("shown").select("paper").execute();
    expect(shown).toHaveLength(1);
    expect(shown[0]?.paper).not.toBe(first?.paper.id);
  });

  it("gives channels of a group different papers when they are planned at the same moment", async () => {
    const clock = createClock("2026-11-23T09:00:00Z");
    const desk = await openDesk(clock);
    const channels = ["C1", "C2", "C3"];
    const all = await Promise.all(
      channels.map((channel) => desk.subscribe(channel, { topics: ["bees"], group: "lab", papers: 2 })),
    );
    await Promise.all(all.map((one) => planNow(desk.db, desk.index, one, clock.now())));
    const papers = (await desk.db.selectFrom("shown").select("paper").execute()).map(({ paper }) => paper);
    expect(papers).toHaveLength(6);
    expect(new Set(papers).size).toBe(6);
  });
});
