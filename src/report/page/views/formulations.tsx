export function Formulations(_: { query: URLSearchParams }) {
  return <h1 tabIndex={-1}>Formulations</h1>;
}
