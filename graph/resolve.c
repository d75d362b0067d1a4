/// Resolve: parts of statements to terms.
#include "graph/resolve.h"

#include "base/utf8.h"
#include "graph/gate.h"
#include "graph/lexical.h"

Term term_iri(Str iri) { return (Term){TERM_IRI, iri, STR("")}; }

Term term_typed(Str text, const char *datatype) {
  return (Term){TERM_TYPED, text, str_from(datatype)};
}

Term resolve_text(Arena *arena, Str text) {
  Str good = gate_repair_text(arena, text);
  char *copy = arena_alloc(arena, good.length + 1, 1);
  size_t length = 0;
  bool space = false;
  for (size_t offset = 0; offset < good.length;) {
    size_t begin = offset;
    uint8_t byte = (uint8_t)good.data[offset];
    offset += byte < 0x80;
    uint32_t code_point = byte < 0x80 ? byte : utf8_next(good, &offset);
    if (utf8_is_space(code_point)) {
      space = length > 0;
      continue;
    }
    if (space) {
      copy[length++] = ' ';
      space = false;
    }
    memcpy(copy + length, good.data + begin, offset - begin);
    length += offset - begin;
  }
  return (Term){TERM_TEXT, (Str){copy, length}, STR("en")};
}

Resolver resolver_new(const GraphInput *input, const Ontology *ontology,
                      const IriSpace *space, Arena *arena) {
  return (Resolver){
      .input = input,
      .ontology = ontology,
      .space = space,
      .arena = arena,
      .document = iri_document(arena, space, input->document),
      .seen = map_new(arena),
      .seen_values = map_new(arena),
  };
}

/// Remember a thing; the first description of an IRI counts.
static Str use_thing(Resolver *resolver, Thing thing) {
  if (!map_find(resolver->seen, thing.iri)) {
    map_set(resolver->seen, thing.iri, (uint32_t)resolver->thing_count);
    *ARENA_PUSH(resolver->arena, resolver->things, resolver->thing_count,
                resolver->thing_capacity) = thing;
  }
  return thing.iri;
}

static uint32_t code_point(const Resolver *resolver, uint32_t offset) {
  return document_code_point(resolver->input->document, offset);
}

static const Entity *find_entity(const Resolver *resolver, const Part *part) {
  const Entities *entities = resolver->input->entities;
  return entities && part->entity < entities->count
             ? &entities->entities[part->entity]
             : NULL;
}

static const Token *find_head(const Resolver *resolver, const Part *part) {
  const Sentences *sentences = resolver->input->sentences;
  if (!sentences || part->sentence >= sentences->count) {
    return NULL;
  }
  const Sentence *sentence = &sentences->sentences[part->sentence];
  return part->head < sentence->token_count ? &sentence->tokens[part->head]
                                            : NULL;
}

static Str first_of(Str a, Str b) { return a.length > 0 ? a : b; }

Str resolve_entity(Resolver *resolver, const Entity *entity) {
  Thing thing = {.entity = entity, .label = entity->name, .type = entity->type};
  if (entity->id.length > 0 || (entity->named && !entity->is_local)) {
    thing.iri = iri_entity(resolver->arena, resolver->space, resolver->ontology,
                           entity);
  } else {
    thing.iri = iri_thing(
        resolver->arena, resolver->space, first_of(entity->head, entity->name),
        resolver->document, code_point(resolver, entity->first.begin));
  }
  return use_thing(resolver, thing);
}

/// Is the word a determiner or a possessive where the part stands?
static bool is_determiner(const Resolver *resolver, const Part *part,
                          Str word) {
  const Sentences *sentences = resolver->input->sentences;
  if (!sentences || part->sentence >= sentences->count) {
    return false;
  }
  const Sentence *sentence = &sentences->sentences[part->sentence];
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    const Token *token = &sentence->tokens[i];
    if (str_equal(token->form, word) &&
        (token->upos == UPOS_DET || str_equal(token->xpos, STR("PRP$")) ||
         str_equal(token->xpos, STR("WP$")))) {
      return true;
    }
  }
  return false;
}

/// The phrase without "the", "its", "all these" before it.
static Str skip_determiners(const Resolver *resolver, const Part *part,
                            Str phrase) {
  const char *space;
  while (phrase.length > 0 &&
         (space = memchr(phrase.data, ' ', phrase.length)) != NULL) {
    size_t length = (size_t)(space - phrase.data);
    if (length + 1 == phrase.length ||
        !is_determiner(resolver, part, str_slice(phrase, 0, length))) {
      break;
    }
    phrase = str_slice(phrase, length + 1, phrase.length);
  }
  return phrase;
}

/// A thing without entity has no name: it is the same only where parts share
/// the head word, whatever that is ("the Health Minister").
static Str use_phrase(Resolver *resolver, const Part *part) {
  const Token *head = find_head(resolver, part);
  Str label = first_of(part->label, first_of(part->text, part->full));
  label = skip_determiners(resolver, part, label);
  uint32_t place = head                    ? head->range.begin
                   : part->range_count > 0 ? part->ranges[0].begin
                                           : 0;
  Thing thing = {.label = label,
                 .phrase = skip_determiners(resolver, part, part->full),
                 .type = part->type};
  thing.iri =
      iri_thing(resolver->arena, resolver->space, head ? head->form : label,
                resolver->document, code_point(resolver, place));
  return use_thing(resolver, thing);
}

Str resolve_key(const Resolver *resolver, const Part *part, Str term) {
  const Token *head = find_head(resolver, part);
  if (part->kind != PART_MENTION || find_entity(resolver, part) || !head ||
      head->upos == UPOS_PRON || head->upos == UPOS_DET ||
      !str_starts(term, resolver->space->entity)) {
    return term;
  }
  Str phrase = first_of(part->full, first_of(part->text, part->label));
  phrase = skip_determiners(resolver, part, phrase);
  return ARENA_JOIN(resolver->arena, STR("~"),
                    utf8_to_lower(resolver->arena, phrase));
}

Str resolve_thing(Resolver *resolver, const Part *part, Str statement) {
  if (part->kind == PART_ABSENT) {
    return STR("");
  }
  if (part->kind == PART_STATEMENT && statement.length > 0) {
    return statement;
  }
  const Entity *entity = find_entity(resolver, part);
  return entity ? resolve_entity(resolver, entity) : use_phrase(resolver, part);
}

static void add_range(const Resolver *resolver, QuantityNode *node,
                      Range range) {
  for (uint32_t i = 0; i < node->range_count; i++) {
    if (node->ranges[i].begin == range.begin &&
        node->ranges[i].end == range.end) {
      return;
    }
  }
  *ARENA_PUSH(resolver->arena, node->ranges, node->range_count,
              node->range_capacity) = range;
}

/// The node of a quantity, with the words that name it here.
static Str use_quantity(Resolver *resolver, const Part *part,
                        const Quantity *quantity) {
  Str label = quantity_label(resolver->arena, quantity);
  Str iri = iri_value(resolver->arena, resolver->space, label);
  uint32_t index = map_get(resolver->seen_values, iri, UINT32_MAX);
  if (index == UINT32_MAX) {
    index = (uint32_t)resolver->value_count;
    map_set(resolver->seen_values, iri, index);
    *ARENA_PUSH(resolver->arena, resolver->values, resolver->value_count,
                resolver->value_capacity) =
        (QuantityNode){.iri = iri, .label = label, .quantity = *quantity};
  }
  if (part->range_count > 0) {
    Range range = {part->ranges[0].begin,
                   part->ranges[part->range_count - 1].end};
    add_range(resolver, &resolver->values[index], range);
  }
  return iri;
}

/// A normalised value as a typed literal, a quantity of several facts as a
/// node; a value of no known form is a string.
static Term value_term(Resolver *resolver, const Part *part) {
  bool is_date =
      ontology_is_subclass(resolver->ontology, part->type, STR("Date"));
  Str value = gate_repair_text(resolver->arena, part->value);
  Quantity quantity;
  if (!is_date && quantity_read(value, &quantity)) {
    return term_iri(use_quantity(resolver, part, &quantity));
  }
  if (is_date && lexical_is_valid(value, STR(XSD "gYear"))) {
    return term_typed(value, XSD "gYear");
  }
  Str datatype = lexical_datatype(value);
  if (datatype.length == 0) { // "03:00": XML Schema wants seconds
    Str exact = arena_format(resolver->arena, "%.*s:00", STR_ARG(value));
    datatype = lexical_datatype(exact);
    value = datatype.length > 0 ? exact : value;
  }
  if (datatype.length > 0) {
    return (Term){TERM_TYPED, value, datatype};
  }
  return term_typed(value, is_date ? EDTF "EDTF" : XSD "string");
}

Term resolve_term(Resolver *resolver, const Part *part, Str statement) {
  Term absent = term_typed(STR("true"), XSD "boolean");
  if (part->kind == PART_ABSENT) {
    return absent;
  }
  if (part->kind == PART_STATEMENT && statement.length > 0) {
    return term_iri(statement);
  }
  bool is_value =
      part->kind != PART_MENTION ||
      ontology_is_subclass(resolver->ontology, part->type, STR("Value"));
  if (!is_value) {
    return term_iri(resolve_thing(resolver, part, statement));
  }
  if (part->value.length > 0) {
    return value_term(resolver, part);
  }
  Term text = resolve_text(
      resolver->arena, first_of(part->text, first_of(part->label, part->full)));
  return text.text.length > 0 ? text : absent;
}
