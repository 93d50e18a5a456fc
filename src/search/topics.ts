import { detached } from "./detached.ts";
import { foldTitle } from "./paper-text.ts";

/** The subjects that the library's papers name themselves: keywords, and what acronyms stand for. */
export interface Topics {
  add(names: readonly string[]): void;
  remove(names: readonly string[]): void;
  /** Topics that complete a half-typed text from the start of one of their words on: the commonest first, those that begin with it before all others. */
  completing(partial: string, limit: number): readonly string[];
  /** The topics of the most papers. */
  common(limit: number): readonly string[];
}

interface Topic {
  /** As the first paper wrote it. */
  readonly name: string;
  papers: number;
}

export function createTopics(): Topics {
  const topics = new Map<string, Topic>();

  return {
    add(names) {
      for (const name of names) {
        const key = foldTitle(name);
        const topic = topics.get(key) ?? { name: detached(name), papers: 0 };
        topic.papers += 1;
        topics.set(key, topic);
      }
    },
    remove(names) {
      for (const name of names) {
        const key = foldTitle(name);
        const topic = topics.get(key);
        if (!topic) continue;
        topic.papers -= 1;
        if (topic.papers === 0) topics.delete(key);
      }
    },
    completing(partial, limit) {
      const folded = foldTitle(partial);
      const found: { topic: Topic; begins: boolean }[] = [];
      const inside = ` ${folded}`;
      for (const [key, topic] of topics) {
        if (key.startsWith(folded)) found.push({ topic, begins: true });
        else if (key.includes(inside)) found.push({ topic, begins: false });
      }
      found.sort((a, b) => Number(b.begins) - Number(a.begins) || commonestFirst(a.topic, b.topic));
      return found.slice(0, limit).map(({ topic }) => topic.name);
    },
    common: (limit) =>
      [...topics.values()]
        .sort(commonestFirst)
        .slice(0, limit)
        .map(({ name }) => name),
  };
}

// Among equally common ones the shorter is the more general.
function commonestFirst(a: Topic, b: Topic): number {
  return b.papers - a.papers || a.name.length - b.name.length || (a.name < b.name ? -1 : 1);
}
