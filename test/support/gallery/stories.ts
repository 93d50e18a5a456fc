import { PostError, type Poster } from "../../../src/chat/poster.ts";
import { fine, problem, warning } from "../../../src/doctor/finding.ts";
import type { FleetFacts } from "../../../src/doctor/fleet.ts";
import type { DoctorReport } from "../../../src/doctor/report.ts";
import { PAPERS } from "./papers.ts";
import type { SessionParts } from "./session.ts";

/** The bot in one state, and the steps of a script that are played there. */
export interface Story {
  readonly name: string;
  readonly parts?: Partial<Pick<SessionParts, "papers" | "loading" | "post" | "more">>;
  /**
   * A line for each step: a command without its slash, `@ …` for what is said to the bot, `member …` and `private …` for who
   * manages nothing and for a private conversation, `form …` for the form of a command, `greet` for what the bot shows by itself, `tick +10` and `tick 2026-11-24T08:01Z` for what happens by itself then.
   */
  readonly script: string;
}

const refused = (...error: ConstructorParameters<typeof PostError>): Poster["post"] => {
  return () => Promise.reject(new PostError(...error));
};

/** Sources that are asked for a paper whose id ends in 1 to 4. */
const SYNCER: NonNullable<NonNullable<SessionParts["more"]>["syncer"]> = {
  sources: [],
  fetchPaper: async (id) =>
    id.endsWith("1") ? "fetching" : id.endsWith("2") ? "unknown" : id.endsWith("3") ? "unreachable" : "busy",
  notices: ["Thank you to arXiv for use of its open access interoperability."],
  report: async () => ({
    lines: [{ source: "arxiv", text: "arXiv: 612 papers for Fri 20 Nov; checked 06:00 UTC", isFine: true }],
    notice: "Today's papers may be incomplete: arXiv is late: nothing yet for Mon 23 Nov.",
  }),
};

/** A bot with some problems. */
const REPORT: DoctorReport = {
  at: new Date("2026-11-23T09:30:00Z"),
  tookMs: 812,
  isRunning: true,
  sections: [
    {
      title: "This machine",
      findings: [
        fine("node", "Node 22.11.0."),
        problem(
          "clock",
          "The clock is 10 minutes behind Discord's.",
          "Turn on time synchronisation, on most Linux systems with `timedatectl set-ntp true`, and check again.",
        ),
      ],
    },
    {
      title: "Slack",
      findings: [
        problem(
          "slack.member",
          "The bot is not in a subscribed channel.",
          "Type “/invite @paperboy” in that channel.",
          { about: { platform: "slack", channel: "C1", server: "T1" } },
        ),
        problem(
          "discord.post",
          "The bot can't post in a subscribed channel: it lacks “Send Messages”.",
          "In the settings of that channel, under Permissions, allow Paperboy “Send Messages”.",
          {
            about: {
              platform: "discord",
              channel: "300000000000000001",
              server: "200000000000000001",
              name: "#papers in Reading group",
            },
          },
        ),
        ...Array.from({ length: 9 }, (_, at) =>
          warning(
            "sources.host",
            `feeds.example.org/${at + 1} doesn't answer (network: ECONNREFUSED).`,
            "Check this machine's network, name lookup and firewall; the bot tries again by itself.",
          ),
        ),
      ],
    },
  ],
};

/** A mail server that accepts everything; every code but 000000 is right. */
/** Three processes, of which one is being upgraded and one has died. */
const FLEET: FleetFacts = {
  living: [
    {
      machine: "bot-1",
      version: "1.2.0",
      seenAt: new Date("2026-11-23T09:29:57Z"),
      holds: ["alerts", "source arxiv"],
    },
    { machine: "bot-2", version: "1.3.0", seenAt: new Date("2026-11-23T09:29:57Z"), holds: ["snapshot"] },
  ],
  lost: [{ machine: "bot-3", version: "1.2.0", seenAt: new Date("2026-11-23T09:11:00Z") }],
};

export const MAIL: NonNullable<NonNullable<SessionParts["more"]>["mail"]> = {
  keys: {
    seal: (address) => address,
    unseal: (sealed) => sealed,
    keyOf: (address) => address,
    codeKey: (_, code) => (code === "000000" ? "wrong" : "right"),
    paperToken: (handle, paper) => `${handle} ${paper}`,
  },
  sendCode: async () => {},
  isMember: async () => true,
  lastAnswer: async () => ({
    at: new Date("2026-11-23T09:00:00Z"),
    isFine: false,
    text: "The mail server can't be reached (connect ECONNREFUSED). Check SMTP_URL and this machine's network.",
  }),
};

/** Every command in every state that the bot can be in. */
export const STORIES: readonly Story[] = [
  {
    // The starter catalogue is never empty.
    name: "A library of one paper",
    parts: { papers: PAPERS.slice(-1) },
    script: `
      paper streaming video
      paper 2611.00101
      similar streaming
      today
      foryou
      foryou from:saved
      saved
      top
      top all
      export
      export top
      export lab
      daily show
      daily list
      daily history
      daily preview
      daily why video
      club show
      club history
      club calendar
      follow list
      profile
      profile for:me
      privacy
      privacy export
      privacy forget
      status
      greet`,
  },
  {
    name: "Just started",
    parts: { loading: true },
    script: `
      paper streaming video
      similar video
      today
      foryou
      status`,
  },
  {
    name: "Searching",
    script: `
      paper streaming video
      paper streaming video count:2
      paper streaming video count:3 page:2
      paper video has:code
      paper author:brook
      paper "once for all"
      paper strmeaing vidoe
      paper 2611.00101
      paper 2611.00101 2611.00102
      paper 2611.00101 year:1999
      paper qwertzuiop
      paper streaming year:1890
      paper video page:50
      paper
      paper video count:99
      paper auther:brook
      paper https://www.youtube.com/watch?v=1
      similar 2611.00101
      similar quantum basket weaving
      similar streaming video
      similar
      similar We stream video. Memory is bounded. What should be forgotten?
      abstract 2611.00101
      abstract 2609.00308
      abstract 2611.00103
      abstract doi:10.5555/example.2025.17
      related prune tokens of video
      related https://arxiv.org/abs/2611.00101
      related qwertzuiop
      @ hello
      @ thanks!
      @ who are you?
      @ what can you do?
      @ lol
      @ bye
      @ ???
      @ asdfghjkl
      @ subscribe to streaming video
      @ top
      @ save
      @ club
      @ streaming video
      @ is 2611.00101 any good?
      nosuchcommand
      dayly
      club dance
      daily
      follow
      club
      subscribe streaming video`,
  },
  {
    name: "Fetching a paper",
    parts: { more: { syncer: SYNCER } },
    script: `
      paper 2501.00001
      paper 2501.00002
      paper 2501.00003
      paper 2501.00004
      abstract 2501.00001
      paper 2501.00001 2611.00101
      help
      status
      today`,
  },
  {
    name: "Help",
    script: `
      help
      help paper
      help daily
      help club
      help follow
      help votes
      help subscribe
      help how do I stop the papers
      help zebra
      help similar
      help foryou
      help saved
      help today
      help top
      help profile
      help export
      help privacy
      help status
      help vote
      help follow add
      help follow examples
      help daily subscribe
      help daily preview
      help daily why
      help daily links
      help club schedule
      help club done`,
  },
  {
    name: "What somebody likes",
    script: `
      vote 2611.00101 up
      vote 2611.00101 down
      vote 2611.00101 none
      vote 2611.00101 none
      vote 2611.00102 up
      vote
      vote 2611.00101
      vote 2611.00101 sideways
      vote streaming up
      save 2611.00103
      save 2611.00103
      unsave 2610.00206
      save 2611.00104
      unsave 2611.00104
      save 7
      saved
      saved 9
      foryou from:saved
      follow add streaming video
      follow add streaming video
      follow add author brook
      follow add cs.CV
      follow add 2610.00207 for:channel
      follow add quantum basket weaving
      follow add cs.VC
      follow add ???
      @ /follow add
      follow add kv cache interest:efficiency
      follow list
      follow remove kv cache
      follow remove knitting
      follow examples 2611.00105 2501.99999
      follow examples
      follow examples nothing here
      profile
      profile for:me
      profile mute streaming video for:me
      profile change:mute
      profile knitting
      profile streaming video for:me
      profile change:remove line:brook for:me
      profile change:restore for:me
      profile change:mute line:knitting for:me
      profile restore for:channel
      foryou
      greet
      top
      top week
      top page:9
      export
      export top md
      export lab csl count:1
      export history
      privacy
      privacy export
      privacy forget`,
  },
  {
    name: "A member who manages nothing",
    script: `
      member daily subscribe streaming video
      member daily pause
      member daily stop
      member daily list
      member daily preview
      member daily links on
      member daily show
      member club schedule tuesday
      member status
      member follow add cs.CV for:channel
      member profile mute video
      member help
      private daily subscribe video
      private daily show
      private daily links
      private club show
      private today
      private paper streaming video
      private profile
      private profile for:channel
      private follow list
      private status`,
  },
  {
    name: "A channel with a daily paper",
    script: `
      daily subscribe streaming video time:9am timezone:Berlin papers:3
      daily subscribe off
      daily subscribe
      daily subscribe days:mon,wed group:vision when-empty:quiet categories:cs.CV
      daily subscribe time:25:99 timezone:Nowhere days:never
      form daily subscribe
      form club schedule
      form follow add
      daily subscribe days:weekdays group:none when-empty:best categories:all
      daily show
      today
      daily list
      status
      tick 2026-11-24T08:01:00Z
      vote 2611.00101 up
      today
      daily show
      daily history
      daily history 5
      daily list
      status
      daily preview 30
      daily preview 1 topics:video
      daily why 2611.00101
      daily why 2611.00101 scores:show
      daily why 2609.00308
      daily why 2611.00104
      daily why 2608.00409
      vote 2610.00206 down
      daily why 2610.00206
      daily links
      daily links on
      daily links off
      daily replies
      daily replies public
      paper once for all
      daily replies private
      daily mail ann@example.org
      follow add protein folding for:channel
      daily show
      profile
      daily pause
      daily show
      today
      status
      daily resume
      daily stop
      daily restore
      daily restore`,
  },
  {
    name: "A channel with weekly papers",
    script: `
      daily subscribe streaming video every:week days:tue time:9:00
      today
      daily show
      vote 2611.00101 up
      tick 2026-11-24T09:01:00Z
      today
      daily show
      daily history
      daily why 2611.00101
      daily preview 30
      tick 2026-11-26T09:01:00Z
      today
      daily change every:day`,
  },
  {
    name: "A quiet week",
    script: `
      daily subscribe knitting categories:math.LO every:week days:tue time:9:00
      daily subscribe when-empty:quiet
      daily subscribe when-empty:best
      tick 2026-11-24T09:01:00Z
      today
      daily show`,
  },
  {
    name: "Nothing to post",
    script: `
      daily subscribe knitting categories:math.LO when-empty:quiet time:9:00
      today
      tick 2026-11-24T08:01:00Z
      today
      daily show
      status
      daily why 2609.00308`,
  },
  {
    name: "A channel that is closed",
    parts: { post: refused("channel", "I was removed from that channel. Invite me again.") },
    script: `
      daily subscribe streaming video time:9:00
      tick 2026-11-24T08:01:00Z
      tick +1
      daily show
      today
      daily list
      status`,
  },
  {
    name: "Several processes",
    parts: { more: { fleet: async () => FLEET } },
    script: `
      status
      private status
      member status`,
  },
  {
    name: "A post that may be lost",
    parts: { post: refused("uncertain", "The connection broke.") },
    script: `
      daily subscribe streaming video time:9:00
      tick 2026-11-24T08:01:00Z
      tick +10
      tick +1
      status
      daily show
      today
      status uncertain:nothing answer:post
      status uncertain:nothing`,
  },
  {
    name: "A platform that refuses the bot",
    parts: {
      post: refused("token", "I can't post at the moment.", {
        forOperator: "The token is no longer valid. Set a new one in the settings and restart the bot.",
      }),
    },
    script: `
      daily subscribe streaming video time:9:00
      tick 2026-11-24T08:01:00Z
      tick +1
      status
      daily show
      today`,
  },
  {
    name: "A doctor's report",
    parts: { more: { doctor: async () => REPORT } },
    script: `
      status doctor
      member status doctor
      private status doctor`,
  },
  {
    name: "A doctor's report without a finding",
    parts: {
      more: {
        doctor: async () => ({
          ...REPORT,
          sections: [{ title: "Library", findings: [fine("library", "Library: 2 MB with 93 papers.")] }],
        }),
      },
    },
    script: `
      status doctor`,
  },
  {
    name: "Papers by mail",
    parts: { more: { mail: MAIL } },
    script: `
      daily mail
      form daily mail
      daily mail stop
      daily mail code:123456
      daily mail ann
      daily mail ann@example.org time:8:30 timezone:Berlin
      daily mail
      form daily mail
      daily mail code:000000
      daily mail code:123456
      form daily mail
      daily mail every:week what:trending when-empty:quiet
      daily mail topics:streaming video, KV caches when-empty:explain
      daily mail search:author:Brook year:2026
      daily mail search:year:soon
      daily mail what:channel
      daily subscribe streaming video
      daily mail what:channel
      daily stop
      daily mail what:foryou
      daily mail show
      daily mail ann@example.org papers:7
      privacy
      privacy export
      status
      private daily mail
      daily mail stop`,
  },
  {
    name: "A journal club",
    script: `
      club add 2611.00101
      club add 2611.00101
      club add 2610.00207
      club add knitting
      club show
      club join Ann
      club join Bob
      club swap Carl
      club schedule
      club schedule someday
      club schedule wednesday time:14:00 timezone:Berlin every:2-weeks
      club show
      club calendar
      club schedule thursday
      club done 2610.00207
      club done 2610.00207
      club history
      tick 2026-11-25T14:00:00Z
      club reopen 2610.00207
      club remove 2610.00207
      club remove 2610.00207
      club swap Bob
      club swap
      club unswap
      club leave
      club leave yes
      club leave yes
      club schedule off
      club restore
      club restore
      club schedule off
      club calendar`,
  },
  {
    name: "The web page",
    parts: { more: { page: { shows: "lab", address: "https://papers.example.org/lab" } } },
    script: `
      page channel
      page reset
      page me
      page admin
      page
      page sideways
      member page channel
      member page reset
      member page admin
      private page channel
      private page reset
      private page me
      private page admin
      help page
      status
      privacy`,
  },
  {
    name: "A web page without an address",
    parts: { more: { page: { shows: "lab", address: "http://127.0.0.1:3000", isLocal: true } } },
    script: `
      page channel`,
  },
  {
    name: "A web page of the library alone",
    parts: { more: { page: { shows: "library", address: "https://papers.example.org" } } },
    script: `
      page channel
      page reset
      page me
      page admin`,
  },
  {
    name: "No web page",
    script: `
      page channel
      page reset
      page me
      page admin`,
  },
];
