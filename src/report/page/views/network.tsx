export function Network(_: { query: URLSearchParams }) {
  return <h1 tabIndex={-1}>Network</h1>;
}
