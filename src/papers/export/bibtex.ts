import type { Paper, PublicationType } from "../paper.ts";
import { TYPE_NAMES } from "../publication-type.ts";
import { cutText } from "../text.ts";
import {
  type BibtexField,
  type BibtexFlavour,
  dateFields,
  editorField,
  idFields,
  publishedFields,
} from "./bibtex-fields.ts";
import { bibtexNames } from "./bibtex-names.ts";
import { asciiLatexName, asciiLatexText, latexText } from "./latex-text.ts";
import { type Cited, hasOthers, namesOf, typeOf } from "./reference.ts";
import { titlePieces } from "./title.ts";

/** An entry for BibTeX and pdfTeX, in ASCII as far as LaTeX goes; or for biblatex and biber, in UTF-8. */
export function bibtexEntry({ key, paper }: Cited, flavour: BibtexFlavour): string {
  const [latex, latexName] = flavour === "bibtex" ? [asciiLatexText, asciiLatexName] : [latexText, latexText];
  const write = (text: string | undefined) => text && latex(text);
  const type = typeOf(paper);
  const { [flavour]: name, genre } = TYPE_NAMES[type];
  const isThesis = type === "thesis" || name === "thesis";
  const title = titlePieces(paper).map((piece, at) => (at % 2 === 0 ? latex(piece) : `{${latex(piece)}}`));
  const fields: readonly BibtexField[] = [
    ["title", title.join("")],
    ["author", bibtexNames(namesOf(paper), hasOthers(paper), latexName)],
    ["key", flavour === "bibtex" ? sortKey(paper, type, latex) : undefined],
    [editorField(paper, type, flavour), bibtexNames(paper.publication?.editors ?? [], false, latexName)],
    ...dateFields(paper, flavour),
    // BibTeX writes the type of its two kinds of thesis by itself.
    ["type", name === "report" ? "techreport" : isThesis ? write(genre) : undefined],
    ...publishedFields(paper, type, flavour, write),
    ...idFields(paper, flavour),
  ];
  const lines = fields.flatMap(([field, value]) =>
    value ? [`  ${field} = ${field === "month" ? value : `{${value}}`}`] : [],
  );
  return `@${name}{${key},\n${lines.join(",\n")}\n}\n`;
}

/** The key by which BibTeX sorts and labels an entry without names: its title. */
function sortKey(
  { authors, title, publication }: Paper,
  type: PublicationType,
  latex: (text: string) => string,
): string | undefined {
  const isEdited = (type === "book" || type === "inbook") && publication?.editors !== undefined;
  return authors.length > 0 || isEdited ? undefined : latex(cutText(title, LONGEST_KEY));
}

const LONGEST_KEY = 60;
