/** The bot, as every workspace of the tests knows it. */
export const BOT_USER = "UBOT";
export const BOT_ID = "B1";
