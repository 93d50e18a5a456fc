/** Pages whose address has the end of a paper's DOI. */
const PAGES: readonly (readonly [RegExp, string])[] = [
  [/^(?:www\.)?nature\.com\/articles\/([a-z][\w.-]{3,60})$/i, "10.1038/"],
  [/^elifesciences\.org\/(?:articles|reviewed-preprints)\/(\d{4,7})(?:v\d{1,2})?$/i, "10.7554/elife."],
  [/^peerj\.com\/articles\/((?:cs-)?\d{1,6})$/i, "10.7717/peerj."],
];

/** The DOI in a publisher's link to a paper: in its path, perhaps followed by the name of a view, or in its query. */
export function doiInLink(link: string): string | undefined {
  const [address = "", query = ""] = link
    .replace(/^https?:\/\//i, "")
    .replace(/#.*$/s, "")
    .split("?", 2);
  const path = decoded(address).replace(/\/$/, "");
  for (const [page, start] of PAGES) {
    const name = page.exec(path)?.[1]?.replace(/\.pdf$/i, "");
    if (name !== undefined) return start + name;
  }
  if (/\/suppl(?:_file|ementary)?\//i.test(path)) return undefined;
  const at = path.search(/\/10\.\d{4,9}\//);
  if (at > 0) return withoutView(path.slice(at + 1));
  return /(?:^|&)(?:doi|doid|id)=(?:doi:)?(10\.\d{4,9}\/[^&\s]{1,250})/i.exec(decoded(query))?.[1];
}

// ".../full", "….pdf", and bioRxiv's versions: "…v2.full.pdf".
function withoutView(doi: string): string {
  const name = doi.replace(
    /(?:\/(?:full|full-text|fulltext|abstract|summary|meta|pdf|epdf|html|xml|tables|figures|references)){1,2}$/i,
    "",
  );
  const bare = name.replace(/\.pdf$/i, "");
  return /^10\.(?:1101|64898)\//.test(bare)
    ? bare.replace(/(?:v\d{1,2})?(?:\.(?:full|abstract|article-info|article-metrics))?(?:-text)?$/i, "")
    : bare;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
