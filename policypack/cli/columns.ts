/** Rows as columns of text, two spaces apart, without spaces at the end. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  }
  return rows.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

const WIDTH = 80;

/** A text as lines that fit a terminal of 80 columns, all but the first with a further indentation. */
export function wrapped(text: string, indent = "", further = indent): string[] {
  const lines: string[] = [];
  let [line, isEmpty] = [indent, true];
  for (const word of text.split(" ")) {
    if (!isEmpty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      [line, isEmpty] = [further, true];
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}
