export function DocumentView(_: { document: number;query: URLSearchParams }) {
  return <h1 tabIndex={-1}>DocumentView</h1>;
}
