/// Putting claims: who makes them, through whom, in which words.
#include "graph/build_put.h"
#include "graph/gate.h"

#include <inttypes.h>
#include <stdlib.h>

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

/// The same words give the same IRI in every document.
static Str attribution_iri(const Build *build, const Node *node,
                           const Voice *voice, uint32_t depth) {
  Str key = STR("");
  for (uint32_t i = 0; i < voice->length; i++) {
    const NodeSource *source = &voice->chain[i];
    key = ARENA_JOIN(build->arena, key, STR("\n"), source->iri, STR(" "),
                     source->cue, STR(" "), source->cue_class);
  }
  return arena_format(build->arena, "%.*s-%08" PRIx64 "-source%" PRIu32,
                      STR_ARG(node->iri), str_hash(key) >> 32, depth);
}

/// Put a triple of somebody's, once.
static void put_who(const Build *build, const Node *node, const char *predicate,
                    Term object) {
  if (object.text.length > 0 &&
      build_is_new_triple(build, node->iri, str_from(predicate), &object)) {
    build_put(build, node->iri, predicate, object);
  }
}

bool build_needs_chains(const Node *node) {
  return node->voice_count > 1 ||
         (node->voice_count == 1 && node->voices[0].length > 1);
}

void build_put_voices(const Build *build, const Node *node, bool has_chains) {
  if (node->voice_count == 0) {
    return;
  }
  for (uint32_t i = 0; i < node->voice_count; i++) {
    put_who(build, node, PROV "wasAttributedTo",
            term_iri(node->voices[i].chain[0].iri));
  }
  for (uint32_t i = 0; i < node->voice_count; i++) {
    for (uint32_t k = 1; k < node->voices[i].length; k++) {
      put_who(build, node, QUERN "via", term_iri(node->voices[i].chain[k].iri));
    }
  }
  build_put_each(build, node, QUERN "cue", false, cue_of);
  for (uint32_t i = 0; i < node->voice_count; i++) {
    put_who(build, node, QUERN "cueClass",
            term_typed(gate_repair_text(build->arena,
                                        node->voices[i].chain[0].cue_class),
                       XSD "string"));
  }
  build_put_each(build, node, QUERN "contentText", true, content_text);
  for (uint32_t i = 0; has_chains && i < node->voice_count; i++) {
    for (uint32_t k = 1; k <= node->voices[i].length; k++) {
      build_put_iri(build, node->iri, PROV "qualifiedAttribution",
                    attribution_iri(build, node, &node->voices[i], k));
    }
  }
}

/// One node for a source in a chain, for its order, cue and cue class.
static void put_link(const Build *build, const Node *node, const Voice *voice,
                     uint32_t place) {
  const NodeSource *source = &voice->chain[place];
  Str iri = attribution_iri(build, node, voice, place + 1);
  build_put_iri(build, iri, RDF "type", STR(PROV "Attribution"));
  if (source->iri.length > 0) {
    build_put_iri(build, iri, PROV "agent", source->iri);
  }
  if (place + 1 < voice->length && voice->chain[place + 1].iri.length > 0) {
    build_put_iri(build, iri, QUERN "via", voice->chain[place + 1].iri);
  }
  build_put_string(build, iri, QUERN "cue", source->cue);
  build_put_string(build, iri, QUERN "cueClass", source->cue_class);
  build_put(build, iri, QUERN "depth",
            term_typed(arena_format(build->arena, "%" PRIu32, place + 1),
                       XSD "integer"));
}

void build_put_chains(const Build *build, const Node *node) {
  for (uint32_t i = 0; i < node->voice_count; i++) {
    for (uint32_t k = 0; k < node->voices[i].length; k++) {
      put_link(build, node, &node->voices[i], k);
    }
  }
}

Str build_voice_graph(const Build *build, const Voice *voice) {
  Str source = voice->chain[0].iri;
  return iri_claims(build->arena, build->resolver.space,
                    source.length > 0 ? source : STR("unnamed"));
}

static int compare_indexes(const void *left, const void *right) {
  uint32_t a = *(const uint32_t *)left;
  uint32_t b = *(const uint32_t *)right;
  return a < b ? -1 : a > b;
}

/// The statements that tell of a view's voices, each once, in text order.
static void fill_members(const Build *build, Node *view) {
  uint32_t total = 0;
  for (uint32_t i = 0; i < view->voice_count; i++) {
    total += view->voices[i].member_count;
  }
  view->members = ARENA_NEW(build->arena, uint32_t, total);
  view->member_count = 0;
  uint32_t filled = 0;
  for (uint32_t i = 0; i < view->voice_count; i++) {
    for (uint32_t k = 0; k < view->voices[i].member_count; k++) {
      view->members[filled++] = view->voices[i].members[k];
    }
  }
  qsort(view->members, total, sizeof *view->members, compare_indexes);
  for (uint32_t i = 0; i < total; i++) {
    if (i == 0 || view->members[i] != view->members[i - 1]) {
      view->members[view->member_count++] = view->members[i];
    }
  }
}

Node *build_views(const Build *build, const Node *node, uint32_t *count) {
  Map *places = map_new(build->arena); // of views, plus 1
  Node *views = ARENA_NEW(build->arena, Node, node->voice_count);
  *count = 0;
  for (uint32_t i = 0; i < node->voice_count; i++) {
    MapEntry *entry = map_add(places, node->voices[i].chain[0].iri);
    if (entry->value == 0) {
      views[*count] = *node;
      views[*count].voices = NULL;
      views[*count].voice_count = views[*count].voice_capacity = 0;
      entry->value = ++*count;
    }
    Node *view = &views[entry->value - 1];
    *ARENA_PUSH(build->arena, view->voices, view->voice_count,
                view->voice_capacity) = node->voices[i];
  }
  for (uint32_t i = 0; i < *count; i++) {
    fill_members(build, &views[i]);
  }
  return views;
}
