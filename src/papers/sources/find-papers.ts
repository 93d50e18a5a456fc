import type { FoundPaper } from "../found-paper.ts";
import { getRecord } from "./arxiv/oai.ts";
import { MOST_IDS, queryArxiv } from "./arxiv/query.ts";
import type { BaseUrl } from "./http/base-url.ts";
import type { HttpClient } from "./http/client.ts";
import { SourceError } from "./http/source-error.ts";
import { askHuggingFace } from "./huggingface.ts";

/** Looks up papers by id, apart from any day. */
export interface PaperFinder {
  /** Whether an id is of a kind that can be looked up. */
  canFind(id: string): boolean;
  /**
   * One paper: by Hugging Face, or arXiv's OAI-PMH, or its query API, whichever answers first in this order. Undefined if
   * none of them has it. Throws a SourceError if not all of them could be asked.
   */
  findOne(id: string, signal: AbortSignal): Promise<FoundPaper | undefined>;
  /** Many papers, as they are found; ids that nobody knows are passed over. Throws a SourceError after the last one. */
  findMany(ids: readonly string[], signal: AbortSignal): AsyncIterable<FoundPaper>;
}

const PREFIX = "arxiv:";

/** Somebody is waiting for one paper: a service that does not answer gives way to the next. */
const QUICK = { patienceMs: 10_000, tries: 1 };

/** After this many in a row that Hugging Face does not list, it gives up, if arXiv cannot be asked. */
const MOST_MISSES = 10;

export function createPaperFinder(client: HttpClient, base: BaseUrl): PaperFinder {
  return {
    canFind: (id) => id.startsWith(PREFIX),

    async findOne(id, signal) {
      const number = id.slice(PREFIX.length);
      const limits = { ...QUICK, signal };
      const ways = [
        () => askHuggingFace(client, base, number, limits),
        () => getRecord({ client, base }, number, limits),
        async () => (await queryArxiv(client, base, [number], limits))[0] ?? missing(),
      ];
      let trouble: SourceError | undefined;
      for (const [index, way] of ways.entries()) {
        try {
          const paper = await way();
          if (typeof paper !== "string") return paper;
        } catch (error) {
          if (!(error instanceof SourceError)) throw error;
          // arXiv itself knows all of its papers; Hugging Face does not.
          if (error.trouble === "not found" && index > 0) return undefined;
          if (error.trouble === "not found") continue;
          // Without any network there is nobody else to ask.
          if (error.trouble === "network" && trouble?.trouble === "network") throw trouble;
          trouble ??= error;
        }
      }
      if (trouble) throw trouble;
      return undefined;
    },

    async *findMany(ids, signal) {
      function remember(error: unknown): readonly FoundPaper[] {
        if (!(error instanceof SourceError)) throw error;
        refusal = error;
        return [];
      }
      const numbers = ids.filter((id) => id.startsWith(PREFIX)).map((id) => id.slice(PREFIX.length));
      const missed: string[] = [];
      let refusal: SourceError | undefined;
      let trouble: SourceError | undefined;
      for (let at = 0; at < numbers.length; at += MOST_IDS) {
        const some = numbers.slice(at, at + MOST_IDS);
        // After one refusal, the next hundred would be refused as well.
        const found = refusal ? [] : await queryArxiv(client, base, some, { signal }).catch(remember);
        yield* found;
        missed.push(...some.filter((number) => !found.some((paper) => paper.id === PREFIX + number)));
      }
      let misses = 0;
      for (const number of missed) {
        try {
          const paper = await askHuggingFace(client, base, number, { ...QUICK, signal });
          misses = 0;
          if (typeof paper !== "string") yield paper;
        } catch (error) {
          if (!(error instanceof SourceError)) throw error;
          // Without arXiv, hundreds that Hugging Face does not list would be asked for in vain.
          if (error.trouble === "not found" && (refusal === undefined || ++misses < MOST_MISSES)) continue;
          trouble = error.trouble === "not found" ? refusal : error;
          break;
        }
      }
      if (trouble) throw trouble;
    },
  };
}

function missing(): never {
  throw new SourceError("not found", "arXiv does not have it");
}
