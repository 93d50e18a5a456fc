import { createHash } from "node:crypto";
import { doiInLink } from "./doi-in-link.ts";
import { titleKey } from "./text.ts";

// The archives that gave out ids of the old form ("hep-th/9901001") until March 2007.
const ARCHIVES =
  "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|" +
  "dg-ga|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math-ph|math|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|" +
  "physics|plasm-ph|q-alg|q-bio|quant-ph|solv-int|supr-con";
const MODERN = String.raw`\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}(?!\d)`;
const OLD = String.raw`(?:${ARCHIVES})(?:\.[a-z]{2})?/\d{2}(?:0[1-9]|1[0-2])\d{3}(?!\d)`;
const ARXIV = `(?:${MODERN}|${OLD})(?:v\\d{1,3})?`;

// What may precede an arXiv id: the address of a page, a prefix, or arXiv's own DOI.
const ARXIV_PAGE = String.raw`(?:(?:[a-z]{2,8}\.)?arxiv\.org|(?:www\.)?ar5iv\.org|ar5iv\.labs\.arxiv\.org|(?:www\.)?alphaxiv\.org)/(?:abs|pdf|html|src|format|e-print|ps|overview)/`;
const PAPERS_PAGE = String.raw`(?:www\.)?(?:huggingface\.co|hf\.co)/papers/`;
const LINK = "(?:https?://)?";
const ARXIV_DOI = String.raw`10\.48550/arxiv\.`;
const DOI_PREFIX = String.raw`(?:doi:\s*|${LINK}(?:(?:dx\.|www\.)?doi\.org|[\w.-]{1,80}/doi)/(?:(?:abs|pdf|epdf|full|fullhtml)/)?)`;
const DOI = String.raw`10\.\d{4,9}/[^\s]+`;

const WHOLE_ARXIV = new RegExp(
  String.raw`^(?:${LINK}(?:${ARXIV_PAGE}|${PAPERS_PAGE})|(?:oai:)?arxiv(?:\.org)?:\s*|${DOI_PREFIX}?${ARXIV_DOI})?(${ARXIV})(?:\.pdf|\.md)?/?(?:\s*\[[\w.-]+\][\w\s]*)?$`,
  "i",
);
const WHOLE_DOI = new RegExp(`^${DOI_PREFIX}?(${DOI})$`, "i");
const ANYWHERE = new RegExp(
  [
    String.raw`(?<![\w.-])(?:${ARXIV_PAGE}|${PAPERS_PAGE})(${ARXIV})`,
    String.raw`(?<![\w.])arxiv(?:\.org)?:\s{0,2}(${ARXIV})`,
    String.raw`(?<![\w.])${ARXIV_DOI}(${ARXIV})`,
    // A price, a signed number or a part of a longer number or path is not an id.
    String.raw`(?<![\w./$€£¥+%-])(?<!\d,)(${ARXIV})(?![\w%€$£¥]|[.,/-]\d)`,
    String.raw`(?<![\w.])(10\.\d{4,9}/(?:[^\s<>"?#|]|<(?=\d{1,6}:)|>(?=\d\.\d\.))+)`,
  ].join("|"),
  "gi",
);
const LONGEST = 2048;
const LONGEST_DOI = 250;

/**
 * The canonical id (`arxiv:2401.01234`, `doi:10.1145/3292500`) when the whole text is one identifier or one link to a paper.
 * Versions are dropped, and so are the subject classes of old ids: `math.GT/0309136` and `math/0309136` are one paper.
 * Ids are strings, always: as a number, `2503.02130` would lose its last digit.
 */
export function canonicalId(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  const raw = unwrapped(text.trim());
  const isLink = /^(?:https?:\/\/|[\w.-]+\.[a-z]+\/)/i.test(raw);
  const bare = isLink && raw.includes("&") ? unescaped(raw) : raw;
  // Some links are escaped twice.
  const name = withoutTrailingPunctuation(unescaped(isLink ? pathOf(bare) : bare));
  const arxiv = WHOLE_ARXIV.exec(name)?.[1];
  if (arxiv !== undefined) return arxivId(arxiv);
  const isPublishers = isLink && !/^(?:https?:\/\/)?(?:dx\.|www\.)?doi\.org\//i.test(bare);
  const doi = (isPublishers ? doiInLink(bare) : undefined) ?? WHOLE_DOI.exec(name)?.[1] ?? "";
  return doiId(doi);
}

/**
 * The canonical ids of all papers named in free text, or of the first `most`, in order, each once. Bare numbers count only in
 * the exact modern form.
 */
export function findIds(text: string, most = Number.POSITIVE_INFINITY): string[] {
  const found = new Set<string>();
  for (const [, page, prefixed, ownDoi, bare, doi] of text.matchAll(ANYWHERE)) {
    const arxiv = page ?? prefixed ?? ownDoi ?? bare;
    const id = arxiv === undefined ? doiId(withoutTrailingPunctuation(doi ?? "")) : arxivId(arxiv);
    if (id !== undefined) found.add(id);
    if (found.size >= most) break;
  }
  return [...found];
}

/** The first DOI in a field that may hold several, as a list of ids; arXiv's own don't count. */
export function doisOf(field: string | undefined): string[] {
  const [first = ""] = (field ?? "").slice(0, LONGEST).trim().split(/\s+/, 1);
  return [canonicalId(first) ?? ""].filter((id) => id.startsWith("doi:"));
}

/** The https page of a paper; undefined while only its title is known. */
export function paperUrl(id: string): string | undefined {
  const { scheme, name } = parts(id);
  if (scheme === "arxiv") return `https://arxiv.org/abs/${name}`;
  if (scheme !== "doi") return undefined;
  return `https://doi.org/${name.toWellFormed().split("/").map(encodeURIComponent).join("/")}`;
}

/** Where to read a paper: its page by its id, the one its source gives, or that of a DOI it shares with another one. */
export function pageOf(paper: {
  readonly id: string;
  readonly url?: string | undefined;
  readonly otherIds?: readonly string[] | undefined;
}): string | undefined {
  return paperUrl(paper.id) ?? paper.url ?? paper.otherIds?.map(paperUrl).find((url) => url !== undefined);
}

/** The https address of the paper's PDF, where it follows from the id (arXiv only). */
export function pdfUrl(id: string): string | undefined {
  const { scheme, name } = parts(id);
  return scheme === "arxiv" ? `https://arxiv.org/pdf/${name}` : undefined;
}

/** The month (`2024-01`) in which arXiv gave out this id; undefined for other ids. */
export function arxivMonth(id: string): string | undefined {
  const { scheme, name } = parts(id);
  const digits = scheme === "arxiv" ? /(?:^|\/)(\d{2})(\d{2})/.exec(name) : null;
  if (digits?.[1] === undefined) return undefined;
  return `${Number(digits[1]) > 90 ? "19" : "20"}${digits[1]}-${digits[2]}`;
}

/**
 * The id of a paper of which only the title is known: the same for every spelling of the title (see `titleKey`).
 * `apart` distinguishes several works with that title.
 */
export function provisionalId(title: string, apart?: string): string {
  const name = apart === undefined ? titleKey(title) : `${titleKey(title)}\n${apart}`;
  return `title:${createHash("sha256").update(name).digest("hex").slice(0, 16)}`;
}

/** Whether `id` stands for a title only, to be replaced as soon as a real id is known. */
export function isProvisional(id: string): boolean {
  return id.startsWith("title:");
}

function parts(id: string): { scheme: string; name: string } {
  const colon = id.indexOf(":");
  return { scheme: id.slice(0, Math.max(0, colon)), name: id.slice(colon + 1) };
}

function arxivId(text: string): string | undefined {
  const name = text
    .toLowerCase()
    .replace(/v\d+$/, "")
    .replace(/\.[a-z]{2}\//, "/");
  return name.includes("/") || isModern(name) ? `arxiv:${name}` : undefined;
}

// The form began in April 2007 with four digits; there are five since January 2015. Numbering starts at 1.
function isModern(name: string): boolean {
  const [month = "", serial = ""] = name.split(".");
  return (
    month >= "0704" && month < "9101" && serial.length === (month < "1501" ? 4 : 5) && Number(serial) > 0
  );
}

function doiId(text: string): string | undefined {
  const doi = text.toLowerCase();
  if (doi.length > LONGEST_DOI || !/^10\.\d{4,9}\/[^\s\p{C}]+$/u.test(doi)) return undefined;
  return `doi:${doi}`;
}

// The special characters of old DOIs (10.1002/(SICI)1000-0001(199009)41:6<391::AID-TOY>3.0.CO;2-9), as pages and
// programs escape them.
function unescaped(text: string): string {
  if (!/[&%\\$]/.test(text)) return text;
  return text
    .replace(/\{?\\text(less|greater)(?:\{\}|\s)?\}?/g, (_, side: string) => (side === "less" ? "<" : ">"))
    .replace(/&(lt|gt|amp);/g, (_, name: string) => (name === "lt" ? "<" : name === "gt" ? ">" : "&"))
    .replace(/\$([<>])\$/g, "$1")
    .replace(/\\([<>_&%#])/g, "$1")
    .replace(/%(?:3[abce]|2[89f]|5[bd])/gi, decodeURIComponent);
}

// Chat clients paste <https://…> and <https://…|label>.
function unwrapped(text: string): string {
  return /^<([^<>|]+)(?:\|[^<>]*)?>$/.exec(text)?.[1]?.trim() ?? text;
}

// A closing bracket belongs to the DOI only if it was opened there: 10.1016/S0140-6736(20)30183-5.
function withoutTrailingPunctuation(text: string): string {
  let end = text.length;
  /** How many unopened closing brackets of a kind there are. Counted on demand: most texts end in none. */
  const unopened = new Map<string, number>();
  for (; end > 0; end--) {
    const last = text.charAt(end - 1);
    if (".,;:!?'\"*_`”’".includes(last)) continue;
    const opening = OPENING.get(last);
    if (opening === undefined) break;
    const left = unopened.get(last) ?? text.split(last).length - text.split(opening).length;
    if (left <= 0) break;
    unopened.set(last, left - 1);
  }
  return text.slice(0, end);
}

const OPENING: ReadonlyMap<string, string> = new Map([
  [")", "("],
  ["]", "["],
  ["}", "{"],
]);

// A link without its query and fragment, percent-decoded where that is possible.
function pathOf(link: string): string {
  const path = link.replace(/[?#].*$/s, "");
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
