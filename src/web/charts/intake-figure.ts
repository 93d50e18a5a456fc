import type { Context } from "hono";
import { notFound } from "../errors.ts";
import type { Html } from "../layout.ts";
import type { WebParts } from "../parts.ts";
import { weekFigure, weekPicture } from "./figure.ts";
import { readIntake } from "./intake.ts";

const NAME = "papers-by-week";
const CAPTION = "New papers by week";

/** How many papers came in by week. Empty where none did. */
export async function intakeFigure(parts: WebParts): Promise<Html | ""> {
  const intake = await readIntake(parts);
  if (intake === undefined) return "";
  const { chart, week } = parts.addresses;
  return weekFigure(intake, {
    caption: CAPTION,
    noun: "new papers",
    picture: (look) => chart(NAME, look),
    week,
  });
}

/** The picture itself. */
export async function intakePicture(context: Context, parts: WebParts): Promise<Response> {
  const intake = await readIntake(parts);
  if (intake === undefined) return notFound(context, parts);
  context.header("cache-control", "public, max-age=300");
  return weekPicture(context, intake, CAPTION);
}

export const INTAKE_PATH = `/charts/${NAME}.svg`;
