/**
 * What would be obeyed or not be seen in the words of a page is written out: direction marks and control characters can turn
 * the order of a line or hide words. The joiners U+200C and U+200D stay, as they shape Arabic words and do nothing else.
 */
const UNSAFE =
  // eslint-disable-next-line no-control-regex
  /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\u{e0000}-\u{e007f}]/u;

/** Whether a character is to be written out. */
export function isUnsafe(char: string): boolean {
  return UNSAFE.test(char);
}

/** The escape by which an unsafe character is shown: `\u202e`. */
export function escaped(char: string): string {
  return '\\u' + (char.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
}

/** A part of a line of a page, safe to show; white space runs together and stays at its ends. */
export function inLine(text: string): string {
  const line = text.replace(/\s+/gu, ' ');
  return UNSAFE.test(line) ? Array.from(line, (char) => (UNSAFE.test(char) ? escaped(char) : char)).join('') : line;
}

/** Words of a page on one line, safe to show. */
export function oneLine(text: string | null | undefined): string {
  return inLine(text ?? '').trim();
}

/** A stretch of a text by code points, half open, as the record counts them. */
export function slice(text: string, start: number, end: number): string {
  return Array.from(text).slice(start, end).join('');
}

/** The first letters of a hash, by which pages are named. */
export function short(hash: string): string {
  return hash.slice(0, 12);
}
