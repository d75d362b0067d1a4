/// The whole pipeline.
#include "extract/extract.h"

#include "extract/dateline.h"
#include "extract/mention/resolve.h"
#include "extract/rule/rule_builtin.h"
#include "extract/speaker.h"
#include "extract/syntax/syntax.h"

struct Extractor {
  Arena *arena;
  Model *model;
  const Syntax *syntax;
  Mentions *mentions;
  Rules *rules;
  RuleSubtype is_subtype; ///< with `types`: the type hierarchy; may be NULL
  const void *types;
};

struct ExtractWorker {
  const Extractor *extractor;
  Arena *arena; ///< its own
  Analyzer *analyzer;
  RuleMatcher *matcher;
};

static Status load_rules(const ExtractSetup *setup, Report *report,
                         Rules **rules) {
  RuleLoader *loader = rule_loader_new(report);
  rule_loader_set_types(loader, setup->exists, setup->is_subtype, setup->types);
  rule_loader_use_builtin(loader, !setup->no_builtin_rules);
  if (setup->rules) {
    rule_loader_add_file(loader, str_from(setup->rules));
  }
  return rule_loader_finish(loader, rules);
}

static Status load_model(Extractor *extractor, const char *path,
                         Report *report) {
  Status status = STATUS_OK;
  if (path) {
    status = model_open(path, report, &extractor->model);
  } else {
    extractor->model = model_builtin();
  }
  if (status != STATUS_OK) {
    return status;
  }
  return syntax_load(extractor->model, str_from(path ? path : "(built in)"),
                     extractor->arena, report, &extractor->syntax);
}

Status extractor_new(const ExtractSetup *setup, Report *report,
                     Extractor **extractor) {
  Arena *arena = arena_new();
  Extractor *made = ARENA_NEW(arena, Extractor, 1);
  made->arena = arena;
  made->is_subtype = setup->is_subtype;
  made->types = setup->types;
  Status status = load_model(made, setup->model, report);
  if (status == STATUS_OK) {
    status = mentions_load(setup->entities, setup->entity_count, report,
                           &made->mentions);
  }
  if (status == STATUS_OK) {
    status = load_rules(setup, report, &made->rules);
  }
  if (status != STATUS_OK) {
    extractor_free(made);
    made = NULL;
  }
  *extractor = made;
  return status;
}

void extractor_free(Extractor *extractor) {
  if (extractor) {
    rules_free(extractor->rules);
    mentions_free(extractor->mentions);
    model_free(extractor->model);
    arena_free(extractor->arena);
  }
}

const Rules *extractor_rules(const Extractor *extractor) {
  return extractor->rules;
}

ExtractWorker *extract_worker_new(const Extractor *extractor, Report *report) {
  Arena *arena = arena_new();
  ExtractWorker *worker = ARENA_NEW(arena, ExtractWorker, 1);
  worker->extractor = extractor;
  worker->arena = arena;
  worker->analyzer = analyzer_new(extractor->syntax);
  worker->matcher = rule_matcher_new(extractor->rules, report);
  return worker;
}

void extract_worker_free(ExtractWorker *worker) {
  if (worker) {
    rule_matcher_free(worker->matcher);
    analyzer_free(worker->analyzer);
    arena_free(worker->arena);
  }
}

/// What is known of tokens.
typedef struct {
  const Sentences *sentences;
  const MentionList *mentions;
  const uint32_t *const *numbers;  ///< of mentions, from 1
  const uint32_t *const *entities; ///< by token
} Knowledge;

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

/// "dozens of men", "five tons of rice" are men and rice, no quantities.
static bool is_of_something(const Mention *mention,
                            const Sentences *sentences) {
  const Sentence *sentence = &sentences->sentences[mention->sentence];
  bool is_amount =
      str_equal(mention->type, STR("Measure")) ||
      (str_equal(mention->type, STR("Number")) && mention->value.length == 0);
  return mention->kind == MENTION_VALUE && is_amount &&
         mention->end < sentence->token_count &&
         str_equal(sentence->tokens[mention->end].form, STR("of"));
}

/// Give a part the normal form of its date or quantity, its type and entity.
static void fill_part(Part *part, const Knowledge *knowledge) {
  if (part->kind == PART_ABSENT || part->head == TOKEN_NONE ||
      !covers_head(part, knowledge->sentences)) {
    return;
  }
  uint32_t number = knowledge->numbers[part->sentence][part->head];
  const Mention *mention =
      number ? &knowledge->mentions->mentions[number - 1] : NULL;
  if (mention && !is_of_something(mention, knowledge->sentences)) {
    part->value = part->value.length ? part->value : mention->value;
    part->type = part->type.length ? part->type : mention->type;
  }
  if (part->kind == PART_MENTION) {
    part->entity = knowledge->entities[part->sentence][part->head];
  }
}

/// Who a source is, even if "who" stands for it.
static void fill_source(Part *part, const Knowledge *knowledge) {
  fill_part(part, knowledge);
  if (part->kind == PART_MENTION && part->head != TOKEN_NONE) {
    part->entity = knowledge->entities[part->sentence][part->head];
  }
}

static void fill_parts(Statements *statements, const Knowledge *knowledge) {
  for (size_t i = 0; i < statements->count; i++) {
    Statement *statement = &statements->statements[i];
    if (str_equal(statement->predicate.label, STR("alias"))) {
      statement->object.kind = PART_LITERAL; // a name, not who bears it
    }
    fill_part(&statement->subject, knowledge);
    fill_part(&statement->object, knowledge);
    for (uint32_t k = 0; k < statement->role_count; k++) {
      fill_part(&statement->roles[k].part, knowledge);
    }
    for (uint32_t k = 0; k < statement->source_count; k++) {
      fill_source(&statement->sources[k].part, knowledge);
    }
  }
  for (size_t i = 0; i < statements->attribution_count; i++) {
    fill_source(&statements->attributions[i].source.part, knowledge);
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

RuleDocument extract_parse(ExtractWorker *worker, const Document *document,
                           bool with_boilerplate, Arena *arena,
                           Extraction *extraction) {
  *extraction = (Extraction){.entities = {NULL, 0}};
  extraction->sentences =
      analyzer_run(worker->analyzer, document, with_boilerplate, arena);
  extraction->quotes = quotes_find(document, arena);
  extraction->mentions = mentions_find(worker->extractor->mentions, arena,
                                       document, &extraction->sentences);
  datelines_name(document, &extraction->sentences, &extraction->mentions,
                 arena);
  return (RuleDocument){
      .name = document->name,
      .text = document->text,
      .sentences = &extraction->sentences,
      .types =
          mentions_types(&extraction->mentions, arena, &extraction->sentences),
      .mentions = mentions_numbers(&extraction->mentions, arena,
                                   &extraction->sentences),
      .quotes = &extraction->quotes};
}

Extraction extract_document(ExtractWorker *worker, const Document *document,
                            Arena *arena) {
  Extraction extraction;
  RuleDocument input =
      extract_parse(worker, document, false, arena, &extraction);
  rules_match(worker->matcher, &input, arena, &extraction.statements);
  Knowledge knowledge = {.sentences = &extraction.sentences,
                         .mentions = &extraction.mentions,
                         .numbers = input.mentions};
  extraction.entities =
      mentions_resolve(worker->extractor->mentions, &extraction.mentions, arena,
                       &extraction.sentences, &knowledge.entities);
  fill_parts(&extraction.statements, &knowledge);
  drop_tautologies(&extraction.statements, arena);
  DatelineInput datelines = {document,
                             &extraction.sentences,
                             &extraction.mentions,
                             input.mentions,
                             knowledge.entities,
                             worker->extractor->is_subtype,
                             worker->extractor->types};
  extraction.place = datelines_apply(&datelines, arena, &extraction.statements);
  speakers_attribute(document, &extraction.quotes, &extraction.sentences,
                     &extraction.statements, arena);
  return extraction;
}
