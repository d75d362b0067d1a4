/// A corpus as one epoch of training sees it.
#include "extract/train/telling.h"

#include "extract/train/crop.h"

struct Telling {
  const Inventory *inventory;
  const Variation *variation;
  const Graft *graft;
  Corpus corpus;
  Random random;
  uint16_t root; ///< the relation
  uint16_t name; ///< the tag of a name in the singular
  Arena *arena;  ///< of the telling
  Arena *epoch;  ///< of one epoch's new words
  ExampleSentence *sentences;
};

Telling *telling_new(const Inventory *inventory, const Variation *variation,
                     const Graft *graft, Corpus corpus, uint64_t seed) {
  Arena *arena = arena_new();
  Telling *telling = ARENA_NEW(arena, Telling, 1);
  *telling = (Telling){.inventory = inventory,
                       .variation = variation,
                       .graft = graft,
                       .corpus = corpus,
                       .random = random_new(seed),
                       .root = NOT_KNOWN,
                       .name = NOT_KNOWN,
                       .arena = arena,
                       .epoch = arena_new()};
  telling->sentences = ARENA_NEW(arena, ExampleSentence, corpus.count);
  for (uint32_t i = 0; i < corpus.count; i++) {
    telling->sentences[i] = corpus.sentences[i];
  }
  for (uint32_t i = 0; i < inventory->relation_count; i++) {
    if (str_equal(inventory->relations[i], STR("root"))) {
      telling->root = (uint16_t)i;
    }
  }
  for (uint32_t i = 0; i < inventory->tag_count; i++) {
    if (str_equal(inventory->tags[i], STR("PROPN NNP Number=Sing"))) {
      telling->name = (uint16_t)i;
    }
  }
  return telling;
}

void telling_free(Telling *telling) {
  if (telling) {
    arena_free(telling->epoch);
    arena_free(telling->arena);
  }
}

const ExampleSentence *telling_sentences(const Telling *telling) {
  return telling->sentences;
}

/// A label that is beyond doubt.
static Soft sure(uint16_t label) {
  Soft soft = {.shares = {1}};
  for (int i = 0; i < SOFT_COUNT; i++) {
    soft.labels[i] = i ? NOT_KNOWN : label;
  }
  return soft;
}

/// What teachers say of a pronoun's tag does not hold for a name.
static void change_lessons(Telling *telling, ExampleSentence *told,
                           const ToldWord *words) {
  Lesson *lessons = ARENA_NEW(telling->epoch, Lesson, told->count);
  memcpy(lessons, told->lessons, told->count * sizeof *lessons);
  for (uint32_t i = 0; i < told->count; i++) {
    if (words[i].became_name) {
      lessons[i].tag = sure(telling->name);
    }
  }
  told->lessons = lessons;
}

/// The examples with other words.
static void change_words(Telling *telling, ExampleSentence *told,
                         const ToldWord *words) {
  bool renamed = false;
  Example *examples = ARENA_NEW(telling->epoch, Example, told->count);
  memcpy(examples, told->tokens, told->count * sizeof *examples);
  for (uint32_t i = 0; i < told->count; i++) {
    if (!str_equal(words[i].form, told->source->tokens[i].form)) {
      corpus_look_up(telling->inventory, words[i].form, &examples[i]);
    }
    if (words[i].became_name) {
      examples[i].tag = telling->name;
      renamed = true;
    }
  }
  told->tokens = examples;
  if (renamed && told->lessons) {
    change_lessons(telling, told, words);
  }
}

/// A head's new number; the root keeps 0, what is left out is NOT_KNOWN.
static uint16_t new_head(const uint16_t *places, uint16_t head) {
  return head == NOT_KNOWN ? head : places[head];
}

/// Votes for heads, of those that are left.
static Soft new_heads(const uint16_t *places, Soft soft) {
  float sum = 0;
  for (int i = 0; i < SOFT_COUNT; i++) {
    soft.labels[i] = new_head(places, soft.labels[i]);
    sum += soft.labels[i] == NOT_KNOWN ? 0 : soft.shares[i];
  }
  for (int i = 0; i < SOFT_COUNT; i++) {
    soft.shares[i] = sum > 0 ? soft.shares[i] / sum : 0;
  }
  return soft;
}

static bool has_votes(const Soft *soft) {
  float sum = 0;
  for (int i = 0; i < SOFT_COUNT; i++) {
    sum += soft->shares[i];
  }
  return sum > 0;
}

/// A lesson of a shortened sentence. What teachers say of a head that became
/// the root, or of a mark that hangs on it, no longer counts.
static Lesson new_lesson(const Lesson *old, const Example *example,
                         const uint16_t *places, bool moved) {
  Lesson lesson = *old;
  lesson.head = new_heads(places, old->head);
  if (moved || !has_votes(&lesson.head)) {
    lesson.head = sure(example->head);
  }
  if (moved) {
    lesson.relation = sure(example->relation);
  }
  return lesson;
}

/// Leave out what the crop leaves out. `words` may be NULL.
static void shorten(Telling *telling, ExampleSentence *told,
                    const ToldWord *words, const Crop *crop) {
  const Sentence *source = told->source;
  Example *examples = ARENA_NEW(telling->epoch, Example, crop->count);
  Lesson *lessons =
      told->lessons ? ARENA_NEW(telling->epoch, Lesson, crop->count) : NULL;
  uint16_t *places =
      ARENA_NEW(telling->epoch, uint16_t, source->token_count + 1);
  memset(places, 0xff, (source->token_count + 1) * sizeof *places);
  places[0] = 0;
  for (uint32_t i = 0; i < crop->count; i++) {
    places[crop->kept[i] + 1] = (uint16_t)(i + 1);
  }
  for (uint32_t i = 0; i < crop->count; i++) {
    const uint32_t old = crop->kept[i];
    Example *example = &examples[i];
    *example = told->tokens[old];
    bool is_root = old == crop->root;
    uint16_t head = is_root ? 0 : new_head(places, example->head);
    bool moved = is_root || head == NOT_KNOWN;
    example->head = head == NOT_KNOWN ? places[crop->root + 1] : head;
    example->relation = is_root ? telling->root : example->relation;
    if (lessons) {
      lessons[i] = new_lesson(&told->lessons[old], example, places, moved);
    }
  }
  if (crop->kept[0]) {
    const uint32_t first = crop->kept[0];
    Str form = words ? words[first].form : source->tokens[first].form;
    corpus_look_up(telling->inventory,
                   variation_capitalize(telling->epoch, form), &examples[0]);
  }
  told->tokens = examples;
  told->lessons = lessons;
  told->count = crop->count;
}

/// Put a graft of the sentence in its place, if there is one. No teacher has
/// seen it.
static void graft_sentence(Telling *telling, ExampleSentence *told) {
  Sentence *sentence = graft_draw(telling->graft, &telling->random,
                                  told->source, telling->epoch);
  if (sentence) {
    Sentences alone = {sentence, 1};
    *told = corpus_number(telling->inventory, telling->epoch, &alone, 1,
                          sentence->token_count)
                .sentences[0];
  }
}

void telling_next(Telling *telling) {
  const float grafted = variation_shares(telling->variation)->grafted;
  const float cropped = variation_shares(telling->variation)->cropped;
  arena_reset(telling->epoch);
  for (uint32_t i = 0; i < telling->corpus.count; i++) {
    ExampleSentence *told = &telling->sentences[i];
    *told = telling->corpus.sentences[i];
    if (telling->graft && grafted > 0 &&
        random_unit(&telling->random) < grafted) {
      graft_sentence(telling, told);
    }
    const ToldWord *words = variation_draw(telling->variation, &telling->random,
                                           told->source, telling->epoch);
    if (words) {
      change_words(telling, told, words);
    }
    if (cropped > 0 && random_unit(&telling->random) < cropped) {
      Crop crop = crop_draw(&telling->random, told->source, telling->epoch);
      if (crop.count) {
        shorten(telling, told, words, &crop);
      }
    }
  }
}
