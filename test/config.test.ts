import { describe, expect, it } from "vitest";
import { readConfig } from "../src/config.ts";
import { ConfigError } from "../src/errors.ts";

const DISCORD = { DISCORD_TOKEN: "MTA.made-up.token_0" };
const SLACK = { SLACK_BOT_TOKEN: "xoxb-made-up", SLACK_APP_TOKEN: "xapp-made-up" };

function problems(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return "";
}

describe("readConfig", () => {
  it("needs nothing", () => {
    expect(readConfig({})).toEqual({
      home: "./.paperboy",
      keptDays: 400,
      logLevel: "info",
      commandPrefix: "",
      sources: {
        names: ["huggingface", "arxiv"],
        arxiv: { categories: ["cs.AI", "cs.CL", "cs.CV", "cs.LG"], announcements: ["new", "cross"] },
        feeds: [],
      },
      daily: {
        operators: [],
        channels: [],
        settings: {
          every: "day",
          topics: [],
          categories: [],
          time: "09:00",
          timezone: "UTC",
          days: [1, 2, 3, 4, 5],
          papers: 1,
          whenEmpty: "best",
        },
      },
      http: { port: 3000, trustedProxies: 0 },
      page: { kind: "off" },
      slackFeatures: { unfurl: false, history: false },
      zotero: {},
    });
  });

  it("knows what the Slack app is to ask for before its tokens are there", () => {
    const { slack, slackFeatures } = readConfig({ SLACK_UNFURL: "on", SLACK_HISTORY: "on" });
    expect(slack).toBeUndefined();
    expect(slackFeatures).toEqual({ unfurl: true, history: true });
  });

  it("takes empty values for not given", () => {
    expect(readConfig({ DISCORD_TOKEN: "", PORT: "  ", LOG_LEVEL: "" })).toEqual(readConfig({}));
  });

  it("switches platforms on by their tokens", () => {
    const config = readConfig({
      ...DISCORD,
      ...SLACK,
      DISCORD_SHARDS: "2",
      PORT: "8080",
      SLACK_UNFURL: "on",
    });
    const managers = { everyone: false, people: new Set(), roles: new Set() };
    expect(config.discord).toEqual({ token: DISCORD.DISCORD_TOKEN, shards: 2, readLinks: false, managers });
    expect(config.slack).toEqual({
      botToken: SLACK.SLACK_BOT_TOKEN,
      appToken: SLACK.SLACK_APP_TOKEN,
      unfurl: true,
      history: false,
      managers,
    });
    expect(config.http).toEqual({ port: 8080, isGiven: true, trustedProxies: 0 });
  });

  it("reads the page", () => {
    expect(readConfig({}).page).toEqual({ kind: "off" });
    const { page, http } = readConfig({
      PAGE: "lab",
      PAGE_URL: "https://lab.example.org/papers/",
      LISTEN: "::1",
    });
    expect(page).toEqual({ kind: "lab", url: "https://lab.example.org/papers" });
    expect(http).toEqual({ port: 3000, listen: "::1", trustedProxies: 0 });
    for (const url of [
      "lab.example.org",
      "ftp://lab.example.org",
      "https://a@b.example",
      "https://b.example/?q",
    ])
      expect(problems({ PAGE_URL: url }), url).toContain("PAGE_URL: expected an");
  });

  it("reads which proxies are trusted", () => {
    const trusted = (TRUST_PROXY: string) => readConfig({ TRUST_PROXY }).http.trustedProxies;
    expect(trusted("2")).toBe(2);
    expect(trusted("127.0.0.1, 10.0.0.0/8,fd00::/8")).toEqual(["127.0.0.1", "10.0.0.0/8", "fd00::/8"]);
    for (const typed of [
      "on",
      "10",
      "-1",
      "10.0.0.0/33",
      "10.0.0.0/",
      "fd00::/129",
      "10.0.0.1/8/8",
      "1,",
      "a.example",
    ])
      expect(problems({ TRUST_PROXY: typed }), typed).toContain("TRUST_PROXY: expected a number");
  });

  it("reads the daily papers", () => {
    const { daily } = readConfig({
      ...DISCORD,
      ...SLACK,
      DAILY_CHANNELS: "discord:123, slack:C456,",
      DAILY_CRON: "30 17 * * SUN",
      DAILY_TIMEZONE: "berlin",
      DAILY_TOPICS: "bees, toy  glass",
    });
    expect(daily.channels).toEqual([
      { platform: "discord", channel: "123" },
      { platform: "slack", channel: "C456" },
    ]);
    expect(daily.settings).toMatchObject({
      time: "17:30",
      days: [7],
      timezone: "Europe/Berlin",
      topics: ["bees", "toy glass"],
    });
    expect(problems({ ...SLACK, DAILY_CHANNELS: "discord:123" })).toContain("but discord is not set up");
  });

  it("reads the sources", () => {
    const { sources } = readConfig({
      SOURCES: "arxiv, pubmed,semantic-scholar",
      ARXIV_CATEGORIES: "hep-th, q-bio.NC ,astro-ph.CO,cond-mat.dis-nn",
      ARXIV_ANNOUNCEMENTS: "new",
      FEEDS: "https://example.org/feed.xml  https://example.com/a,b.json",
      CONTACT: "lab@example.org",
      PUBMED_QUERY: "bees",
      S2_QUERY: "bees",
      S2_API_KEY: "key",
      SOURCES_URL: "http://mirror.example.org",
    });
    expect(sources).toEqual({
      names: ["arxiv", "pubmed", "semantic-scholar"],
      arxiv: { categories: ["hep-th", "q-bio.NC", "astro-ph.CO", "cond-mat.dis-nn"], announcements: ["new"] },
      feeds: ["https://example.org/feed.xml", "https://example.com/a,b.json"],
      pubmed: { query: "bees", email: "lab@example.org" },
      semanticScholar: { query: "bees", apiKey: "key" },
      contact: "lab@example.org",
      mirror: "http://mirror.example.org",
    });
    expect(readConfig({ SOURCES: "none" }).sources.names).toEqual([]);
  });

  it.each([
    [{ SOURCES: "pubmed" }, "PUBMED_QUERY"],
    [{ SOURCES: "pubmed", PUBMED_QUERY: "bees" }, "CONTACT"],
    [{ SOURCES: "semantic-scholar", S2_QUERY: "bees" }, "S2_API_KEY"],
  ])("says what a source also needs: %j", (env, name) => {
    expect(problems(env)).toContain(`also needs ${name}`);
  });

  it.each([
    ["DISCORD_TOKEN", "not a token", "three parts"],
    ["DISCORD_SHARDS", "many", "auto or a number"],
    ["DISCORD_SHARDS", "0", "auto or a number"],
    ["DISCORD_API_URL", "ftp://example.org", "http or https"],
    ["SLACK_BOT_TOKEN", "xapp-1", "starts with xoxb-"],
    ["SLACK_APP_TOKEN", "xoxb-1", "starts with xapp-"],
    ["SOURCES", "arxiv,reddit", "huggingface, arxiv, biorxiv"],
    ["ARXIV_CATEGORIES", "cs.CL;rm -rf", "with commas between"],
    ["ARXIV_ANNOUNCEMENTS", "all", "new, cross, replace"],
    ["FEEDS", "https://example.org/feed ftp://example.org", "http or https addresses"],
    ["CONTACT", "me", "an e-mail address"],
    ["SOURCES_URL", "mirror", "an http or https address"],
    ["PORT", "abc", "a number from 0 to 65535"],
    ["PORT", "70000", "a number from 0 to 65535"],
    ["SLACK_UNFURL", "maybe", "on or off"],
    ["DAILY_CHANNELS", "irc:bees", "channels with commas"],
    ["DAILY_CRON", "* * * * *", "once a day"],
    ["DAILY_TIMEZONE", "Mars", "Europe/Berlin"],
    ["DAILY_TOPICS", "a,b,c,d,e,f,g,h,i", "at most 8"],
    ["LOG_LEVEL", "loud", "debug"],
    ["COMMAND_PREFIX", "Lab!", "letters a to z"],
  ])("explains %s=%s", (name, value, hint) => {
    const text = problems({ [name]: value });
    expect(text).toContain(`${name}: `);
    expect(text).toContain(hint);
  });

  it("names every bad setting at once, and repeats no value: it may be a secret", () => {
    const text = problems({ DISCORD_TOKEN: "hunter2", PORT: "x", LOG_LEVEL: "loud" });
    for (const name of ["DISCORD_TOKEN", "PORT", "LOG_LEVEL"]) expect(text).toContain(name);
    expect(text).not.toContain("hunter2");
  });

  it.each([
    [{ SLACK_BOT_TOKEN: "xoxb-made-up" }, "also needs SLACK_APP_TOKEN"],
    [{ SLACK_APP_TOKEN: "xapp-made-up" }, "also need SLACK_BOT_TOKEN"],
  ])("wants both halves of Slack: %j", (env, hint) => {
    expect(problems(env)).toContain(hint);
  });
});
