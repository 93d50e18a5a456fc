import { isIP } from "node:net";
import { z } from "zod";

/** Where requests over HTTP come in. */
export interface HttpSettings {
  readonly port: number;
  /** Set where the settings name a port: it is then listened on whatever runs. */
  readonly isGiven?: true;
  /** The address to listen on; not given, whoever opens the server decides. */
  readonly listen?: string;
  /** How many proxies in a row, or which ones, truly say in X-Forwarded-For who asks. */
  readonly trustedProxies: number | readonly string[];
  /** What a reader of the metrics has to send. */
  readonly metricsToken?: string;
}

/** What the page shows, and where it is reached. */
export interface PageSettings {
  /** `library`: what is public anyway. `lab`: also what links from chat open. */
  readonly kind: "off" | "library" | "lab";
  /** Its public address, without a slash at the end, e.g. https://lab.example.org/papers. */
  readonly url?: string;
}

const PORTS = "a number from 0 to 65535";
const PROXIES = "a number from 0 to 9, or IP addresses and networks such as 10.0.0.0/8, with commas between";

/** The settings of the page and of the server that it shares; part of the list in config.ts. */
export const pageSettings = {
  PAGE: z
    .enum(["off", "library", "lab"])
    .default("off")
    .describe("A web page of the papers: off, library, or lab, which adds what links from chat open"),
  PAGE_URL: z
    .url({ protocol: /^https?$/, message: "an http or https address" })
    .refine((url) => !/[?#@]/u.test(url), "an address without ?, # and @")
    .transform((url) => url.replace(/\/{1,9}$/u, ""))
    .optional()
    .describe("Where people reach the page, such as https://lab.example.org/papers"),
  LISTEN: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]{1,253}$/, "an IP address or a host name, such as 0.0.0.0")
    .optional()
    .describe("Address to listen on; without it this machine alone, or any where Slack uses HTTP"),
  PORT: z.coerce
    .number(PORTS)
    .int(PORTS)
    .min(0, PORTS)
    .max(65535, PORTS)
    .optional()
    .describe(
      "Where to listen for health checks, the page and Slack's HTTP requests; else 3000 for the latter two",
    ),
  TRUST_PROXY: z
    .string()
    .max(1000)
    .transform((typed) => (/^\d$/.test(typed) ? Number(typed) : typed.split(",").map((one) => one.trim())))
    .refine((trusted) => typeof trusted === "number" || trusted.every(isNetwork), PROXIES)
    .default(0)
    .describe("Proxies of yours in front of the page: how many, or their addresses with commas between"),
  METRICS_TOKEN: z
    .string()
    .min(16, "at least 16 characters")
    .optional()
    .describe("What a reader of /metrics has to send; without it, only this machine can read them"),
};

type Given = z.output<z.ZodObject<typeof pageSettings>>;

/** The port of the page and of Slack's requests where none is given. */
const USUAL_PORT = 3000;

export function readHttpSettings({ PORT, LISTEN, TRUST_PROXY, METRICS_TOKEN }: Given): HttpSettings {
  return {
    port: PORT ?? USUAL_PORT,
    ...(PORT !== undefined && { isGiven: true as const }),
    ...(LISTEN && { listen: LISTEN }),
    trustedProxies: TRUST_PROXY,
    ...(METRICS_TOKEN && { metricsToken: METRICS_TOKEN }),
  };
}

export function readPageSettings({ PAGE, PAGE_URL }: Given): PageSettings {
  return { kind: PAGE, ...(PAGE_URL && { url: PAGE_URL }) };
}

/** Whether a text is an IP address, or one with the number of bits that a network has in common. */
function isNetwork(text: string): boolean {
  const [address = "", bits, ...more] = text.split("/");
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return (
    more.length === 0 && most >= 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
  );
}
