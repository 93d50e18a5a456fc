/** The colours of a mail, light and dark: each pair has a contrast of at least 4.5. */
export type Colors = Readonly<
  Record<"page" | "card" | "text" | "faint" | "link", readonly [light: string, dark: string]>
>;

const COLORS: Colors = {
  page: ["#f4f4f5", "#18181b"],
  card: ["#ffffff", "#27272a"],
  text: ["#18181b", "#f4f4f5"],
  faint: ["#52525b", "#b4b4bd"],
  link: ["#1d4ed8", "#93b4fd"],
};

export const SMALL = "font-size:13px;line-height:1.5";
const NORMAL = "font-size:15px;line-height:1.55";

/** A paragraph of HTML. */
export function paragraph(html: string, color: keyof Colors, size = NORMAL): string {
  return `<p class="${color}" style="margin:0 0 8px;${size};color:${COLORS[color][0]}">${html}</p>`;
}

interface DocumentParts {
  readonly title: string;
  readonly heading: string;
  readonly intro: readonly string[];
  readonly articles: readonly string[];
  readonly below: readonly string[];
}

/**
 * A whole mail: tables and inline styles, because that is what Outlook and Gmail keep. Where a reader's program knows media queries,
 * it is dark when that is; elsewhere programs turn the light colours round by themselves.
 */
export function document({ title, heading, intro, articles, below }: DocumentParts): string {
  const dark = Object.entries(COLORS)
    .map(([name, [, color]]) => {
      const what = name === "page" || name === "card" ? "background-color" : "color";
      return `.${name}{${what}:${color} !important}`;
    })
    .join("");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${title}</title>
<style>.link{color:${COLORS.link[0]} !important}@media (prefers-color-scheme: dark){${dark}}</style>
</head>
<body class="page" style="margin:0;padding:0;background-color:${COLORS.page[0]}">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:${COLORS.page[0]}">
<tr><td align="center" style="padding:16px 8px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;table-layout:fixed;font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;word-break:break-word;overflow-wrap:anywhere">
<tr><td style="padding:8px 12px">
<h1 class="text" style="margin:0 0 8px;font-size:20px;line-height:1.3;font-weight:600;color:${COLORS.text[0]}">${heading}</h1>
${intro.join("\n")}
</td></tr>
${articles.map(article).join("\n")}
<tr><td style="padding:12px">
${below.join("\n")}
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

function article(html: string): string {
  return `<tr><td style="padding:4px 0 8px"><table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0" style="table-layout:fixed;background-color:${COLORS.card[0]};border-radius:8px"><tr><td class="text" style="padding:16px;color:${COLORS.text[0]}">
${html}
</td></tr></table></td></tr>`;
}
