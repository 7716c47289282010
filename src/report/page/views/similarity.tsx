export function Similarity(_: { query: URLSearchParams }) {
  return <h1 tabIndex={-1}>Similarity</h1>;
}
