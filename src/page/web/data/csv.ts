/** Tables as files, as the program writes them: RFC 4180, empty where unknown. */

export type Value = string | number | null | undefined;

function field(value: Value): string {
  const text = value === null || value === undefined ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csv(columns: readonly string[], rows: Iterable<readonly Value[]>): string {
  let text = columns.map(field).join(',') + '\r\n';
  for (const row of rows) text += row.map(field).join(',') + '\r\n';
  return text;
}
