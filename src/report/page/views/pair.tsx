export function Pair(_: { a: number;b: number;query: URLSearchParams }) {
  return <h1 tabIndex={-1}>Pair</h1>;
}
