export function Time(_: { query: URLSearchParams }) {
  return <h1 tabIndex={-1}>Time</h1>;
}
