// Read RDF with N3.js or Oxigraph, ask it, or hold it against SHACL shapes.
// Usage: read.js n3|oxigraph FILE             all quads, as N-Quads
//        read.js query FILE QUERY             rows as SPARQL CSV, from Oxigraph
//        read.js jsonl FILE                   nothing, if each line is JSON
//        read.js shapes FILE SHAPES           what does not conform, a line each
import { readFileSync } from "node:fs";

const types = {
  ttl: "text/turtle",
  nt: "application/n-triples",
  nq: "application/n-quads",
  rdf: "application/rdf+xml",
};
const [task, path, more] = process.argv.slice(2);
const type = types[path.split(".").pop()];
const text = readFileSync(path, "utf8");

async function readWithN3(text, format) {
  const { Parser } = await import("n3");
  return new Parser({ format }).parse(text);
}

async function openStore() {
  const { Store } = (await import("oxigraph")).default;
  const store = new Store();
  store.load(text, { format: type, base_iri: "https://example.org/file" });
  return store;
}

if (task === "n3") {
  const { Writer } = await import("n3");
  const writer = new Writer({ format: "N-Quads" });
  const quads = await readWithN3(text, type);
  process.stdout.write(writer.quadsToString(quads));
} else if (task === "oxigraph") {
  // Its parser: the store itself would normalise numbers.
  const { parse } = (await import("oxigraph")).default;
  const quads = parse(text, { format: type, base_iri: "https://example.org/" });
  process.stdout.write(quads.map((quad) => `${quad} .\n`).join(""));
} else if (task === "query") {
  const query = readFileSync(more, "utf8");
  process.stdout.write(
    (await openStore()).query(query, {
      results_format: "text/csv",
      use_default_graph_as_union: true,
    }),
  );
} else if (task === "jsonl") {
  for (const line of text.trimEnd().split("\n")) {
    if (!JSON.parse(line).predicate) throw new Error(`no predicate: ${line}`);
  }
} else if (task === "shapes") {
  const { Store } = await import("n3");
  const { default: Validator } = await import("rdf-validate-shacl");
  const shapes = await readWithN3(readFileSync(more, "utf8"), "text/turtle");
  const validator = new Validator(new Store(shapes));
  const report = await validator.validate(
    new Store(await readWithN3(text, type)),
  );
  for (const result of report.results) {
    const where = result.path ? result.path.value : "";
    console.log(
      `${result.focusNode.value} ${where} ${result.sourceConstraintComponent.value}`,
    );
  }
} else {
  throw new Error(`unknown task ${task}`);
}
