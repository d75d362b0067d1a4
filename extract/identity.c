/// Identity: from the words of statements to the entities they speak of.
#include "extract/identity.h"

#include "extract/distribute.h"
#include "extract/mention/resolve.h"

/// Is the head's whole token a part's? A pattern on the text may take a piece.
static bool covers_head(const Part *part, const Sentences *sentences) {
  Range head = sentences->sentences[part->sentence].tokens[part->head].range;
  for (uint32_t i = 0; i < part->range_count; i++) {
    if (part->ranges[i].begin <= head.begin &&
        head.end <= part->ranges[i].end) {
      return true;
    }
  }
  return false;
}

/// "dozens of men", "five tons of rice", "one of the ships" are men, rice and a
/// ship, no quantities; but "one" alone counts them.
static bool is_of_something(const Part *part, const Mention *mention,
                            const Sentences *sentences) {
  const Sentence *sentence = &sentences->sentences[mention->sentence];
  bool has_more = part->range_count > 0 &&
                  part->ranges[part->range_count - 1].end > mention->range.end;
  bool is_amount = str_equal(mention->type, STR("Measure")) ||
                   (str_equal(mention->type, STR("Number")) &&
                    (mention->value.length == 0 || has_more));
  return mention->kind == MENTION_VALUE && is_amount &&
         mention->end < sentence->token_count &&
         str_equal(sentence->tokens[mention->end].form, STR("of"));
}

/// Give a part the normal form of its date or quantity, its type and entity.
static void fill_part(Part *part, const Identities *identities) {
  if (part->kind == PART_ABSENT || part->head == TOKEN_NONE ||
      !covers_head(part, identities->sentences)) {
    return;
  }
  uint32_t number = identities->numbers[part->sentence][part->head];
  const Mention *mention =
      number ? &identities->mentions->mentions[number - 1] : NULL;
  if (mention && !is_of_something(part, mention, identities->sentences)) {
    part->value = part->value.length ? part->value : mention->value;
    part->type = part->type.length ? part->type : mention->type;
    part->link = (double)mention->confidence;
    part->is_metonym = mention->is_metonym;
  }
  if (part->kind == PART_MENTION) {
    part->entity = identities->tokens[part->sentence][part->head];
  }
  if (mention && mention->is_unsure && part->entity != ENTITY_NONE) {
    part->type = identities->entities->entities[part->entity].type;
  }
}

static const Token *head_of(const Part *part, const Identities *identities) {
  return &identities->sentences->sentences[part->sentence].tokens[part->head];
}

static bool is_pronoun(const Part *part, const Identities *identities) {
  return part->head != TOKEN_NONE &&
         head_of(part, identities)->upos == UPOS_PRON;
}

/// Is its head a part of a name, or a value?
static bool has_name(const Part *part, const Identities *identities) {
  return part->head != TOKEN_NONE &&
         identities->numbers[part->sentence][part->head] != 0;
}

/// "Brask is a bank": what something is said to be is not the thing itself.
static void part_predicate_noun(Statement *statement,
                                const Identities *identities) {
  Part *object = &statement->object;
  if (statement->subject.kind == PART_MENTION && object->kind == PART_MENTION &&
      object->entity != ENTITY_NONE &&
      object->entity == statement->subject.entity &&
      !has_name(object, identities) && !is_pronoun(object, identities)) {
    object->entity = ENTITY_NONE;
  }
}

/// A pronoun, a demonym, and what has a name elsewhere, is called as the entity
/// is.
static void label_part(Part *part, const Identities *identities) {
  if (part->kind != PART_MENTION || part->entity == ENTITY_NONE ||
      (has_name(part, identities) && !part->is_renamed)) {
    return;
  }
  const Entity *entity = &identities->entities->entities[part->entity];
  if (entity->named || is_pronoun(part, identities)) {
    part->label = entity->name;
    part->is_renamed = true;
  }
}

static void visit_source(Source *source, const Identities *identities,
                         void (*visit)(Part *part, const Identities *)) {
  visit(&source->part, identities);
  for (uint32_t i = 0; i < source->other_count; i++) {
    visit(&source->others[i], identities);
  }
}

/// Call `visit` with each part that may stand for a thing.
static void visit_parts(Statement *statement, const Identities *identities,
                        void (*visit)(Part *part, const Identities *)) {
  visit(&statement->subject, identities);
  visit(&statement->object, identities);
  for (uint32_t i = 0; i < statement->role_count; i++) {
    visit(&statement->roles[i].part, identities);
  }
  for (uint32_t i = 0; i < statement->source_count; i++) {
    visit_source(&statement->sources[i], identities, visit);
  }
}

/// Who a source is, even if "who" stands for it.
static void fill_source(Part *part, const Identities *identities) {
  fill_part(part, identities);
  if (part->kind == PART_MENTION && part->head != TOKEN_NONE) {
    part->entity = identities->tokens[part->sentence][part->head];
  }
}

/// Does one and the same mouth report both?
static bool is_one_mouth(const Source *a, const Source *b) {
  const Str report = STR("report");
  return a->part.kind == PART_MENTION && b->part.kind == PART_MENTION &&
         a->part.entity != ENTITY_NONE && a->part.entity == b->part.entity &&
         !a->other_count && !b->other_count &&
         str_equal(a->cue_class, report) && str_equal(b->cue_class, report);
}

/// "Both sides, it said, agreed to meet, it added": a paper says that, not that
/// it said so.
static void join_mouths(Statement *statement) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < statement->source_count; i++) {
    const Source *source = &statement->sources[i];
    if (!kept || !is_one_mouth(&statement->sources[kept - 1], source)) {
      statement->sources[kept++] = *source;
    }
  }
  statement->source_count = kept;
}

static void fill_parts(Statements *statements, const Identities *identities) {
  for (size_t i = 0; i < statements->count; i++) {
    Statement *statement = &statements->statements[i];
    if (str_equal(statement->predicate.label, STR("alias"))) {
      statement->object.kind = PART_LITERAL; // a name, not who bears it
    }
    visit_parts(statement, identities, fill_part);
    for (uint32_t k = 0; k < statement->source_count; k++) {
      visit_source(&statement->sources[k], identities, fill_source);
    }
    join_mouths(statement);
    part_predicate_noun(statement, identities);
  }
  for (size_t i = 0; i < statements->attribution_count; i++) {
    visit_source(&statements->attributions[i].source, identities, fill_source);
  }
}

static void label_parts(Statements *statements, const Identities *identities) {
  for (size_t i = 0; i < statements->count; i++) {
    visit_parts(&statements->statements[i], identities, label_part);
  }
  for (size_t i = 0; i < statements->attribution_count; i++) {
    visit_source(&statements->attributions[i].source, identities, label_part);
  }
}

/// "The Xinhua news agency" is Xinhua, which tells nothing.
static bool is_tautology(const Statement *statement) {
  const Part *subject = &statement->subject;
  const Part *object = &statement->object;
  return subject->kind == PART_MENTION && object->kind == PART_MENTION &&
         subject->entity != ENTITY_NONE && subject->entity == object->entity &&
         str_equal(statement->predicate.label, STR("be"));
}

static void drop_tautologies(Statements *statements, Arena *arena) {
  for (size_t i = 0; i < statements->count; i++) {
    if (is_tautology(&statements->statements[i])) {
      statements->statements[i].confidence = -1;
    }
  }
  statements_drop_below(statements, 0, arena);
  for (size_t i = 0; i < statements->count; i++) { // some content is kept
    Statement *statement = &statements->statements[i];
    statement->confidence =
        statement->confidence < 0 ? 0 : statement->confidence;
  }
}

void identities_fill(const Identities *identities, Statements *statements,
                     Arena *arena) {
  fill_parts(statements, identities);
  statements_distribute(identities->entities, statements, arena);
  label_parts(statements, identities);
  drop_tautologies(statements, arena);
}
