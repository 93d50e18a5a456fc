import { expect, it } from "vitest";
import { renderReply } from "../../src/platforms/discord/render.ts";
import { renderMessage } from "../../src/platforms/slack/render.ts";
import { renderTerminal } from "../../src/platforms/terminal/render.ts";
import { pageLink } from "../../src/present/page/page-link.ts";

const look = { columns: 80, color: false, commands: [] };

it.each(["http://127.0.0.1:3000", "http://papers:8080/lab", "https://papers.example.org"])(
  "a link to the bot's own page at %s is shown everywhere, whatever host it has",
  (address) => {
    const also = { label: "Feed", path: "/c/x_y-z/feed.atom" };
    const reply = pageLink(
      { title: "Open", path: "/open/a_b-c", lines: [], also },
      { page: { shows: "lab", address } },
    );
    const texts = [
      JSON.stringify(renderReply(reply)),
      JSON.stringify(renderMessage(reply, { asker: "U1" })),
      renderTerminal(reply, look),
    ];
    for (const text of texts) {
      expect(text).toContain(`${address}/open/a_b-c`);
      expect(text).toContain(`${address}/c/x_y-z/feed.atom`);
    }
  },
);
