const ASCII = /^[\x20-\x7e\n\t]*$/;

/** Lower-case, without diacritics, ligatures and width variants: "Schrödinger" becomes "schrodinger". */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[øłđßæœıþðħŋŧ]/g, (letter) => FOLDED_LETTERS[letter] ?? letter);
}

const FOLDED_LETTERS: Readonly<Record<string, string>> = {
  ø: "o",
  ł: "l",
  đ: "d",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ı: "i",
  þ: "th",
  ð: "d",
  ħ: "h",
  ŋ: "n",
  ŧ: "t",
};
