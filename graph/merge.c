/// Merge: one node for what headline, lead and caption say alike.
///
/// Nodes are the same if subject, predicate, object, polarity and modality are
/// (of things without a name the words), and no role of the one contradicts
/// the other ("met on Monday", "met on Tuesday" are two meetings). A claim is
/// one node, whoever makes it, but never one with a fact.
#include "graph/merge.h"

#include "base/utf8.h"

enum {
  DEEPEST_NESTING = 32, ///< statements inside statements
  MOST_ALIKE = 16       ///< nodes of the same parts tried before a new one
};

typedef enum { UNSEEN, OPEN, DONE } Progress;

typedef struct {
  Resolver *resolver;
  double min_confidence;
  Node **nodes; ///< one a statement
  uint8_t *progress;
  Map *by_key;   ///< chains of nodes
  Map *by_iri;   ///< claims
  Map *by_voice; ///< places of voices in their nodes, plus 1
} Merger;

const Sentence *merge_sentence(const GraphInput *input,
                               const Statement *statement) {
  const Sentences *sentences = input->sentences;
  return sentences && statement->sentence < sentences->count
             ? &sentences->sentences[statement->sentence]
             : NULL;
}

static void widen(Range *hull, const Part *part, Range limits) {
  for (uint32_t i = 0; i < part->range_count; i++) {
    Range range = part->ranges[i];
    if (range.begin >= limits.begin && range.end <= limits.end) {
      hull->begin = range.begin < hull->begin ? range.begin : hull->begin;
      hull->end = range.end > hull->end ? range.end : hull->end;
    }
  }
}

Range merge_hull(const GraphInput *input, const Statement *statement) {
  Range limits = {0, (uint32_t)input->document->text.length};
  const Sentence *sentence = merge_sentence(input, statement);
  if (sentence && sentence->range.begin < sentence->range.end &&
      sentence->range.end <= limits.end) {
    limits = sentence->range;
  }
  Range hull = {UINT32_MAX, 0};
  widen(&hull, &statement->subject, limits);
  widen(&hull, &statement->predicate, limits);
  widen(&hull, &statement->object, limits);
  return hull.begin < hull.end ? hull : limits;
}

static Node *find_node(Merger *merger, uint32_t index, uint32_t depth);

/// The IRI of the statement a part stands for; empty if it is none, is left
/// out, or contains the one that contains it.
static Str inner_iri(Merger *merger, const Part *part, uint32_t depth) {
  const Statements *statements = merger->resolver->input->statements;
  if (part->kind != PART_STATEMENT || part->statement >= statements->count ||
      depth >= DEEPEST_NESTING) {
    return STR("");
  }
  const Node *node = find_node(merger, part->statement, depth + 1);
  return node ? node->iri : STR("");
}

static Str chain_key(Arena *arena, Str key, const Voice *voice) {
  for (uint32_t i = 0; i < voice->length; i++) {
    const NodeSource *source = &voice->chain[i];
    key = ARENA_JOIN(arena, key, STR("\n"), source->iri, STR(" "), source->cue,
                     STR(" "), source->cue_class);
  }
  return key;
}

/// Let a node with an IRI have a voice; one that it has tells it again.
static void add_voice(Merger *merger, Node *node, Voice voice) {
  Arena *arena = merger->resolver->arena;
  MapEntry *entry =
      map_add(merger->by_voice, chain_key(arena, node->iri, &voice));
  if (entry->value == 0) {
    *ARENA_PUSH(arena, node->voices, node->voice_count, node->voice_capacity) =
        voice;
    entry->value = node->voice_count;
    return;
  }
  Voice *same = &node->voices[entry->value - 1];
  uint32_t member = voice.members[0];
  if (same->members[same->member_count - 1] != member) {
    *ARENA_PUSH(arena, same->members, same->member_count,
                same->member_capacity) = member;
  }
}

/// All who make a claim: each of "Berg and Diaz said" has a voice.
static Voice *list_voices(Merger *merger, uint32_t index, uint32_t depth,
                          uint32_t *count) {
  Resolver *resolver = merger->resolver;
  Arena *arena = resolver->arena;
  const Statement *statement = &resolver->input->statements->statements[index];
  uint32_t length = statement->source_count;
  *count = length > 0 ? 1 + statement->sources[0].other_count : 0;
  Voice *voices = ARENA_NEW(arena, Voice, *count);
  for (uint32_t who = 0; who < *count; who++) {
    NodeSource *chain = ARENA_NEW(arena, NodeSource, length);
    for (uint32_t i = 0; i < length; i++) {
      const Source *source = &statement->sources[i];
      const Part *part =
          i == 0 && who > 0 ? &source->others[who - 1] : &source->part;
      Str inner = inner_iri(merger, part, depth);
      chain[i] = (NodeSource){resolve_thing(resolver, part, inner), source->cue,
                              source->cue_class};
    }
    voices[who] = (Voice){.chain = chain, .length = length};
    *ARENA_PUSH(arena, voices[who].members, voices[who].member_count,
                voices[who].member_capacity) = index;
  }
  return voices;
}

static void add_role(Resolver *resolver, Node *node, NodeRole role) {
  for (uint32_t i = 0; i < node->role_count; i++) {
    if (str_equal(node->roles[i].property, role.property) &&
        term_equal(&node->roles[i].term, &role.term)) {
      return;
    }
  }
  *ARENA_PUSH(resolver->arena, node->roles, node->role_count,
              node->role_capacity) = role;
}

static void add_roles(Merger *merger, Node *node, const Statement *statement,
                      uint32_t depth) {
  Resolver *resolver = merger->resolver;
  for (uint32_t i = 0; i < statement->role_count; i++) {
    const Role *role = &statement->roles[i];
    if (role->part.kind != PART_ABSENT) {
      Str inner = inner_iri(merger, &role->part, depth);
      NodeRole made = {role->name,
                       iri_role(resolver->arena, resolver->space,
                                resolver->ontology, role->name),
                       resolve_term(resolver, &role->part, inner)};
      add_role(resolver, node, made);
    }
  }
}

static bool has_role(const Node *node, const NodeRole *role) {
  for (uint32_t i = 0; i < node->role_count; i++) {
    if (str_equal(node->roles[i].property, role->property) &&
        term_equal(&node->roles[i].term, &role->term)) {
      return true;
    }
  }
  return false;
}

static bool names_role(const Node *node, Str property) {
  for (uint32_t i = 0; i < node->role_count; i++) {
    if (str_equal(node->roles[i].property, property)) {
      return true;
    }
  }
  return false;
}

/// May both be one? Not if a role that both have is filled otherwise.
static bool are_compatible(const Node *node, const Node *other) {
  for (uint32_t i = 0; i < other->role_count; i++) {
    if (names_role(node, other->roles[i].property) &&
        !has_role(node, &other->roles[i])) {
      return false;
    }
  }
  return true;
}

static Str term_key(Arena *arena, const Term *term) {
  char kind = (char)('0' + term->kind);
  return ARENA_JOIN(arena, ((Str){&kind, 1}), STR(" "), term->qualifier,
                    STR(" "), term->text);
}

/// What nodes must share to be merged; `subject` and `object` stand for theirs.
static Str parts_key(Arena *arena, const Node *node, Str subject, Str object) {
  const char marks[] = {'\n', (char)('0' + node->polarity), ' ',
                        (char)('0' + node->modality), '\n'};
  Str whose = node->voice_count > 0 ? STR("\nclaim") : STR("");
  return ARENA_JOIN(arena, subject, STR("\n"), node->predicate,
                    ((Str){marks, sizeof marks}), object, whose);
}

/// The IRI tells apart what the text says in one place in two ways. A claim
/// has the same one wherever it is told; `hull` is NULL then.
static Str make_iri(const Resolver *resolver, const Node *node, Str key,
                    const Range *hull) {
  Arena *arena = resolver->arena;
  const Document *document = resolver->input->document;
  if (hull) {
    char begin[STR_DIGITS];
    char end[STR_DIGITS];
    key = ARENA_JOIN(
        arena, key, STR("\n"), resolver->document, STR(" "),
        str_decimal(begin, document_code_point(document, hull->begin)),
        STR(" "), str_decimal(end, document_code_point(document, hull->end)));
  }
  for (uint32_t i = 0; i < node->role_count; i++) {
    Str term = term_key(arena, &node->roles[i].term);
    key = ARENA_JOIN(arena, key, STR("\n"), node->roles[i].property, STR(" "),
                     term);
  }
  return iri_statement(arena, resolver->space, key);
}

Str merge_predicate_label(const Part *predicate) {
  return predicate->label.length > 0  ? predicate->label
         : predicate->text.length > 0 ? predicate->text
                                      : STR("unnamed");
}

static Node *make_node(Merger *merger, uint32_t index, uint32_t depth) {
  Resolver *resolver = merger->resolver;
  const Statement *statement = &resolver->input->statements->statements[index];
  Node *node = ARENA_NEW(resolver->arena, Node, 1);
  node->label = utf8_to_lower(resolver->arena,
                              merge_predicate_label(&statement->predicate));
  node->predicate = iri_relation(resolver->arena, resolver->space, node->label);
  node->subject = resolve_thing(resolver, &statement->subject,
                                inner_iri(merger, &statement->subject, depth));
  node->subject_is_named = node->subject.length > 0;
  if (!node->subject_is_named) {
    node->subject = STR(QUERN "unnamed");
  }
  node->object = resolve_term(resolver, &statement->object,
                              inner_iri(merger, &statement->object, depth));
  node->polarity = statement->polarity;
  node->modality = statement->modality;
  add_roles(merger, node, statement, depth);
  node->voices = list_voices(merger, index, depth, &node->voice_count);
  node->voice_capacity = node->voice_count;
  return node;
}

static void add_voices(Merger *merger, Node *node, const Voice *voices,
                       uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    add_voice(merger, node, voices[i]);
  }
}

/// Let a node hold what another one of the same parts holds.
static Node *absorb(Merger *merger, Node *node, const Node *other) {
  for (uint32_t i = 0; i < other->role_count; i++) {
    add_role(merger->resolver, node, other->roles[i]);
  }
  add_voices(merger, node, other->voices, other->voice_count);
  return node;
}

/// Put a node to one that says the same, or among the nodes.
static Node *merge_node(Merger *merger, Node *node,
                        const Statement *statement) {
  Resolver *resolver = merger->resolver;
  Arena *arena = resolver->arena;
  Term object = node->object;
  object.text = resolve_key(resolver, &statement->object, object.text);
  Str key = parts_key(arena, node,
                      resolve_key(resolver, &statement->subject, node->subject),
                      term_key(arena, &object));
  MapEntry *entry = map_add(merger->by_key, key);
  uint32_t alike = 0;
  for (Node *other = entry->pointer; other && alike < MOST_ALIKE;
       other = other->next, alike++) {
    if (are_compatible(other, node)) {
      return absorb(merger, other, node);
    }
  }
  key = parts_key(arena, node, node->subject, term_key(arena, &node->object));
  bool is_anywhere = node->voice_count > 0 && node->subject_is_named;
  Range hull = merge_hull(resolver->input, statement);
  node->iri = make_iri(resolver, node, key, is_anywhere ? NULL : &hull);
  MapEntry *same = is_anywhere ? map_add(merger->by_iri, node->iri) : NULL;
  if (same && same->pointer) { // called otherwise there: the key is another
    return absorb(merger, same->pointer, node);
  }
  if (same) {
    same->pointer = node;
  }
  const Voice *voices = node->voices;
  uint32_t voice_count = node->voice_count;
  node->voices = NULL;
  node->voice_count = node->voice_capacity = 0;
  add_voices(merger, node, voices, voice_count);
  node->next = entry->pointer;
  entry->pointer = node;
  return node;
}

/// The node of a statement; NULL if it is left out or being made right now.
static Node *find_node(Merger *merger, uint32_t index, uint32_t depth) {
  const GraphInput *input = merger->resolver->input;
  const Statement *statement = &input->statements->statements[index];
  if (merger->progress[index] != UNSEEN ||
      !(statement->confidence >= merger->min_confidence)) {
    return merger->nodes[index];
  }
  merger->progress[index] = OPEN;
  Node *node = make_node(merger, index, depth);
  node = merge_node(merger, node, statement);
  if (statement->confidence > node->confidence) {
    node->confidence = statement->confidence;
  }
  *ARENA_PUSH(merger->resolver->arena, node->members, node->member_count,
              node->member_capacity) = index;
  merger->nodes[index] = node;
  merger->progress[index] = DONE;
  return node;
}

Node **merge_statements(Resolver *resolver, double min_confidence) {
  size_t count = resolver->input->statements->count;
  Merger merger = {
      .resolver = resolver,
      .min_confidence = min_confidence,
      .nodes = ARENA_NEW(resolver->arena, Node *, count),
      .progress = ARENA_NEW(resolver->arena, uint8_t, count),
      .by_key = map_new(resolver->arena),
      .by_iri = map_new(resolver->arena),
      .by_voice = map_new(resolver->arena),
  };
  for (uint32_t i = 0; i < count; i++) {
    find_node(&merger, i, 0);
  }
  return merger.nodes;
}
