/// The whole pipeline.
#include "extract/extract.h"

#include "extract/mention/mention.h"
#include "extract/quote.h"
#include "extract/rule/rule_builtin.h"
#include "extract/syntax/syntax.h"

struct Extractor {
  Arena *arena;
  Model *model;
  const Syntax *syntax;
  Mentions *mentions;
  Rules *rules;
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
  Status status = load_model(made, setup->model, report);
  if (status == STATUS_OK) {
    made->mentions = mentions_new(report);
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

/// Give the parts that are dates and quantities their normal form.
static void fill_part(Part *part, const MentionList *mentions,
                      const uint32_t *const *numbers) {
  if (part->kind == PART_ABSENT || part->head == TOKEN_NONE) {
    return;
  }
  uint32_t number = numbers[part->sentence][part->head];
  if (number) {
    const Mention *mention = &mentions->mentions[number - 1];
    part->value = part->value.length ? part->value : mention->value;
    part->type = part->type.length ? part->type : mention->type;
  }
}

static void fill_values(Statements *statements, const MentionList *mentions,
                        const uint32_t *const *numbers) {
  for (size_t i = 0; i < statements->count; i++) {
    Statement *statement = &statements->statements[i];
    fill_part(&statement->subject, mentions, numbers);
    fill_part(&statement->object, mentions, numbers);
    for (uint32_t k = 0; k < statement->role_count; k++) {
      fill_part(&statement->roles[k].part, mentions, numbers);
    }
    for (uint32_t k = 0; k < statement->source_count; k++) {
      fill_part(&statement->sources[k].part, mentions, numbers);
    }
  }
}

RuleDocument extract_parse(ExtractWorker *worker, const Document *document,
                           bool with_boilerplate, Arena *arena,
                           Extraction *extraction) {
  *extraction = (Extraction){.entities = {NULL, 0}};
  extraction->sentences =
      analyzer_run(worker->analyzer, document, with_boilerplate, arena);
  extraction->mentions = mentions_find(worker->extractor->mentions, arena,
                                       document, &extraction->sentences);
  return (RuleDocument){
      .name = document->name,
      .text = document->text,
      .sentences = &extraction->sentences,
      .types =
          mentions_types(&extraction->mentions, arena, &extraction->sentences),
      .mentions = mentions_numbers(&extraction->mentions, arena,
                                   &extraction->sentences)};
}

Extraction extract_document(ExtractWorker *worker, const Document *document,
                            Arena *arena) {
  Extraction extraction;
  RuleDocument input =
      extract_parse(worker, document, false, arena, &extraction);
  rules_match(worker->matcher, &input, arena, &extraction.statements);
  fill_values(&extraction.statements, &extraction.mentions, input.mentions);
  quotes_attribute(document, &extraction.sentences, &extraction.statements,
                   arena);
  return extraction;
}
