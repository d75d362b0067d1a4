/// Retag: the name tagger's word on the names that rules have found.
#include "extract/mention/retag.h"

#include "base/map.h"
#include "extract/mention/link_settle.h"
#include "extract/mention/mention_make.h"
#include "extract/mention/name_decode.h"
#include "extract/mention/name_feature.h"
#include "extract/name/metonym.h"
#include "extract/name/name.h"

/// What the kinds of a name elsewhere in the document count.
static const float elsewhere_weight = 0.6f;
/// Of a person's whole name for its parts.
static const float part_weight = 2.0f;
/// By how much a person must be likelier (in nats) than the known place of the
/// name.
static const float unlink_margin = 3.0f;
/// By how much (in nats) the kind of a bare name must be likelier than others
/// to be sure.
static const float sure_margin = 2.0f;

/// The kinds of all names of one text.
typedef struct {
  float kinds[NAME_KINDS];
} Votes;

typedef struct {
  const RetagInput *input;
  Arena *arena;
  const MentionList *old;
  MentionList list;
  size_t capacity;
  NameSpans *names; ///< by sentence
  Map *votes;
} Retag;

/// One sentence.
typedef struct {
  Retag *retag;
  uint32_t index;
  const Sentence *sentence;
  NameSpans *names;
  size_t first; ///< of its old mentions
  size_t end;
  uint32_t *owners; ///< by token: 1 + index of its name
  bool *used;       ///< by name
} Merge;

static Str generic_type(NameKind kind) {
  static const char *const types[NAME_KINDS] = {[NAME_PERSON] = "Person",
                                                [NAME_PLACE] = "Place",
                                                [NAME_ORGANIZATION] =
                                                    "Organization",
                                                [NAME_EVENT] = "Event",
                                                [NAME_OTHER] = ""};
  return str_from(types[kind]);
}

/// Add the weights of the features to the tagger's scores.
static void add_features(const Retag *retag, const Sentence *sentence,
                         size_t first, size_t end) {
  const NameScores *scores = &sentence->names;
  const Mention *mentions = first < end ? retag->old->mentions + first : NULL;
  const uint64_t *sets = name_features(retag->input->lexicon, retag->arena,
                                       sentence, mentions, end - first);
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    float *numbers = scores->scores + (size_t)i * NAME_TAGS;
    for (uint64_t set = sets[i]; set; set &= set - 1) {
      size_t feature = (size_t)__builtin_ctzll(set);
      if (feature >= scores->features) {
        break; // a tagger that was trained with fewer
      }
      const float *weights = scores->weights + feature * NAME_TAGS;
      for (uint32_t tag = 0; tag < NAME_TAGS; tag++) {
        numbers[tag] += weights[tag];
      }
    }
  }
}

static void vote(Retag *retag, Str text, const float *kinds, float weight) {
  MapEntry *entry = map_add(retag->votes, text);
  if (!entry->pointer) {
    entry->pointer = ARENA_NEW(retag->arena, Votes, 1);
  }
  Votes *votes = entry->pointer;
  for (int kind = 0; kind < NAME_KINDS; kind++) {
    votes->kinds[kind] += weight * kinds[kind];
  }
}

static void vote_sentence(Retag *retag, const Sentence *sentence,
                          const NameSpans *names) {
  for (size_t i = 0; i < names->count; i++) {
    NameSpan span = names->spans[i];
    float kinds[NAME_KINDS];
    name_kind_scores(sentence->names.scores, span.begin, span.end, kinds);
    vote(retag, name_text(retag->arena, sentence, span.begin, span.end), kinds,
         1);
    if (span.kind == NAME_PERSON && span.end - span.begin > 1) {
      vote(retag, sentence->tokens[span.begin].form, kinds, part_weight);
      vote(retag, sentence->tokens[span.end - 1].form, kinds, part_weight);
    }
  }
}

/// The kinds of a name, in its place and elsewhere.
static void judge(const Retag *retag, const Sentence *sentence, NameSpan span,
                  float kinds[NAME_KINDS]) {
  name_kind_scores(sentence->names.scores, span.begin, span.end, kinds);
  const MapEntry *entry = map_find(
      retag->votes, name_text(retag->arena, sentence, span.begin, span.end));
  const Votes *votes = entry ? entry->pointer : NULL;
  for (int kind = 0; votes && kind < NAME_KINDS; kind++) {
    kinds[kind] += elsewhere_weight * (votes->kinds[kind] - kinds[kind]);
  }
}

static NameKind best_kind(const float kinds[NAME_KINDS]) {
  NameKind best = 0;
  for (int kind = 1; kind < NAME_KINDS; kind++) {
    best = kinds[kind] > kinds[best] ? (NameKind)kind : best;
  }
  return best;
}

static void keep(Retag *retag, const Mention *mention) {
  *ARENA_PUSH(retag->arena, retag->list.mentions, retag->list.count,
              retag->capacity) = *mention;
}

static Linker make_linker(const Merge *merge) {
  const RetagInput *input = merge->retag->input;
  return (Linker){input->lexicon, input->gazetteer, input->arena,
                  merge->sentence};
}

/// Find the class of a name of a kind, and what it is linked to.
static void look_up(const Merge *merge, NameSpan span, Mention *mention) {
  const RetagInput *input = merge->retag->input;
  Linker linker = make_linker(merge);
  Name name = {.begin = span.begin,
               .end = span.end,
               .core_end = span.end,
               .head = mention->head};
  Str exact = name_type(input->lexicon, input->arena, merge->sentence, &name);
  mention->type = name_kind(input->lexicon, exact) == span.kind
                      ? exact
                      : generic_type(span.kind);
  if (span.kind == NAME_PERSON && span.end - span.begin == 1 &&
      str_equal(merge->sentence->tokens[span.begin].xpos, STR("NNPS"))) {
    mention->type = STR("Group"); // "Democrats"
  }
  Link link;
  LinkResult result =
      link_name(&linker, span.begin, span.end, STR(""), input->scene, &link);
  NameKind known = name_kind(input->lexicon, link.entity.type);
  if (result != LINK_NONE &&
      (known == span.kind || known == NAME_ORGANIZATION)) {
    link_apply(&linker, &link, mention);
  }
}

/// Is a person sure to be meant, not the place of the same name?
static bool is_namesake(const Merge *merge, NameSpan span, NameKind known) {
  float kinds[NAME_KINDS];
  name_kind_scores(merge->sentence->names.scores, span.begin, span.end, kinds);
  return known == NAME_PLACE && span.kind == NAME_PERSON &&
         kinds[NAME_PERSON] - kinds[NAME_PLACE] >= unlink_margin;
}

/// A capital that acts as its country's government ("Paris opposed the war")
/// looks like a person.
static bool is_government(const Merge *merge, const Mention *mention) {
  Linker linker = make_linker(merge);
  return mention->stands_for.length &&
         metonym_is(&linker, mention->begin, mention->end);
}

/// "Telvik closed": is the kind of a bare name, of which neither the gazetteer
/// nor a rule knows anything, a guess?
static bool is_guess(const Merge *merge, NameSpan span,
                     const Mention *mention) {
  float kinds[NAME_KINDS];
  if (span.end - span.begin > 1 || mention->id.length) {
    return false;
  }
  judge(merge->retag, merge->sentence, span, kinds);
  for (int kind = 0; kind < NAME_KINDS; kind++) {
    if ((NameKind)kind != span.kind &&
        kinds[span.kind] - kinds[kind] < sure_margin) {
      return true;
    }
  }
  return false;
}

/// Give a name that rules found the kind that the tagger knows.
static void retype(const Merge *merge, NameSpan span, Mention *mention) {
  const RetagInput *input = merge->retag->input;
  NameKind kind = name_kind(input->lexicon, mention->type);
  if (kind == span.kind) {
    return;
  }
  if (mention->id.length &&
      (!is_namesake(merge, span, kind) || is_government(merge, mention))) {
    return;
  }
  Mention made = mention_make(input->sentences, input->arena, mention->sentence,
                              mention->begin, mention->end);
  made.head = mention->head;
  *mention = made;
  look_up(merge, span, mention);
  mention->is_unsure = is_guess(merge, span, mention);
}

/// The one name that covers tokens of a mention; NULL if there is none or
/// several.
static const NameSpan *find_name(const Merge *merge, const Mention *mention) {
  uint32_t owner = 0;
  for (uint32_t i = mention->begin; i < mention->end; i++) {
    owner = merge->owners[i] ? merge->owners[i] : owner;
  }
  return owner ? &merge->names->spans[owner - 1] : NULL;
}

static bool is_same(const NameSpan *span, const Mention *mention) {
  return span->begin == mention->begin && span->end == mention->end;
}

static bool is_count(const Mention *mention) {
  return str_equal(mention->type, STR("Number")) ||
         str_equal(mention->type, STR("Ordinal"));
}

/// The end of a name without "Inc." and the like.
static uint32_t end_of_core(const Merge *merge, const NameSpan *span) {
  uint32_t end = span->end;
  while (end > span->begin + 1 &&
         lexicon_has(merge->retag->input->lexicon, LEXICON_SUFFIX,
                     merge->sentence->tokens[end - 1].form)) {
    end--;
  }
  return end;
}

/// Are all names that cover tokens of a mention inside it?
static bool holds_names(const Merge *merge, const Mention *mention) {
  const NameSpan *spans = merge->names->spans;
  uint32_t first = merge->owners[mention->begin];
  uint32_t last = merge->owners[mention->end - 1];
  return (!first || spans[first - 1].begin >= mention->begin) &&
         (!last || end_of_core(merge, &spans[last - 1]) <= mention->end);
}

/// The tagger's names that cover tokens of a mention are dealt with.
static void use_names(const Merge *merge, const Mention *mention) {
  for (uint32_t i = mention->begin; i < mention->end; i++) {
    if (merge->owners[i]) {
      merge->used[merge->owners[i] - 1] = true;
    }
  }
}

/// Values are no names, but longer names may hold numbers.
static void merge_value(Merge *merge, const Mention *mention) {
  const NameSpan *span = find_name(merge, mention);
  if (span && is_count(mention) && span->begin <= mention->begin &&
      span->end >= mention->end && !is_same(span, mention)) {
    return;
  }
  use_names(merge, mention);
  keep(merge->retag, mention);
}

static void merge_demonym(Merge *merge, const Mention *mention) {
  const NameSpan *span = find_name(merge, mention);
  Mention kept = *mention;
  if (span && !is_same(span, mention)) {
    return;
  }
  if (span) {
    bool is_proper = merge->sentence->tokens[mention->begin].upos == UPOS_PROPN;
    use_names(merge, mention);
    if (span->kind == NAME_PLACE && is_proper && mention->id.length) {
      kept.kind = MENTION_NAME;
    } else if (span->kind == NAME_OTHER && !mention->id.length) {
      kept.kind = MENTION_NAME;
      kept.type = STR("Language"); // "in Spanish"
    }
  }
  keep(merge->retag, &kept);
}

static void merge_name(Merge *merge, const Mention *mention) {
  const NameSpan *span = find_name(merge, mention);
  Mention kept = *mention;
  if (span && is_same(span, mention)) {
    retype(merge, *span, &kept);
  } else if (span && !(mention->id.length && holds_names(merge, mention))) {
    return;
  } else if (!span && !kept.id.length &&
             name_kind(merge->retag->input->lexicon, kept.type) != NAME_OTHER) {
    kept.type = STR("");
  }
  use_names(merge, mention);
  keep(merge->retag, &kept);
}

static void add_rest(Merge *merge) {
  const RetagInput *input = merge->retag->input;
  for (size_t i = 0; i < merge->names->count; i++) {
    NameSpan span = merge->names->spans[i];
    if (!merge->used[i]) {
      Mention mention = mention_make(input->sentences, input->arena,
                                     merge->index, span.begin, span.end);
      look_up(merge, span, &mention);
      mention.is_unsure = is_guess(merge, span, &mention);
      keep(merge->retag, &mention);
    }
  }
}

static void merge_sentence(Retag *retag, uint32_t index, size_t first,
                           size_t end) {
  Merge merge = {.retag = retag,
                 .index = index,
                 .sentence = &retag->input->sentences->sentences[index],
                 .names = &retag->names[index],
                 .first = first,
                 .end = end};
  merge.owners = ARENA_NEW(retag->arena, uint32_t, merge.sentence->token_count);
  merge.used = ARENA_NEW(retag->arena, bool, merge.names->count + 1);
  for (size_t i = 0; i < merge.names->count; i++) {
    NameSpan *span = &merge.names->spans[i];
    float kinds[NAME_KINDS];
    judge(retag, merge.sentence, *span, kinds);
    span->kind = best_kind(kinds);
    for (uint32_t k = span->begin; k < span->end; k++) {
      merge.owners[k] = (uint32_t)i + 1;
    }
  }
  size_t made = retag->list.count;
  for (size_t i = first; i < end; i++) { // values first: they may bar names
    const Mention *mention = &retag->old->mentions[i];
    if (mention->kind == MENTION_VALUE) {
      merge_value(&merge, mention);
    }
  }
  for (size_t i = first; i < end; i++) {
    const Mention *mention = &retag->old->mentions[i];
    if (mention->kind == MENTION_NAME) {
      merge_name(&merge, mention);
    } else if (mention->kind == MENTION_DEMONYM) {
      merge_demonym(&merge, mention);
    }
  }
  add_rest(&merge);
  mention_sort(&retag->list, made);
}

/// The end of a sentence's mentions in the old list.
static size_t find_end(const MentionList *list, size_t first, uint32_t index) {
  while (first < list->count && list->mentions[first].sentence == index) {
    first++;
  }
  return first;
}

MentionList retag_names(const RetagInput *input, const MentionList *list) {
  const Sentences *sentences = input->sentences;
  Retag retag = {.input = input, .arena = input->arena, .old = list};
  if (!sentences->count || !sentences->sentences[0].names.scores) {
    return *list;
  }
  retag.votes = map_new(input->arena);
  retag.names = ARENA_NEW(input->arena, NameSpans, sentences->count);
  size_t first = 0;
  for (uint32_t i = 0; i < sentences->count; i++) {
    const Sentence *sentence = &sentences->sentences[i];
    size_t end = find_end(list, first, i);
    add_features(&retag, sentence, first, end);
    retag.names[i] = name_decode(sentence->names.scores, sentence->token_count,
                                 input->arena);
    vote_sentence(&retag, sentence, &retag.names[i]);
    first = end;
  }
  first = 0;
  for (uint32_t i = 0; i < sentences->count; i++) {
    size_t end = find_end(list, first, i);
    merge_sentence(&retag, i, first, end);
    first = end;
  }
  return retag.list;
}
