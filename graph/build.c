/// Build: nodes, things and ranges to quads, in the order people read.
#include "graph/build.h"

#include "graph/describe.h"
#include "graph/gate.h"
#include "graph/lexical.h"
#include "graph/merge.h"

#include <inttypes.h>

typedef struct {
  Resolver resolver;
  Describer describer;
  Arena *arena;
  const GraphInput *input;
  const GraphOptions *options;
  QuadSink *sink;
  void *context;
  Str graph;     ///< where quads go; empty: the default graph
  Map *declared; ///< predicates, roles, ranges and plain triples written
} Build;

static void put(const Build *build, Str subject, const char *predicate,
                Term object) {
  Quad quad = {subject, str_from(predicate), object, build->graph};
  build->sink(build->context, &quad);
}

static void put_iri(const Build *build, Str subject, const char *predicate,
                    Str object) {
  put(build, subject, predicate, term_iri(object));
}

/// A name of the vocabulary.
static void put_own(const Build *build, Str subject, const char *predicate,
                    Str name) {
  put_iri(build, subject, predicate,
          ARENA_JOIN(build->arena, STR(QUERN), name));
}

/// A text in English; nothing if it is empty.
static void put_text(const Build *build, Str subject, const char *predicate,
                     Str text) {
  Term term = resolve_text(build->arena, text);
  if (term.text.length > 0) {
    put(build, subject, predicate, term);
  }
}

/// A text that is no English: a name, a code; nothing if it is empty.
static void put_string(const Build *build, Str subject, const char *predicate,
                       Str text) {
  if (text.length > 0) {
    put(build, subject, predicate,
        term_typed(gate_repair_text(build->arena, text), XSD "string"));
  }
}

static void put_count(const Build *build, Str subject, const char *predicate,
                      uint32_t count) {
  put(build, subject, predicate,
      term_typed(arena_format(build->arena, "%" PRIu32, count),
                 XSD "nonNegativeInteger"));
}

/// True the first time it is asked about the key.
static bool is_new(const Build *build, Str key) {
  MapEntry *entry = map_add(build->declared, key);
  return entry->value++ == 0;
}

static void put_document(Build *build) {
  const Document *document = build->input->document;
  Str iri = build->resolver.document;
  put_iri(build, iri, RDF "type", STR(QUERN "Document"));
  put_string(build, iri, RDFS "label", document->name);
  put_text(build, iri, SCHEMA "headline", document->title);
  if (document->date.length > 0) {
    Str datatype = lexical_datatype(document->date);
    Str known = datatype.length > 0 ? datatype : STR(XSD "string");
    Str date = gate_repair_text(build->arena, document->date);
    put(build, iri, SCHEMA "datePublished", (Term){TERM_TYPED, date, known});
  }
  put_string(build, iri, SCHEMA "publisher", document->publisher);
  put_string(build, iri, SCHEMA "author", document->author);
  if (build->input->place) {
    put_iri(build, iri, SCHEMA "locationCreated",
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
  if (is_new(build, iri)) {
    Str text = str_slice(document->text, range.begin, range.end);
    put_iri(build, iri, RDF "type", STR(NIF "OffsetBasedString"));
    put_iri(build, iri, NIF "referenceContext", build->resolver.document);
    put_count(build, iri, NIF "beginIndex", begin);
    put_count(build, iri, NIF "endIndex", end);
    put_string(build, iri, NIF "anchorOf", text);
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
      put_iri(build, node->iri, PROV "wasDerivedFrom", origins[k]);
    }
  }
}

static void put_predicate(const Build *build, const Node *node) {
  if (!is_new(build, node->predicate)) {
    return;
  }
  put_iri(build, node->predicate, RDF "type", STR(RDF "Property"));
  put_text(build, node->predicate, RDFS "label", node->label);
  const OntologyProperty *property =
      ontology_find_property(build->options->ontology, node->label);
  if (property && gate_is_iri(property->iri)) {
    put_iri(build, node->predicate, RDFS "subPropertyOf", property->iri);
  }
}

static void put_role_name(const Build *build, const NodeRole *role) {
  if (str_starts(role->property, build->resolver.space->role) &&
      is_new(build, role->property)) {
    put_iri(build, role->property, RDF "type", STR(RDF "Property"));
    put_text(build, role->property, RDFS "label", role->name);
    put_iri(build, role->property, RDFS "subPropertyOf", STR(QUERN "role"));
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
  return node->source_count == 0 && node->polarity == POLARITY_POSITIVE &&
         node->modality == MODALITY_ASSERTED && node->subject_is_named;
}

static Term confidence_term(Arena *arena, double confidence) {
  return term_typed(lexical_share(arena, confidence), XSD "decimal");
}

/// True the first time it is asked about a triple.
static bool is_new_triple(const Build *build, Str subject, Str predicate,
                          const Term *object) {
  char kind = (char)('0' + object->kind);
  return is_new(build, ARENA_JOIN(build->arena, subject, STR(" "), predicate,
                                  STR(" "), ((Str){&kind, 1}), STR(" "),
                                  object->qualifier, STR(" "), object->text));
}

static void put_plain(const Build *build, const Node *node) {
  if (is_fact(node) &&
      is_new_triple(build, node->subject, node->predicate, &node->object)) {
    Quad quad = {node->subject, node->predicate, node->object, STR("")};
    build->sink(build->context, &quad);
  }
}

/// Put what `read` gives of every merged statement, each text once.
static void put_each(const Build *build, const Node *node,
                     const char *predicate, bool is_english,
                     Str (*read)(const Build *build, const Statement *)) {
  for (uint32_t i = 0; i < node->member_count; i++) {
    const Statement *statements = build->input->statements->statements;
    Str text = read(build, &statements[node->members[i]]);
    Term term = is_english ? resolve_text(build->arena, text)
                           : term_typed(gate_repair_text(build->arena, text),
                                        XSD "string");
    if (term.text.length > 0 &&
        (node->member_count == 1 ||
         is_new_triple(build, node->iri, str_from(predicate), &term))) {
      put(build, node->iri, predicate, term);
    }
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

static Str cue_of(const Build *build, const Statement *statement) {
  (void)build;
  return statement->source_count > 0 ? statement->sources[0].cue : STR("");
}

/// What the innermost source said, if the document holds it in one piece.
static Str content_text(const Build *build, const Statement *statement) {
  const Source *source =
      statement->source_count > 0 ? statement->sources : NULL;
  Str text = build->input->document->text;
  if (!source || source->content_count == 0) {
    return STR("");
  }
  Range first = source->content[0];
  Range last = source->content[source->content_count - 1];
  return first.begin < last.end && last.end <= text.length
             ? str_slice(text, first.begin, last.end)
             : STR("");
}

static void put_sources(const Build *build, const Node *node) {
  const NodeSource *innermost = &node->sources[0];
  if (innermost->iri.length > 0) {
    put_iri(build, node->iri, PROV "wasAttributedTo", innermost->iri);
  }
  for (uint32_t i = 1; i < node->source_count; i++) {
    if (node->sources[i].iri.length > 0) {
      put_iri(build, node->iri, QUERN "via", node->sources[i].iri);
    }
  }
  put_each(build, node, QUERN "cue", false, cue_of);
  put_string(build, node->iri, QUERN "cueClass", innermost->cue_class);
  put_each(build, node, QUERN "contentText", true, content_text);
}

static Str attribution_iri(const Build *build, const Node *node,
                           uint32_t depth) {
  return arena_format(build->arena, "%.*s-source%" PRIu32, STR_ARG(node->iri),
                      depth);
}

/// A chain of sources: one node each, for its order, cue and cue class.
static void put_chain(const Build *build, const Node *node) {
  for (uint32_t i = 0; i < node->source_count; i++) {
    const NodeSource *source = &node->sources[i];
    Str iri = attribution_iri(build, node, i + 1);
    put_iri(build, iri, RDF "type", STR(PROV "Attribution"));
    if (source->iri.length > 0) {
      put_iri(build, iri, PROV "agent", source->iri);
    }
    put_string(build, iri, QUERN "cue", source->cue);
    put_string(build, iri, QUERN "cueClass", source->cue_class);
    put(build, iri, QUERN "depth",
        term_typed(arena_format(build->arena, "%" PRIu32, i + 1),
                   XSD "integer"));
  }
}

static void put_parts(const Build *build, const Node *node) {
  put_iri(build, node->iri, RDF "type",
          node->source_count > 0 ? STR(QUERN "Claim") : STR(QUERN "Statement"));
  put_iri(build, node->iri, RDF "subject", node->subject);
  put_iri(build, node->iri, RDF "predicate", node->predicate);
  put(build, node->iri, RDF "object", node->object);
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
    put_string(build, node->iri, QUERN "flag", first->flags[i]);
  }
  put(build, node->iri, QUERN "confidence",
      confidence_term(build->arena, node->confidence));
  double link = statement_link(first);
  if (link < 1) {
    put(build, node->iri, QUERN "linkConfidence",
        confidence_term(build->arena, link));
  }
  put_each(build, node, QUERN "rule", false, rule_name);
}

/// Put a node with everything it needs before it.
static void put_node(Build *build, const Node *node) {
  const Statement *statements = build->input->statements->statements;
  Str *ranges = ARENA_NEW(build->arena, Str, node->member_count);
  for (uint32_t i = 0; i < node->member_count; i++) {
    ranges[i] = put_range(build, &statements[node->members[i]]);
  }
  put_plain(build, node);
  if (node->source_count > 0) {
    Str source = node->sources[0].iri;
    build->graph = iri_claims(build->arena, build->resolver.space,
                              source.length > 0 ? source : STR("unnamed"));
  }
  put_parts(build, node);
  if (node->source_count > 0) {
    put_sources(build, node);
  }
  for (uint32_t i = 1; i <= node->source_count && node->source_count > 1; i++) {
    put_iri(build, node->iri, PROV "qualifiedAttribution",
            attribution_iri(build, node, i));
  }
  put_marks(build, node);
  put_each(build, node, QUERN "text", true, whole_text);
  put_each(build, node, QUERN "subjectText", true, subject_text);
  put_each(build, node, QUERN "predicateText", true, predicate_text);
  put_each(build, node, QUERN "objectText", true, object_text);
  for (uint32_t i = 0; i < node->member_count; i++) {
    Term range = term_iri(ranges[i]);
    Str property = STR(PROV "wasDerivedFrom");
    if (node->member_count == 1 ||
        is_new_triple(build, node->iri, property, &range)) {
      put(build, node->iri, PROV "wasDerivedFrom", range);
    }
  }
  if (node->source_count > 1) {
    put_chain(build, node);
  }
  build->graph = STR("");
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
    if (nodes[i] && is_new(&build, nodes[i]->iri)) {
      put_node(&build, nodes[i]);
    }
  }
}
