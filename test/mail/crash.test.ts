import { describe, expect, it } from "vitest";
import { longDay } from "../../src/delivery/compose.ts";
import { deliveryId } from "../../src/store/deliveries.ts";
import { mailboxOf } from "../../src/store/mail/mailboxes.ts";
import { addDays } from "../../src/time/day.ts";
import { createClock } from "../support/clock.ts";
import { openMailDesk } from "../support/email/mail-desk.ts";

describe("a sender that is killed", () => {
  it("mails nothing twice nor forgets it, whatever it was doing", async () => {
    const clock = createClock("2026-03-01T08:00:00Z");
    const desk = await openMailDesk(clock);
    await desk.join({ papers: 1, what: "trending", days: "daily" });
    let isAlive = false;
    // Each day it is killed one step later.
    for (let step = 1; !isAlive; step += 1) {
      const day = addDays("2026-03-01", step);
      clock.set(`${day}T09:00:00Z`);
      const { runner, mortal } = desk.mortalSender(step);
      await runner.tick();
      await Promise.race([runner.idle(), mortal.died]);
      await runner.stop();
      const survivor = desk.sender();
      for (let beat = 0; beat < 3; beat += 1) {
        await desk.tick(survivor);
        clock.advance(35_000);
      }
      await survivor.stop();
      const rows = (await desk.rows()).filter((one) => one.day === day);
      const id = `<${deliveryId(mailboxOf(desk.ann.person), day, "digest")}@example.org>`;
      const mails = (await desk.mails()).filter(({ messageId }) => messageId === id);
      expect(rows).toHaveLength(1);
      // Nothing is sent again unasked where the first may have got through.
      if (rows[0]?.state === "sent") expect(mails, `step ${step}`).toHaveLength(1);
      else {
        expect([rows[0]?.state, mails.length <= 1], `step ${step}`).toEqual(["uncertain", true]);
        expect(desk.told.filter((text) => text.includes(longDay(day)))).toHaveLength(1);
      }
      // What is asked about would be looked at again on every further day.
      for (const table of ["notices", "deliveries"] as const) await desk.db.deleteFrom(table).execute();
      isAlive = !mortal.isDead();
      if (isAlive) expect(step).toBeGreaterThan(10);
    }
  }, 60_000);
});
