/// Build: nodes, things and ranges to quads, in the order people read.
#include "graph/build.h"

#include "graph/build_put.h"
#include "graph/gate.h"
#include "graph/lexical.h"

/// A name of the vocabulary.
static void put_own(const Build *build, Str subject, const char *predicate,
                    Str name) {
  build_put_iri(build, subject, predicate,
                ARENA_JOIN(build->arena, STR(QUERN), name));
}

static void put_document(Build *build) {
  const Document *document = build->input->document;
  Str iri = build->resolver.document;
  build_put_iri(build, iri, RDF "type", STR(QUERN "Document"));
  build_put_string(build, iri, RDFS "label", document->name);
  build_put_text(build, iri, SCHEMA "headline", document->title);
  if (document->date.length > 0) {
    Str datatype = lexical_datatype(document->date);
    Str known = datatype.length > 0 ? datatype : STR(XSD "string");
    Str date = gate_repair_text(build->arena, document->date);
    build_put(build, iri, SCHEMA "datePublished",
              (Term){TERM_TYPED, date, known});
  }
  build_put_string(build, iri, SCHEMA "publisher", document->publisher);
  build_put_string(build, iri, SCHEMA "author", document->author);
  if (build->input->place) {
    build_put_iri(build, iri, SCHEMA "locationCreated",
                  resolve_entity(&build->resolver, build->input->place));
  }
}

static void put_things(const Build *build) {
  for (size_t i = 0; i < build->resolver.thing_count; i++) {
    describe_thing(&build->describer, &build->resolver.things[i]);
  }
}

/// A range of the document; described when it is new.
static Str put_words(const Build *build, Range range) {
  const Document *document = build->input->document;
  uint32_t begin = document_code_point(document, range.begin);
  uint32_t end = document_code_point(document, range.end);
  Str iri = iri_range(build->arena, build->resolver.document, begin, end);
  if (build_is_new(build, iri)) {
    Str text = str_slice(document->text, range.begin, range.end);
    build_put_iri(build, iri, RDF "type", STR(NIF "OffsetBasedString"));
    build_put_iri(build, iri, NIF "referenceContext", build->resolver.document);
    build_put_count(build, iri, NIF "beginIndex", begin);
    build_put_count(build, iri, NIF "endIndex", end);
    build_put_string(build, iri, NIF "anchorOf", text);
  }
  return iri;
}

/// Quantities, each with the words that name it.
static void put_quantities(const Build *build) {
  for (size_t i = 0; i < build->resolver.value_count; i++) {
    const QuantityNode *node = &build->resolver.values[i];
    bool has_ranges = build->options->provenance != PROVENANCE_NONE;
    uint32_t count = has_ranges ? node->range_count : 0;
    Str *origins = ARENA_NEW(build->arena, Str, count + 1);
    origins[0] = build->resolver.document;
    for (uint32_t k = 0; k < count; k++) {
      origins[k] = put_words(build, node->ranges[k]);
    }
    describe_quantity(&build->describer, node);
    for (uint32_t k = 0; k < (count > 0 ? count : 1); k++) {
      build_put_iri(build, node->iri, PROV "wasDerivedFrom", origins[k]);
    }
  }
}

static void put_predicate(const Build *build, const Node *node) {
  if (!build_is_new(build, node->predicate)) {
    return;
  }
  build_put_iri(build, node->predicate, RDF "type", STR(RDF "Property"));
  build_put_text(build, node->predicate, RDFS "label", node->label);
  const OntologyProperty *property =
      ontology_find_property(build->options->ontology, node->label);
  if (property && gate_is_iri(property->iri)) {
    build_put_iri(build, node->predicate, RDFS "subPropertyOf", property->iri);
  }
}

static void put_role_name(const Build *build, const NodeRole *role) {
  if (str_starts(role->property, build->resolver.space->role) &&
      build_is_new(build, role->property)) {
    build_put_iri(build, role->property, RDF "type", STR(RDF "Property"));
    build_put_text(build, role->property, RDFS "label", role->name);
    build_put_iri(build, role->property, RDFS "subPropertyOf",
                  STR(QUERN "role"));
  }
}

/// The range a statement is derived from.
static Str put_range(const Build *build, const Statement *statement) {
  const GraphInput *input = build->input;
  if (build->options->provenance == PROVENANCE_NONE) {
    return build->resolver.document;
  }
  const Sentence *sentence = merge_sentence(input, statement);
  bool whole = build->options->provenance == PROVENANCE_SENTENCE && sentence &&
               sentence->range.begin < sentence->range.end &&
               sentence->range.end <= input->document->text.length;
  return put_words(build,
                   whole ? sentence->range : merge_hull(input, statement));
}

/// Is it so, in the article's own voice, and said of something?
static bool is_fact(const Node *node) {
  return node->voice_count == 0 && node->polarity == POLARITY_POSITIVE &&
         node->modality == MODALITY_ASSERTED && node->subject_is_named;
}

static Term confidence_term(Arena *arena, double confidence) {
  return term_typed(lexical_share(arena, confidence), XSD "decimal");
}

static void put_plain(const Build *build, const Node *node) {
  if (is_fact(node) && build_is_new_triple(build, node->subject,
                                           node->predicate, &node->object)) {
    Quad quad = {node->subject, node->predicate, node->object, STR("")};
    build->sink(build->context, &quad);
  }
}

static Str whole_text(const Build *build, const Statement *statement) {
  Range hull = merge_hull(build->input, statement);
  return str_slice(build->input->document->text, hull.begin, hull.end);
}

static Str subject_text(const Build *build, const Statement *statement) {
  (void)build;
  return statement->subject.text;
}

static Str predicate_text(const Build *build, const Statement *statement) {
  (void)build;
  return statement->predicate.text;
}

static Str object_text(const Build *build, const Statement *statement) {
  (void)build;
  return statement->object.text;
}

static Str rule_name(const Build *build, const Statement *statement) {
  (void)build;
  return statement->rule;
}

static void put_parts(const Build *build, const Node *node) {
  build_put_iri(build, node->iri, RDF "type",
                node->voice_count > 0 ? STR(QUERN "Claim")
                                      : STR(QUERN "Statement"));
  build_put_iri(build, node->iri, RDF "subject", node->subject);
  build_put_iri(build, node->iri, RDF "predicate", node->predicate);
  build_put(build, node->iri, RDF "object", node->object);
  for (uint32_t i = 0; i < node->role_count; i++) {
    Quad quad = {node->iri, node->roles[i].property, node->roles[i].term,
                 build->graph};
    build->sink(build->context, &quad);
  }
}

static void put_marks(const Build *build, const Node *node) {
  put_own(build, node->iri, QUERN "polarity", polarity_name(node->polarity));
  put_own(build, node->iri, QUERN "modality", modality_name(node->modality));
  const Statement *first =
      &build->input->statements->statements[node->members[0]];
  for (uint32_t i = 0; i < first->flag_count; i++) {
    build_put_string(build, node->iri, QUERN "flag", first->flags[i]);
  }
  build_put(build, node->iri, QUERN "confidence",
            confidence_term(build->arena, node->confidence));
  double link = statement_link(first);
  if (link < 1) {
    build_put(build, node->iri, QUERN "linkConfidence",
              confidence_term(build->arena, link));
  }
  build_put_each(build, node, QUERN "rule", false, rule_name);
}

static void put_derivations(Build *build, const Node *node) {
  const Statement *statements = build->input->statements->statements;
  for (uint32_t i = 0; i < node->member_count; i++) {
    Term range = term_iri(put_range(build, &statements[node->members[i]]));
    Str property = STR(PROV "wasDerivedFrom");
    if (node->member_count == 1 ||
        build_is_new_triple(build, node->iri, property, &range)) {
      build_put(build, node->iri, PROV "wasDerivedFrom", range);
    }
  }
}

/// Put a node into the graph that is written to now.
static void put_described(Build *build, const Node *node, bool has_chains) {
  put_parts(build, node);
  build_put_voices(build, node, has_chains);
  put_marks(build, node);
  build_put_each(build, node, QUERN "text", true, whole_text);
  build_put_each(build, node, QUERN "subjectText", true, subject_text);
  build_put_each(build, node, QUERN "predicateText", true, predicate_text);
  build_put_each(build, node, QUERN "objectText", true, object_text);
  put_derivations(build, node);
  if (has_chains) {
    build_put_chains(build, node);
  }
}

/// Put a node with everything it needs before it. In N-Quads a claim stands in
/// the graph of each who makes it.
static void put_node(Build *build, const Node *node) {
  const Statement *statements = build->input->statements->statements;
  for (uint32_t i = 0; i < node->member_count; i++) {
    put_range(build, &statements[node->members[i]]);
  }
  put_plain(build, node);
  bool has_chains = build_needs_chains(node);
  if (node->voice_count == 0 || build->options->format != GRAPH_NQUADS) {
    put_described(build, node, has_chains);
    return;
  }
  uint32_t count;
  const Node *views = build_views(build, node, &count);
  for (uint32_t i = 0; i < count; i++) {
    build->graph = build_voice_graph(build, &views[i].voices[0]);
    put_described(build, &views[i], has_chains);
    build->graph = STR("");
  }
}

void build_graph(const GraphInput *input, const GraphOptions *options,
                 const IriSpace *space, Arena *arena, QuadSink *sink,
                 void *context) {
  Build build = {
      .resolver = resolver_new(input, options->ontology, space, arena),
      .describer = {arena, options->ontology, sink, context},
      .arena = arena,
      .input = input,
      .options = options,
      .sink = sink,
      .context = context,
      .declared = map_new(arena),
  };
  Node **nodes = merge_statements(&build.resolver, options->min_confidence);
  put_document(&build);
  put_things(&build);
  put_quantities(&build);
  size_t count = input->statements->count;
  for (size_t i = 0; i < count; i++) {
    if (nodes[i]) {
      put_predicate(&build, nodes[i]);
      for (uint32_t k = 0; k < nodes[i]->role_count; k++) {
        put_role_name(&build, &nodes[i]->roles[k]);
      }
    }
  }
  for (size_t i = 0; i < count; i++) {
    if (nodes[i] && build_is_new(&build, nodes[i]->iri)) {
      put_node(&build, nodes[i]);
    }
  }
}
