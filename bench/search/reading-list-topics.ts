import { createHash } from "node:crypto";
import { z } from "zod";
import type { Paper } from "../../src/papers/paper.ts";
import { isStopWord, words } from "../../src/search/text/analyze.ts";
import { isBackgroundTerm } from "../../src/search/text/background-words.ts";
import { readJsonLines } from "../support/read-papers.ts";
import type { JudgedQuery } from "./collection.ts";

/** A short query with the papers of the reading list that is called so. */
export interface Topic extends JudgedQuery {
  /** One of two halves, by the list's name: lists to look at, and lists to measure on only. */
  readonly half: "look" | "measure";
}

const listSchema = z.object({
  list_id: z.string(),
  repo: z.string(),
  section: z.string(),
  topic_words: z.string(),
  ids: z.array(z.string()),
});

// What a list's name says about the list and not about its papers.
const ABOUT_LISTS =
  /\b(?:awesome|papers?|lists?|resources?|surveys?|collections?|reviews?|blogs?|methods?|applications?|recent|table|of contents|summaries|news|categorized|content|literatures?|based|cvpr|iccv|2025|a living)\b/gi;
const FEWEST_WORDS = 1;
const MOST_WORDS = 6;
/** Of fewer papers hardly any is among the first ten by merit. */
const FEWEST_PAPERS = 5;

/**
 * Topics as people type them: the topic words of each list; its name, those of its sections and their parts, and both names together,
 * without what is no topic. The papers of lists that give the same query count together.
 */
export async function readTopics(file: string, papers: readonly Paper[]): Promise<readonly Topic[]> {
  const here = new Set(papers.map(({ id }) => id));
  const topics = new Map<string, Map<string, number>>();
  const halves = new Map<string, Topic["half"]>();
  for await (const list of readJsonLines(file, listSchema)) {
    const ids = list.ids.map((id) => `arxiv:${id}`).filter((id) => here.has(id));
    if (ids.length < FEWEST_PAPERS) continue;
    for (const text of namesOf(list)) {
      const judged = topics.get(text) ?? new Map<string, number>();
      for (const id of ids) judged.set(id, 1);
      topics.set(text, judged);
      halves.set(text, halves.get(text) ?? halfOf(list.list_id));
    }
  }
  return [...topics].map(([text, judgements]) => ({ text, judgements, half: halves.get(text) ?? "look" }));
}

/** The papers of the lists, and others around them, chosen by the hash of their ids. */
export async function papersAround(
  file: string,
  corpus: readonly Paper[],
  count: number,
): Promise<readonly Paper[]> {
  const listed = new Set<string>();
  for await (const { ids } of readJsonLines(file, listSchema))
    for (const id of ids) listed.add(`arxiv:${id}`);
  const others = corpus
    .filter(({ id }) => !listed.has(id))
    .map((paper) => ({ paper, hash: hashOf(paper.id) }));
  others.sort((a, b) => (a.hash < b.hash ? -1 : 1));
  const members = corpus.filter(({ id }) => listed.has(id));
  const around = others.slice(0, Math.max(0, count - members.length)).map(({ paper }) => paper);
  return [...members, ...around];
}

function namesOf({ repo, section, topic_words }: z.output<typeof listSchema>): readonly string[] {
  const headings = section.split(" > ");
  const sections = headings.map(plainName);
  const project = plainName(repo.split("/")[1] ?? "");
  const last = sections.at(-1) ?? "";
  const parts = headings.flatMap(partsOf).map(plainName);
  const names = [
    topic_words,
    project,
    ...sections,
    sections.slice(-2).join(" "),
    together(project, last),
    ...parts,
  ];
  return [...new Set(names.map((name) => trimmed(name.toLowerCase())))].filter(isTopic);
}

/** Without stop words at its ends. */
function trimmed(name: string): string {
  const said = name.split(" ").filter(Boolean);
  const first = said.findIndex((word) => !isStopWord(word));
  return said.slice(first, said.findLastIndex((word) => !isStopWord(word)) + 1).join(" ");
}

/** A project's name and one of its sections', without what both say: "Awesome Human Motion" and "Human-Object Interaction". */
function together(project: string, section: string): string {
  const said = section.toLowerCase().split(" ");
  const others = project.split(" ").filter((word) => !said.includes(word.toLowerCase()));
  return [...others, section].join(" ");
}

function isTopic(name: string): boolean {
  const said = words(name).filter(({ joined }) => !joined);
  const isTelling = said.some(({ term, stop }) => !stop && !isBackgroundTerm(term));
  return isTelling && /[a-z]{2}/.test(name) && said.length >= FEWEST_WORDS && said.length <= MOST_WORDS;
}

// Other names for the same: "Agentic RAG" of "Deep Research Agents (Agentic RAG)", "Token Pruning" of "Token Pruning / Reduction".
function partsOf(heading: string): readonly string[] {
  const bracketed = [...heading.matchAll(/\(([^()]{2,60})\)/g)].map(([, inside = ""]) => inside);
  const [whole, ...others] = heading.replace(/\([^()]{0,200}\)/g, " ").split(/[/&,:]| and /);
  const between = others.length === 0 ? [] : [whole ?? "", ...others];
  return [...bracketed, ...between.filter((part) => part.trim().includes(" "))];
}

// "22.3D(三维重建) > 3.Image Segmentation" as it would be typed.
function plainName(section: string): string {
  return section
    .replace(/\([^()]{0,200}\)/g, " ")
    .replace(/^[^\p{L}]*(?:[A-Z]?\d+(?:\.\d+)*\.?|[IVX]+\.)\s*/u, "")
    .replace(/[-_&/,:.>?]/g, " ")
    .replace(ABOUT_LISTS, " ")
    .replace(/[^a-z0-9 ]/giu, " ")
    .replace(/\s+/g, " ")
    .trim();
}

function halfOf(list: string): Topic["half"] {
  return Number.parseInt(hashOf(list).slice(0, 8), 16) % 2 === 0 ? "look" : "measure";
}

function hashOf(text: string): string {
  return createHash("sha1").update(text).digest("hex");
}
