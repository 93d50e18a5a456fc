import { baseUrl } from "./http/base-url.ts";
import {
  ARXIV,
  BIORXIV,
  feedHost,
  type HostGroup,
  HUGGING_FACE,
  NCBI,
  SEMANTIC_SCHOLAR,
} from "./http/host-group.ts";
import type { SourceName } from "./settings.ts";

/** The host of a source, for checks whether it answers. */
interface SourceHost {
  /** robots.txt: every host has it, it is small, and meant for programs. */
  readonly url: string;
  /** The host group that its requests count towards. */
  readonly group: string;
  /** Whether the address comes from outside: then it must be on the public internet. */
  readonly isForeign: boolean;
}

const HOSTS: Readonly<Record<SourceName, readonly [host: string, group: HostGroup]>> = {
  huggingface: ["huggingface.co", HUGGING_FACE],
  arxiv: ["export.arxiv.org", ARXIV],
  biorxiv: ["api.biorxiv.org", BIORXIV],
  medrxiv: ["api.biorxiv.org", BIORXIV],
  pubmed: ["eutils.ncbi.nlm.nih.gov", NCBI],
  "semantic-scholar": ["api.semanticscholar.org", SEMANTIC_SCHOLAR],
};

/** Where a source is asked: one by its name in the settings, a feed as `feed:https://…`. */
export function hostOf(source: string, mirror: string | undefined): SourceHost | undefined {
  const named = Object.entries(HOSTS).find(([name]) => name === source)?.[1];
  if (named) {
    const [host, { name }] = named;
    return { url: `${baseUrl(mirror)(host)}/robots.txt`, group: name, isForeign: false };
  }
  const address = source.replace(/^feed:/u, "");
  if (!URL.canParse(address)) return undefined;
  const { origin, host } = new URL(address);
  return { url: `${origin}/robots.txt`, group: feedHost(host).name, isForeign: true };
}
