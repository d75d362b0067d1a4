"""Read RDF with rdflib and write its triples. Usage: read.py FILE"""

import sys

import rdflib

rdflib.NORMALIZE_LITERALS = False
FORMATS = {"ttl": "turtle", "nt": "nt", "nq": "nquads", "rdf": "xml"}

path = sys.argv[1]
graph = rdflib.ConjunctiveGraph()
graph.parse(path, format=FORMATS[path.rsplit(".", 1)[-1]])
triples = rdflib.Graph()
for triple in graph.triples((None, None, None)):
    triples.add(triple)
sys.stdout.buffer.write(triples.serialize(format="nt", encoding="utf-8"))
