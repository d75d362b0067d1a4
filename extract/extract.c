/// The whole pipeline.
#include "extract/extract.h"

#include "extract/dateline.h"
#include "extract/identity.h"
#include "extract/lexicon/saying.h"
#include "extract/mention/resolve.h"
#include "extract/mention/value_tree.h"
#include "extract/rule/rule_builtin.h"
#include "extract/speaker.h"
#include "extract/syntax/syntax.h"

struct Extractor {
  Arena *arena;
  Model *model;
  const Syntax *syntax;
  Mentions *mentions;
  const CorefWeights *weights; ///< of coreference
  Rules *rules;
  RuleSubtype is_subtype; ///< with `types`: the type hierarchy; may be NULL
  const void *types;
};

struct ExtractWorker {
  const Extractor *extractor;
  Arena *arena; ///< its own
  Analyzer *analyzer;
  RuleMatcher *matcher;
  const CorefWatch *watch; ///< may be NULL
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
    made->weights = coref_weights_load(mentions_lexicon(made->mentions), arena);
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

void extract_worker_watch(ExtractWorker *worker, const CorefWatch *watch) {
  worker->watch = watch;
}

void extract_worker_free(ExtractWorker *worker) {
  if (worker) {
    rule_matcher_free(worker->matcher);
    analyzer_free(worker->analyzer);
    arena_free(worker->arena);
  }
}

/// Find the mentions of parsed sentences.
static RuleDocument find_mentions(ExtractWorker *worker,
                                  const Document *document, Arena *arena,
                                  Extraction *extraction) {
  sayings_hang(mentions_lexicon(worker->extractor->mentions),
               &extraction->sentences);
  extraction->quotes = quotes_find(document, arena);
  extraction->mentions = mentions_find(worker->extractor->mentions, arena,
                                       document, &extraction->sentences);
  value_trees_join(&extraction->mentions, &extraction->sentences);
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

RuleDocument extract_parse(ExtractWorker *worker, const Document *document,
                           bool with_boilerplate, Arena *arena,
                           Extraction *extraction) {
  *extraction = (Extraction){.entities = {NULL, 0}};
  extraction->sentences =
      analyzer_run(worker->analyzer, document, with_boilerplate, arena);
  return find_mentions(worker, document, arena, extraction);
}

/// Who speaks in which quotations, as far as it is known.
static CorefSpeech *list_speeches(const Extraction *extraction,
                                  const uint32_t *speakers, Arena *arena) {
  const Quotes *quotes = &extraction->quotes;
  const Statements *statements = &extraction->statements;
  CorefSpeech *speeches = ARENA_NEW(arena, CorefSpeech, quotes->count + 1);
  for (size_t i = 0; i < quotes->count; i++) {
    speeches[i] =
        (CorefSpeech){.range = quotes->quotes[i].range, .head = TOKEN_NONE};
    if (speakers[i] < statements->attribution_count) {
      const Part *speaker = &statements->attributions[speakers[i]].source.part;
      speeches[i].sentence = speaker->sentence;
      speeches[i].head =
          speaker->kind == PART_MENTION ? speaker->head : TOKEN_NONE;
    }
  }
  return speeches;
}

/// Find out who is who; gives the entities of tokens.
static const uint32_t *const *resolve(ExtractWorker *worker,
                                      const RuleDocument *input,
                                      const uint32_t *speakers, Arena *arena,
                                      Extraction *extraction) {
  const Extractor *extractor = worker->extractor;
  const uint32_t *const *entities;
  extraction->entities =
      mentions_resolve(extractor->mentions, &extraction->mentions, arena,
                       &extraction->sentences, &entities);
  CorefInput coref = {.knowledge = extractor->mentions,
                      .weights = extractor->weights,
                      .sentences = &extraction->sentences,
                      .names = &extraction->mentions,
                      .numbers = input->mentions,
                      .entities = entities,
                      .is_subtype = extractor->is_subtype,
                      .types = extractor->types,
                      .speeches = list_speeches(extraction, speakers, arena),
                      .speech_count = extraction->quotes.count,
                      .watch = worker->watch};
  extraction->coreference = coref_resolve(&coref, arena);
  return coref_entities(&coref, &extraction->coreference, arena,
                        &extraction->entities);
}

static void make_statements(ExtractWorker *worker, const Document *document,
                            const RuleDocument *input, Arena *arena,
                            Extraction *extraction) {
  Statements *statements = &extraction->statements;
  rules_match(worker->matcher, input, arena, statements);
  const uint32_t *speakers = speakers_attribute(
      document, &extraction->quotes, &extraction->sentences, statements, arena);
  Identities identities = {
      .sentences = &extraction->sentences,
      .mentions = &extraction->mentions,
      .numbers = input->mentions,
      .tokens = resolve(worker, input, speakers, arena, extraction),
      .entities = &extraction->entities};
  identities_fill(&identities, statements, arena);
  DatelineInput datelines = {document,
                             &extraction->sentences,
                             &extraction->mentions,
                             input->mentions,
                             identities.tokens,
                             worker->extractor->is_subtype,
                             worker->extractor->types};
  extraction->place = datelines_apply(&datelines, arena, statements);
}

Extraction extract_document(ExtractWorker *worker, const Document *document,
                            Arena *arena) {
  Extraction extraction;
  RuleDocument input =
      extract_parse(worker, document, false, arena, &extraction);
  make_statements(worker, document, &input, arena, &extraction);
  return extraction;
}

Extraction extract_tokens(ExtractWorker *worker, const Document *document,
                          Sentences sentences, Arena *arena) {
  Extraction extraction = {.sentences = sentences};
  analyzer_parse(worker->analyzer, &extraction.sentences, arena);
  RuleDocument input = find_mentions(worker, document, arena, &extraction);
  make_statements(worker, document, &input, arena, &extraction);
  return extraction;
}
