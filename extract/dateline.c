/// What datelines tell of the story below them.
#include "extract/dateline.h"

#include "extract/mention/resolve.h"
#include "extract/name/name.h"

static bool is_kind(const Document *document, const Sentence *sentence,
                    BlockKind kind) {
  return sentence->block < document->block_count &&
         document->blocks[sentence->block].kind == kind;
}

static bool follows_parenthesis(const Document *document, Range range) {
  return range.begin > 0 && document->text.data[range.begin - 1] == '(';
}

static bool is_name_in_dateline(const Document *document,
                                const Sentences *sentences,
                                const Mention *mention) {
  return mention->kind == MENTION_NAME &&
         is_kind(document, &sentences->sentences[mention->sentence],
                 BLOCK_DATELINE);
}

void datelines_name(const Document *document, const Sentences *sentences,
                    MentionList *mentions, Arena *arena) {
  uint32_t seen = UINT32_MAX; ///< the dateline whose place is found
  for (size_t i = 0; i < mentions->count; i++) {
    Mention *mention = &mentions->mentions[i];
    if (!is_name_in_dateline(document, sentences, mention)) {
      continue;
    }
    bool is_agency = follows_parenthesis(document, mention->range);
    bool is_place = !is_agency && mention->sentence != seen;
    seen = is_place ? mention->sentence : seen;
    if (mention->id.length > 0) {
      continue; // the gazetteer knows better
    }
    if (is_place) {
      mention->label = name_from_capitals(arena, mention->label);
    }
    if (is_place || is_agency) {
      mention->type = is_place ? STR("Place") : STR("Organization");
    }
  }
}

/// What one dateline names; NULL what it does not.
typedef struct {
  const Mention *place;
  const Mention *time;
} Dateline;

static Dateline read_dateline(const DatelineInput *input, uint32_t index) {
  const Sentence *sentence = &input->sentences->sentences[index];
  Dateline dateline = {NULL, NULL};
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    uint32_t number = input->numbers[index][i];
    if (!number) {
      continue;
    }
    const Mention *mention = &input->mentions->mentions[number - 1];
    bool is_value = mention->kind == MENTION_VALUE;
    if (is_value && !dateline.time && str_equal(mention->type, STR("Date"))) {
      dateline.time = mention;
    } else if (!is_value && !dateline.place &&
               !follows_parenthesis(input->document, mention->range)) {
      dateline.place = mention;
    }
  }
  return dateline;
}

static bool has_role(const Statement *statement, const char *name) {
  for (uint32_t i = 0; i < statement->role_count; i++) {
    if (str_is(statement->roles[i].name, name)) {
      return true;
    }
  }
  return false;
}

static bool is_place(const DatelineInput *input, const Part *part) {
  return input->is_subtype && part->type.length > 0 &&
         input->is_subtype(input->types, part->type, STR("Place"));
}

static bool names_place(const DatelineInput *input,
                        const Statement *statement) {
  for (uint32_t i = 0; i < statement->role_count; i++) {
    if (is_place(input, &statement->roles[i].part)) {
      return true;
    }
  }
  return has_role(statement, "place") || is_place(input, &statement->object);
}

/// The mention's words as a role's filler.
static Role make_role(const DatelineInput *input, const char *name,
                      const Mention *mention, Arena *arena) {
  Range *range = ARENA_NEW(arena, Range, 1);
  *range = mention->range;
  Str text = str_slice(input->document->text, range->begin, range->end);
  bool is_value = mention->kind == MENTION_VALUE;
  return (Role){
      str_from(name),
      {.kind = is_value ? PART_LITERAL : PART_MENTION,
       .text = text,
       .label = is_value ? text : mention->label,
       .full = text,
       .ranges = range,
       .range_count = 1,
       .sentence = mention->sentence,
       .head = mention->head,
       .type = mention->type,
       .value = mention->value,
       .entity = is_value ? ENTITY_NONE
                          : input->entities[mention->sentence][mention->head]}};
}

static void add_role(Statement *statement, Role role, Arena *arena) {
  statement->roles =
      arena_grow(arena, statement->roles, statement->role_count,
                 statement->role_count + 1, sizeof *statement->roles);
  statement->roles[statement->role_count++] = role;
}

static void add_flag(Statement *statement, Str flag, Arena *arena) {
  statement->flags =
      arena_grow(arena, statement->flags, statement->flag_count,
                 statement->flag_count + 1, sizeof *statement->flags);
  statement->flags[statement->flag_count++] = flag;
}

/// Is it what the sentence says in the article's voice, as something that
/// happened?
static bool is_told(const DatelineInput *input, const Statement *statement) {
  const Sentence *sentence = &input->sentences->sentences[statement->sentence];
  const Part *predicate = &statement->predicate;
  return statement->source_count == 0 &&
         statement->modality == MODALITY_ASSERTED &&
         statement->polarity == POLARITY_POSITIVE &&
         predicate->head < sentence->token_count &&
         sentence->tokens[predicate->head].head == TOKEN_NONE &&
         sentence->tokens[predicate->head].upos == UPOS_VERB;
}

static void complete(const DatelineInput *input, const Dateline *dateline,
                     Arena *arena, Statement *statement) {
  uint32_t before = statement->role_count;
  if (dateline->time && !has_role(statement, "time")) {
    add_role(statement, make_role(input, "time", dateline->time, arena), arena);
  }
  if (dateline->place && !names_place(input, statement)) {
    add_role(statement, make_role(input, "place", dateline->place, arena),
             arena);
  }
  if (statement->role_count > before) {
    add_flag(statement, STR("dateline"), arena);
  }
}

/// Drop what was found in datelines.
static void drop_inside(const DatelineInput *input, Arena *arena,
                        Statements *statements) {
  bool found = false;
  for (size_t i = 0; i < statements->count; i++) {
    Statement *statement = &statements->statements[i];
    if (is_kind(input->document,
                &input->sentences->sentences[statement->sentence],
                BLOCK_DATELINE)) {
      statement->confidence = -1;
      found = true;
    }
  }
  if (found) {
    statements_drop_below(statements, 0, arena);
  }
}

uint32_t datelines_apply(const DatelineInput *input, Arena *arena,
                         Statements *statements) {
  drop_inside(input, arena, statements);
  uint32_t place = ENTITY_NONE;
  size_t next = 0; ///< the first statement that is not before the sentence
  for (uint32_t i = 0; i + 1 < input->sentences->count; i++) {
    const Sentence *sentence = &input->sentences->sentences[i];
    if (!is_kind(input->document, sentence, BLOCK_DATELINE) ||
        is_kind(input->document, sentence + 1, BLOCK_DATELINE)) {
      continue;
    }
    Dateline dateline = read_dateline(input, i);
    if (dateline.place && place == ENTITY_NONE) {
      place = input->entities[i][dateline.place->head];
    }
    // A date alone is the page's, not that of what happened.
    bool is_below = dateline.place &&
                    sentence[1].block == sentence->block + 1 &&
                    is_kind(input->document, sentence + 1, BLOCK_PARAGRAPH);
    while (next < statements->count &&
           statements->statements[next].sentence <= i) {
      next++;
    }
    for (size_t k = next; is_below && k < statements->count &&
                          statements->statements[k].sentence == i + 1;
         k++) {
      if (is_told(input, &statements->statements[k])) {
        complete(input, &dateline, arena, &statements->statements[k]);
      }
    }
  }
  return place;
}
