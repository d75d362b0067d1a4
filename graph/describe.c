/// Describe: what a graph tells of the things and quantities it speaks of.
#include "graph/describe.h"

#include "graph/gate.h"
#include "graph/lexical.h"

static void put(const Describer *describer, Str subject, const char *predicate,
                Term object) {
  Quad quad = {subject, str_from(predicate), object, STR("")};
  describer->sink(describer->context, &quad);
}

/// A text in English; nothing if it is empty.
static void put_text(const Describer *describer, Str subject,
                     const char *predicate, Str text) {
  Term term = resolve_text(describer->arena, text);
  if (term.text.length > 0) {
    put(describer, subject, predicate, term);
  }
}

static void put_links(const Describer *describer, Str subject,
                      const Entity *entity) {
  for (uint32_t i = 0; i < entity->alias_count; i++) {
    if (!str_equal(entity->aliases[i], entity->name)) {
      put_text(describer, subject, SKOS "altLabel", entity->aliases[i]);
    }
  }
  for (uint32_t i = 0; i < entity->link_count; i++) {
    if (gate_is_iri(entity->links[i])) {
      put(describer, subject, OWL "sameAs", term_iri(entity->links[i]));
    }
  }
}

void describe_thing(const Describer *describer, const Thing *thing) {
  Str type = ontology_type_iri(describer->ontology, thing->type);
  put(describer, thing->iri, RDF "type",
      term_iri(type.length > 0 ? type : STR(QUERN "Entity")));
  put_text(describer, thing->iri, RDFS "label", thing->label);
  if (!str_equal(thing->phrase, thing->label)) {
    put_text(describer, thing->iri, SKOS "altLabel", thing->phrase);
  }
  if (thing->entity) {
    put_links(describer, thing->iri, thing->entity);
  }
}

/// A number by its form; nothing if it is empty.
static void put_number(const Describer *describer, Str subject,
                       const char *predicate, Str number) {
  if (number.length > 0) {
    put(describer, subject, predicate,
        (Term){TERM_TYPED, number, lexical_datatype(number)});
  }
}

static void put_string(const Describer *describer, Str subject,
                       const char *predicate, Str text) {
  if (text.length > 0) {
    put(describer, subject, predicate, term_typed(text, XSD "string"));
  }
}

/// The number itself, or what it lies above or below.
static void put_numbers(const Describer *describer, Str iri,
                        const Quantity *quantity) {
  bool is_least = str_starts(quantity->sign, STR(">"));
  bool is_most = str_starts(quantity->sign, STR("<"));
  Str low = quantity->low;
  if (quantity->is_ratio) {
    low = quantity_ratio(describer->arena, quantity);
  }
  if (quantity->high.length > 0) {
    put_number(describer, iri, SCHEMA "minValue", is_most ? STR("") : low);
    put_number(describer, iri, SCHEMA "maxValue",
               is_least ? STR("") : quantity->high);
  } else {
    put_number(describer, iri,
               is_least  ? SCHEMA "minValue"
               : is_most ? SCHEMA "maxValue"
                         : SCHEMA "value",
               low);
  }
  if (!quantity->is_ratio) {
    put_number(describer, iri, QUERN "total", quantity->whole);
  }
}

void describe_quantity(const Describer *describer, const QuantityNode *node) {
  const Quantity *quantity = &node->quantity;
  Str currency = quantity_currency(quantity);
  put(describer, node->iri, RDF "type",
      term_iri(STR(SCHEMA "QuantitativeValue")));
  if (currency.length > 0) {
    put(describer, node->iri, RDF "type",
        term_iri(STR(SCHEMA "MonetaryAmount")));
  }
  put_text(describer, node->iri, RDFS "label", node->label);
  put_numbers(describer, node->iri, quantity);
  if (quantity->sign.length > 0) {
    put_string(describer, node->iri, QUERN "bound", quantity->sign);
  }
  put_string(describer, node->iri, SCHEMA "unitText", quantity->unit);
  put_string(describer, node->iri, SCHEMA "unitCode",
             quantity_unit_code(quantity));
  put_string(describer, node->iri, SCHEMA "currency", currency);
}
