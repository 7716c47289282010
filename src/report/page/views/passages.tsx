export function Passages(_: { query: URLSearchParams }) {
  return <h1 tabIndex={-1}>Passages</h1>;
}
