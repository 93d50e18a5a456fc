import { z } from "zod";

/** Where requests over HTTP come in. */
export interface HttpSettings {
  readonly port: number;
  /** The address to listen on; not given, whoever opens the server decides. */
  readonly listen?: string;
}

/** What the page shows, and where it is reached. */
export interface PageSettings {
  /** `library`: what is public anyway. `lab`: also what links from chat open. */
  readonly kind: "off" | "library" | "lab";
  /** Its public address, without a slash at the end, e.g. https://lab.example.org/papers. */
  readonly url?: string;
}

const PORTS = "a number from 0 to 65535";

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
    .default(3000)
    .describe("Where to listen for the page and for Slack's HTTP requests"),
};

type Given = z.output<z.ZodObject<typeof pageSettings>>;

export function readHttpSettings({ PORT, LISTEN }: Given): HttpSettings {
  return { port: PORT, ...(LISTEN && { listen: LISTEN }) };
}

export function readPageSettings({ PAGE, PAGE_URL }: Given): PageSettings {
  return { kind: PAGE, ...(PAGE_URL && { url: PAGE_URL }) };
}
