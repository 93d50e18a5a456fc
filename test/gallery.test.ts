import { beforeAll, describe, expect, it } from "vitest";
import { commands } from "../commands/index.ts";
import { topLevel } from "../src/chat/group.ts";
import { messageProblems } from "./support/discord/message-rules.ts";
import { galleryPage } from "./support/gallery/page.ts";
import { playAll } from "./support/gallery/play.ts";
import { PLATFORMS, type Shot } from "./support/gallery/shot.ts";
import { visibleIn } from "./support/gallery/visible.ts";
import { complaints } from "./support/gallery/voice.ts";
import { blockFaults } from "./support/slack/block-rules.ts";

/** What Slack was seen to refuse is a little more than this. */
const SLACK_PAYLOAD = 12_000;

describe.each(PLATFORMS)("all that is said on %s", (platform) => {
  const shots: Shot[] = [];
  beforeAll(async () => {
    for await (const story of playAll(platform)) shots.push(...story);
  });

  /** Those shots of which something is to be said, with that. */
  function found(look: (shot: Shot) => readonly string[]): readonly string[] {
    const all = shots.flatMap((shot) => look(shot).map((one) => `${shot.story}, ${shot.step}: ${one}`));
    return [...new Set(all)];
  }

  function asked(step: string): Shot {
    const shot = shots.find((one) => one.step === step);
    if (!shot) throw new Error(`nobody asked ${step}`);
    return shot;
  }

  it("comes from every command", () => {
    const never = commands.filter(({ spec }) => !shots.some(({ step }) => step.startsWith(`/${spec.name}`)));
    expect(never.map(({ spec }) => spec.name)).toEqual([]);
  });

  it("has the forms, where a platform opens them", () => {
    const titles = ["Daily paper (Save)", "Journal club meetings (Save)", "Follow something (Follow)"];
    const seen = titles.filter((title) => shots.some(({ reply }) => reply.text?.startsWith(title)));
    expect(seen).toEqual(platform === "terminal" ? [] : titles);
  });

  it("is plain English, without ids, holes and long numbers", () => {
    expect(
      found(({ step, payload }) => {
        const { texts, labels } = visibleIn(payload);
        // Only a welcome may be loud.
        const isLoud = (complaint: string) => step.startsWith("(welcome") && complaint.startsWith("a shout");
        return [...texts, ...labels].flatMap(complaints).filter((one) => !isLoud(one));
      }),
    ).toEqual([]);
  });

  it("has at most eight things to press, and five below one paper", () => {
    expect(
      found(({ payload, reply }) => {
        const { elements } = visibleIn(payload);
        const most = reply.cards.length === 1 && reply.cards[0]?.paper !== undefined ? 5 : 8;
        return elements > most ? [`${elements} elements`] : [];
      }),
    ).toEqual([]);
  });

  it("has short buttons that begin with a capital letter or a sign", () => {
    expect(
      found(({ reply }) =>
        [...reply.buttons, ...reply.cards.flatMap((card) => card.buttons)]
          .map(({ label }) => label)
          .filter((label) => label.length > 24 && !label.startsWith("Run /")),
      ),
    ).toEqual([]);
  });

  it("is short where papers are listed", () => {
    const { payload } = asked("/paper streaming video");
    const { lines, elements } = visibleIn(payload);
    expect(lines).toBeLessThanOrEqual(platform === "terminal" ? 30 : 18);
    expect(elements).toBeLessThanOrEqual(8);
  });

  it("is what the platform takes", () => {
    expect(
      found(({ payload }) => {
        if (payload.platform === "discord") {
          const { files: _, ...body } = payload.message;
          return messageProblems(JSON.parse(JSON.stringify(body)), "callback").filter(
            (problem) => !/file|attachment/i.test(problem),
          );
        }
        if (payload.platform === "slack") {
          const size = JSON.stringify(payload.message).length;
          return [
            ...blockFaults("message", payload.message.blocks),
            ...(size > SLACK_PAYLOAD ? [`${size} characters`] : []),
          ];
        }
        return [];
      }),
    ).toEqual([]);
  });

  it("can be drawn as a page", () => {
    const page = galleryPage(new Map([["All", shots]]));
    expect(page).toContain("Streaming Video Understanding");
    expect(page).not.toContain("[object");
  });
});

describe("descriptions", () => {
  const specs = commands.map(({ spec }) => spec);
  const groups = topLevel(specs).flatMap((one) => ("group" in one ? [one.group] : []));
  const described = [...specs, ...groups].map(({ name, description }) => [name, description] as const);

  /** Words that a description of something to do begins with. */
  const VERB =
    /^(?:Add|Ask|Cancel|Choose|Explain|Export|Find|Follow|Get|Join|Leave|List|Mark|Pause|Point|Post|Preview|Put|Recommend|Remove|Restore|Resume|Run|Save|Set|Show|Stop|Swap|Undo|Vote)\b/u;

  it.each(described)("%s says in a few words what it does: %s", (_, description) => {
    expect(description.length).toBeLessThanOrEqual(60);
    expect(description).toMatch(VERB);
    expect(description).not.toMatch(/[.;]|: [a-z]+ [a-z]+ /u);
    expect(complaints(description)).toEqual([]);
  });

  it.each(
    specs.flatMap(({ name, options }) =>
      options.map((option) => [name, option.name, option.description] as const),
    ),
  )("%s %s is a thing: %s", (_command, _option, description) => {
    expect(description).not.toBe("");
    expect(description).not.toMatch(VERB);
    expect(description).not.toMatch(
      /^(?:What|Which|Who|Whose|How|When|Where|For|Leave|Delete|Show|With)\b|\.$/u,
    );
    expect(complaints(description)).toEqual([]);
  });
});
