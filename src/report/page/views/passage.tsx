export function PassageView(_: { passage: number;query: URLSearchParams }) {
  return <h1 tabIndex={-1}>PassageView</h1>;
}
