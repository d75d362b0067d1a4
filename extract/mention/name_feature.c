/// Name features: what rules and word lists say of tokens to the name tagger.
#include "extract/mention/name_feature.h"

#include "extract/name/name.h"

static uint64_t bit(uint32_t feature) { return (uint64_t)1 << feature; }

static NamePlace place_of(const Mention *mention, uint32_t token) {
  if (mention->end - mention->begin == 1) {
    return NAME_SINGLE;
  }
  return token == mention->begin     ? NAME_BEGIN
         : token + 1 == mention->end ? NAME_END
                                     : NAME_INSIDE;
}

static uint64_t mention_features(const Lexicon *lexicon, const Mention *mention,
                                 uint32_t token) {
  NamePlace place = place_of(mention, token);
  NameKind kind = name_kind(lexicon, mention->type);
  if (mention->kind == MENTION_VALUE) {
    return bit(NAME_FEATURE_VALUE);
  }
  if (mention->kind == MENTION_DEMONYM && kind != NAME_PERSON) {
    return bit(NAME_FEATURE_DEMONYM);
  }
  return bit(NAME_FEATURE_RULE + (uint32_t)kind * NAME_PLACES +
             (uint32_t)place) |
         (mention->id.length ? bit(NAME_FEATURE_LINKED + (uint32_t)place) : 0);
}

static uint64_t word_features(const Lexicon *lexicon, const Sentence *sentence,
                              uint32_t token) {
  static const struct {
    LexiconList list;
    uint32_t feature;
  } lists[] = {{LEXICON_GIVEN, NAME_FEATURE_GIVEN},
               {LEXICON_TITLE, NAME_FEATURE_TITLE},
               {LEXICON_ROLE, NAME_FEATURE_ROLE},
               {LEXICON_SUFFIX, NAME_FEATURE_SUFFIX},
               {LEXICON_OPENER, NAME_FEATURE_OPENER},
               {LEXICON_PARTICLE, NAME_FEATURE_PARTICLE}};
  const Token *word = &sentence->tokens[token];
  const LexiconValue *values = lexicon_find(lexicon, word->form);
  uint64_t set = 0;
  for (size_t i = 0; values && i < sizeof lists / sizeof *lists; i++) {
    set |= lexicon_get(values, lists[i].list) ? bit(lists[i].feature) : 0;
  }
  const LexiconValue *head = lexicon_get(values, LEXICON_HEAD);
  NameKind kind = head ? name_kind(lexicon, head->text) : NAME_KINDS;
  set |= kind < NAME_KINDS ? bit(NAME_FEATURE_HEAD + (uint32_t)kind) : 0;
  set |= word->upos == UPOS_PROPN ? bit(NAME_FEATURE_PROPER) : 0;
  set |= word->upos == UPOS_NOUN ? bit(NAME_FEATURE_NOUN) : 0;
  set |= word->upos == UPOS_ADJ ? bit(NAME_FEATURE_ADJECTIVE) : 0;
  return set | (name_has_token(sentence, token) ? bit(NAME_FEATURE_UPPER) : 0);
}

uint64_t *name_features(const Lexicon *lexicon, Arena *arena,
                        const Sentence *sentence, const Mention *mentions,
                        size_t count) {
  uint64_t *sets = ARENA_NEW(arena, uint64_t, sentence->token_count);
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    sets[i] = word_features(lexicon, sentence, i);
  }
  for (size_t i = 0; i < count; i++) {
    for (uint32_t k = mentions[i].begin; k < mentions[i].end; k++) {
      sets[k] |= mention_features(lexicon, &mentions[i], k);
    }
  }
  return sets;
}
