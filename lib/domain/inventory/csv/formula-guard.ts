/**
 * Keeps spreadsheets from running cells. A CSV that people open in a spreadsheet is a program when a cell begins
 * like a formula, so export puts an apostrophe before it, and import takes exactly that apostrophe away again.
 *
 * Promises: `disarm` leaves no place where a reader could start a formula, also behind leading spaces and quotes,
 * also when the reader splits at another separator than the one we wrote; `rearm(disarm(text))` equals `text` for
 * every text. That holds because an apostrophe is itself skipped when looking for a formula: a text that already
 * looks disarmed gets one more.
 */

// A formula may hide behind white space, quotes, a byte order mark or zero-width characters, and may be written
// with the full-width and small forms that spreadsheets fold to ASCII. The cover is lazy so that long runs of white
// space cost linear time.
const cover = "[\\s\"'`\\u0000\\u200b-\\u200f\\u2060\\ufeff]*?";
const trigger = "[=+\\-@\\t\\r\\n\\u0000\\u2212\\ufe62\\ufe63\\ufe66\\ufe6b\\uff0b\\uff0d\\uff1d\\uff20]";
// Where a cell may begin for somebody: at its start, and behind whatever some reader takes for a separator.
const border = "(?<=^|[,;|\\t\\r\\n])";

const dangerous = new RegExp(`${border}(?=${cover}${trigger})`, "gu");
const disarmed = new RegExp(`${border}'(?=${cover}${trigger})`, "gu");

/** The text to write into a CSV cell. */
export const disarm = (text: string): string => text.replace(dangerous, "'");

/** The text a CSV cell was written for; changes nothing that `disarm` did not add. */
export const rearm = (cell: string): string => cell.replace(disarmed, "");
