import { type DoctorFinding, fine, problem, warning } from "./finding.ts";

/** Who answers at an address on this machine: nobody, a Paperboy, or another program. */
export type Listener = "nobody" | "paperboy" | "another";

/** The outcome of opening the page's public address from here. */
export type Opened =
  | { readonly kind: "page" }
  | { readonly kind: "something else"; readonly status: number }
  | { readonly kind: "silent"; readonly reason: string };

/** The server of this process, and the page on it. */
export interface PageFacts {
  /** Whether the settings ask for a server at all. */
  readonly isServing: boolean;
  readonly port: number;
  readonly listener: Listener;
  readonly isRunning: boolean | undefined;
  /** PAGE_URL, where the page is on and has one. */
  readonly url: string | undefined;
  /** Undefined if the bot doesn't run, so that nobody could answer. */
  readonly opened: Opened | undefined;
}

const LINK = { link: "docs/page.md" };

export function checkPage(facts: PageFacts): readonly DoctorFinding[] {
  if (!facts.isServing) return [];
  return [...checkPort(facts), ...checkAddress(facts)];
}

function checkPort({ port, listener, isRunning }: PageFacts): readonly DoctorFinding[] {
  const taken = problem(
    "page.port",
    `Port ${port} is taken by another program.`,
    "Set PORT to a free one, and the same in your proxy.",
    LINK,
  );
  if (port === 0) return [];
  if (isRunning === true) {
    if (listener === "paperboy") return [fine("page.port", `The bot answers on port ${port}.`)];
    if (listener === "another") return [taken];
    return [
      problem(
        "page.port",
        `The bot runs, but nothing answers on port ${port}.`,
        "Restart the bot, and look in its log for why it can't listen.",
        LINK,
      ),
    ];
  }
  if (listener === "nobody") return [fine("page.port", `Port ${port} is free.`)];
  if (isRunning === undefined && listener === "paperboy") return [];
  return [taken];
}

function checkAddress({ url, opened, port }: PageFacts): readonly DoctorFinding[] {
  if (url === undefined) return [];
  const isPlain =
    url.startsWith("http://") && !/^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::|\/|$)/u.test(url);
  const plain = isPlain
    ? [
        warning(
          "page.https",
          "PAGE_URL is an http address, so what people read and their sign-ins can be read on the way.",
          "Put a server that speaks TLS in front, and set PAGE_URL to the https address.",
          LINK,
        ),
      ]
    : [];
  return [...plain, ...checkOpened(url, opened, port)];
}

function checkOpened(url: string, opened: Opened | undefined, port: number): readonly DoctorFinding[] {
  if (opened === undefined) return [fine("page.url", "PAGE_URL can be tried once the bot runs.", LINK)];
  switch (opened.kind) {
    case "page":
      return [fine("page.url", `The page opens at ${url}.`)];
    case "silent":
      return [
        warning(
          "page.url",
          `PAGE_URL doesn't answer from here (${opened.reason}).`,
          "Open it in a browser elsewhere; if it fails there too, check the name, the certificate, and your proxy.",
          LINK,
        ),
      ];
    case "something else":
      return [
        problem(
          "page.url",
          `PAGE_URL doesn't lead to the bot's page: something else answers there, with status ${opened.status}.`,
          `Let your proxy forward that address, path included, to http://127.0.0.1:${port}; or correct PAGE_URL.`,
          LINK,
        ),
      ];
  }
}
