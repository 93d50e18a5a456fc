import { capped } from "../field-caps.ts";

/** The identifiers that a note labels as such. */
export interface NamedIds {
  /** DOIs and arXiv ids, each a text that `canonicalId` reads. */
  readonly ids: readonly string[];
  readonly pmid: string | undefined;
  readonly pmcid: string | undefined;
}

/** The labelled identifiers in free text: "DOI: 10.1000/toy", "arXiv:2611.00042 [cs]", "PMID: 123", "PMCID: PMC123". Those of other works do not count. */
export function namedIds(note: string): NamedIds {
  const text = capped(note, "note");
  // Most notes name nothing.
  if (!/10\.|arxiv:|pm(?:c?id|c\/)|pubmed/i.test(text)) return NONE;
  const ids = [...text.matchAll(/\b(?:doi:?\s{0,3}|doi\.org\/)(?=10\.)/gi)].map(({ 0: { length }, index }) =>
    firstWord(text.slice(index + length, index + length + LONGEST_ID)),
  );
  // After a word, it is another work's: "Extends arXiv:2611.00041".
  const arxiv = /(?:^|[\n;,.(])\s{0,3}arxiv:\s?/i.exec(text);
  if (arxiv !== null && !OF_OTHERS.test(text.slice(Math.max(0, arxiv.index - 60), arxiv.index))) {
    const start = arxiv.index + arxiv[0].length;
    ids.push(`arxiv:${firstWord(text.slice(start, start + LONGEST_ID))}`);
  }
  return {
    ids,
    pmid: /(?:\bpmid:?\s{0,3}|pubmed\.ncbi\.nlm\.nih\.gov\/|ncbi\.nlm\.nih\.gov\/pubmed\/)(\d{1,9})\b/i.exec(
      text,
    )?.[1],
    pmcid: /\b(?:pmcid:?\s{0,3}|pmc\/articles\/|pmc\.ncbi\.nlm\.nih\.gov\/articles\/)(PMC\d{1,9})\b/i
      .exec(text)?.[1]
      ?.toUpperCase(),
  };
}

const NONE: NamedIds = { ids: [], pmid: undefined, pmcid: undefined };

const OF_OTHERS =
  /\b(?:see|cf|extends|extended version of|erratum|comment on|reply to|companion)\b[^.]{0,40}$/i;
const LONGEST_ID = 300;

function firstWord(text: string): string {
  return (text.split(/[\s,;]/, 1)[0] ?? "").replace(/[.)\]]{1,3}$/, "");
}
