export function Documents(_: { query: URLSearchParams }) {
  return <h1 tabIndex={-1}>Documents</h1>;
}
