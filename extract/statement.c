/// Names of a statement's polarity and modality.
#include "extract/statement.h"

static const char *const modality_names[] = {
    [MODALITY_ASSERTED] = "asserted",
    [MODALITY_REPORTED] = "reported",
    [MODALITY_PLANNED] = "planned",
    [MODALITY_POSSIBLE] = "possible",
    [MODALITY_APPARENT] = "apparent",
    [MODALITY_DEMANDED] = "demanded",
    [MODALITY_DESIRED] = "desired",
    [MODALITY_CONDITIONAL] = "conditional",
    [MODALITY_HYPOTHETICAL] = "hypothetical",
};
_Static_assert(sizeof modality_names / sizeof *modality_names ==
                   MODALITY_HYPOTHETICAL + 1,
               "every modality has a name");

Str polarity_name(Polarity polarity) {
  return polarity == POLARITY_NEGATIVE ? STR("negative") : STR("positive");
}

Str modality_name(Modality modality) {
  return str_from(modality_names[modality]);
}

/// Call `visit` with each part that is a statement.
static void visit_statement_parts(Statement *statement,
                                  void (*visit)(Part *part, void *context),
                                  void *context) {
  Part *const parts[] = {&statement->subject, &statement->object};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    if (parts[i]->kind == PART_STATEMENT) {
      visit(parts[i], context);
    }
  }
  for (uint32_t i = 0; i < statement->role_count; i++) {
    if (statement->roles[i].part.kind == PART_STATEMENT) {
      visit(&statement->roles[i].part, context);
    }
  }
}

/// Which statements stay, and at which places.
typedef struct {
  const Statements *statements;
  bool *kept;
  uint32_t *places;
} Selection;

static void keep(Part *part, void *context) {
  Selection *selection = context;
  if (!selection->kept[part->statement]) {
    selection->kept[part->statement] = true;
    visit_statement_parts(&selection->statements->statements[part->statement],
                          keep, selection);
  }
}

static void move(Part *part, void *context) {
  const Selection *selection = context;
  part->statement = selection->places[part->statement];
}

void statements_keep(Statements *statements, const bool *is_wanted,
                     Arena *arena) {
  Selection selection = {statements, ARENA_NEW(arena, bool, statements->count),
                         ARENA_NEW(arena, uint32_t, statements->count)};
  for (size_t i = 0; i < statements->count; i++) {
    if (is_wanted[i]) {
      keep(&(Part){.statement = (uint32_t)i}, &selection);
    }
  }
  uint32_t count = 0;
  for (size_t i = 0; i < statements->count; i++) {
    selection.places[i] = count;
    count += selection.kept[i];
  }
  for (size_t i = 0; i < statements->count; i++) {
    if (selection.kept[i]) {
      Statement *statement = &statements->statements[selection.places[i]];
      *statement = statements->statements[i];
      visit_statement_parts(statement, move, &selection);
    }
  }
  statements->count = count;
}

double statement_link(const Statement *statement) {
  const double sure = 0.9;
  double least = sure;
  const Part *parts[] = {&statement->subject, &statement->object};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    if (parts[i]->link > 0 && parts[i]->link < least) {
      least = parts[i]->link;
    }
  }
  for (uint32_t i = 0; i < statement->source_count; i++) {
    double link = statement->sources[i].part.link;
    least = link > 0 && link < least ? link : least;
  }
  return least < sure ? least : 1;
}

void statements_drop_below(Statements *statements, double confidence,
                           Arena *arena) {
  bool *is_wanted = ARENA_NEW(arena, bool, statements->count);
  for (size_t i = 0; i < statements->count; i++) {
    is_wanted[i] = statements->statements[i].confidence >= confidence;
  }
  statements_keep(statements, is_wanted, arena);
}
