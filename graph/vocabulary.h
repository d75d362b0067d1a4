/// The IRIs that graphs are written in, each spelled once.
#ifndef QUERN_GRAPH_VOCABULARY_H
#define QUERN_GRAPH_VOCABULARY_H

#define RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define RDFS "http://www.w3.org/2000/01/rdf-schema#"
#define XSD "http://www.w3.org/2001/XMLSchema#"
#define OWL "http://www.w3.org/2002/07/owl#"
#define SKOS "http://www.w3.org/2004/02/skos/core#"
#define PROV "http://www.w3.org/ns/prov#"
#define SCHEMA "http://schema.org/"
#define WIKIDATA "http://www.wikidata.org/entity/"
#define NIF "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
#define EDTF "http://id.loc.gov/datatypes/edtf/"
#define QUERN "https://example.org/quern#"

#endif
