/** Reads tables as the program and the page write them (RFC 4180). */

export type Row = Record<string, string>;

export function rowsOf(text: string): Row[] {
  const records: string[][] = [];
  let record: string[] = [];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy)) {
    record.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ',') continue;
    if (record.length > 1 || record[0] !== '') records.push(record);
    record = [];
    if (end === '') break;
  }
  const [names = [], ...rows] = records;
  return rows.map((fields) => {
    if (fields.length !== names.length) throw new Error(`${fields.length} fields under ${names.length} names: ${fields}`);
    return Object.fromEntries(names.map((name, i) => [name, fields[i]!]));
  });
}
