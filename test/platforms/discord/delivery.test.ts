import { describe, expect, it } from "vitest";
import { eventually, startBot } from "../../support/discord/bot.ts";
import { halfTyped, slash } from "../../support/discord/interactions.ts";
import { isPrivate, seen } from "../../support/discord/server.ts";

describe("an answer that cannot be delivered", () => {
  it("is noted, no more, when the interaction is over", async () => {
    const { server, log } = await startBot();
    const late = slash("slow", { ms: 300 });
    server.ask(late).catch(() => undefined);
    server.rest.desk.expire(String(late.id));
    await eventually(() =>
      expect(log.lines).toContainEqual(
        expect.objectContaining({ level: "info", fields: { code: "10062", interaction: late.id } }),
      ),
    );
    expect(seen(await server.ask(slash("paper", { query: "video" })))).toContain("Papers about video");
  });

  it("is noted, no more, when another copy of the bot was faster", async () => {
    const { server, log } = await startBot();
    const answer = {
      status: 400,
      body: { code: 40060, message: "Interaction has already been acknowledged." },
    };
    server.fail({ on: /callback/, answer });
    server.ask(slash("paper", { query: "video" })).catch(() => undefined);
    await eventually(() =>
      expect(log.lines).toContainEqual(
        expect.objectContaining({ message: expect.stringContaining("another copy") }),
      ),
    );
  });

  it("is sent again when Discord stumbles", async () => {
    const { server } = await startBot();
    server.fail({ on: /callback/, answer: { status: 502 }, times: 2 });
    expect(seen(await server.ask(slash("paper", { query: "video" })))).toContain("Papers about video");
  });

  it.each([
    ["at once", 0],
    ["after a placeholder", 1700],
  ])("is apologised for when Discord refuses it %s", async (_, ms) => {
    const { server, log } = await startBot();
    const answer = { status: 400, body: { code: 50035, message: "Invalid Form Body" } };
    server.fail({ on: ms === 0 ? /callback/ : /PATCH/, answer });
    const apology = await server.ask(slash("slow", { ms }));
    expect(isPrivate(apology)).toBe(true);
    expect(seen(apology)).toContain("couldn't show the answer");
    expect(log.lines).toContainEqual(
      expect.objectContaining({ level: "error", fields: expect.objectContaining({ code: "50035" }) }),
    );
  });

  it("does not disturb anything when it is a completion", async () => {
    const { server, log } = await startBot();
    server.fail({
      on: /callback/,
      answer: { status: 404, body: { code: 10062, message: "Unknown interaction" } },
    });
    server.ask(halfTyped("paper", "query", "v")).catch(() => undefined);
    await eventually(() =>
      expect(log.lines.at(-1)).toMatchObject({ level: "info", fields: { code: "10062" } }),
    );
  });
});
