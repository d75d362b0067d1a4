/// Putting quads, each text and triple once.
#include "graph/build_put.h"

#include "graph/gate.h"

void build_put(const Build *build, Str subject, const char *predicate,
               Term object) {
  Quad quad = {subject, str_from(predicate), object, build->graph};
  build->sink(build->context, &quad);
}

void build_put_iri(const Build *build, Str subject, const char *predicate,
                   Str object) {
  build_put(build, subject, predicate, term_iri(object));
}

void build_put_text(const Build *build, Str subject, const char *predicate,
                    Str text) {
  Term term = resolve_text(build->arena, text);
  if (term.text.length > 0) {
    build_put(build, subject, predicate, term);
  }
}

void build_put_string(const Build *build, Str subject, const char *predicate,
                      Str text) {
  if (text.length > 0) {
    build_put(build, subject, predicate,
              term_typed(gate_repair_text(build->arena, text), XSD "string"));
  }
}

void build_put_count(const Build *build, Str subject, const char *predicate,
                     uint32_t count) {
  char digits[STR_DIGITS];
  build_put(build, subject, predicate,
            term_typed(arena_copy(build->arena, str_decimal(digits, count)),
                       XSD "nonNegativeInteger"));
}

bool build_is_new(const Build *build, Str key) {
  MapEntry *entry = map_add(build->declared, key);
  return entry->value++ == 0;
}

bool build_is_new_triple(const Build *build, Str subject, Str predicate,
                         const Term *object) {
  char kind = (char)('0' + object->kind);
  return build_is_new(build, ARENA_JOIN(build->arena, subject, STR(" "),
                                        predicate, STR(" "), ((Str){&kind, 1}),
                                        STR(" "), object->qualifier, STR(" "),
                                        object->text, STR(" "), build->graph));
}

void build_put_each(const Build *build, const Node *node, const char *predicate,
                    bool is_english,
                    Str (*read)(const Build *build, const Statement *)) {
  for (uint32_t i = 0; i < node->member_count; i++) {
    const Statement *statements = build->input->statements->statements;
    Str text = read(build, &statements[node->members[i]]);
    Term term = is_english ? resolve_text(build->arena, text)
                           : term_typed(gate_repair_text(build->arena, text),
                                        XSD "string");
    if (term.text.length > 0 &&
        (node->member_count == 1 ||
         build_is_new_triple(build, node->iri, str_from(predicate), &term))) {
      build_put(build, node->iri, predicate, term);
    }
  }
}
