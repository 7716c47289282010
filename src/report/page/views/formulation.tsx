export function FormulationCard(_: { row: number;query: URLSearchParams }) {
  return <h1 tabIndex={-1}>FormulationCard</h1>;
}
