/// A treebank as numbers.
#include "extract/train/corpus.h"

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>

enum {
  LEARNED_LEAST = 3, ///< occurrences of a word with an embedding of its own
  TAG_LEAST = 3,     ///< occurrences of a tag; rarer ones are not predicted
  VECTORS_VERSION = 1,
  VECTORS_LARGEST = 256 * 1024 * 1024 ///< bytes
};

/// A word while the list is being sorted.
typedef struct {
  uint32_t fingerprint;
  float scale;
  const uint8_t *halves;
} WordVector;

/// A label and how often it occurs.
typedef struct {
  Str name;
  uint32_t count;
} Label;

typedef struct {
  Label *labels;
  uint32_t count;
  uint32_t capacity;
} LabelList;

static int order_words(const void *a, const void *b) {
  uint32_t x = ((const WordVector *)a)->fingerprint;
  uint32_t y = ((const WordVector *)b)->fingerprint;
  return (x > y) - (x < y);
}

/// Read one word of the vector file; false if the file ends before it.
static bool read_word(Str *rest, uint32_t dimensions, WordVector *word) {
  if (rest->length < 1) {
    return false;
  }
  size_t length = (uint8_t)rest->data[0];
  size_t size = 1 + length + sizeof(float) + dimensions / 2;
  if (rest->length < size) {
    return false;
  }
  Str text = str_slice(*rest, 1, 1 + length);
  word->fingerprint = word_look(text).fingerprint;
  memcpy(&word->scale, text.data + length, sizeof(float));
  word->halves = (const uint8_t *)text.data + length + sizeof(float);
  *rest = str_slice(*rest, size, rest->length);
  return true;
}

static void keep_words(Inventory *inventory, Arena *arena, WordVector *words,
                       uint32_t count) {
  if (count) {
    qsort(words, count, sizeof *words, order_words);
  }
  size_t half = inventory->dimensions / 2;
  inventory->fingerprints = ARENA_NEW(arena, uint32_t, count);
  inventory->scales = ARENA_NEW(arena, float, count);
  inventory->halves = ARENA_NEW(arena, uint8_t, count * half);
  inventory->frequencies = ARENA_NEW(arena, uint32_t, count);
  inventory->learned_rows = ARENA_NEW(arena, uint16_t, count);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (kept && inventory->fingerprints[kept - 1] == words[i].fingerprint) {
      continue;
    }
    inventory->fingerprints[kept] = words[i].fingerprint;
    inventory->scales[kept] = words[i].scale;
    memcpy(inventory->halves + kept * half, words[i].halves, half);
    kept++;
  }
  inventory->count = kept;
}

Status inventory_read_vectors(Inventory *inventory, Arena *arena,
                              const char *path, Report *report) {
  Str file;
  Status status = file_read(path, VECTORS_LARGEST, arena, report, &file);
  if (status != STATUS_OK) {
    return status;
  }
  uint32_t header[3] = {0};
  Str rest = file;
  bool good =
      file.length >= 8 + sizeof header && str_starts(file, STR("QUERNVEC"));
  if (good) {
    memcpy(header, file.data + 8, sizeof header);
    rest = str_slice(file, 8 + sizeof header, file.length);
    good = header[0] == VECTORS_VERSION && header[1] < file.length &&
           header[2] > 0 && header[2] <= NETWORK_WIDTH_MOST &&
           header[2] % LANE_COUNT == 0;
  }
  inventory->dimensions = header[2];
  WordVector *words = good ? ARENA_NEW(arena, WordVector, header[1]) : NULL;
  for (uint32_t i = 0; good && i < header[1]; i++) {
    good = read_word(&rest, header[2], &words[i]);
  }
  if (!good) {
    report_add(report, SEVERITY_ERROR, str_from(path),
               "not a file of word vectors");
    return STATUS_BAD_SETUP;
  }
  keep_words(inventory, arena, words, header[1]);
  return STATUS_OK;
}

static WordTable word_table(const Inventory *inventory) {
  return (WordTable){inventory->fingerprints, inventory->count};
}

static void count_label(LabelList *list, Arena *arena, Str name) {
  for (uint32_t i = 0; i < list->count; i++) {
    if (str_equal(list->labels[i].name, name)) {
      list->labels[i].count++;
      return;
    }
  }
  *ARENA_PUSH(arena, list->labels, list->count, list->capacity) =
      (Label){arena_copy(arena, name), 1};
}

static int order_labels(const void *a, const void *b) {
  const Label *x = a;
  const Label *y = b;
  int order = (x->count < y->count) - (x->count > y->count);
  return order ? order : str_compare(x->name, y->name);
}

/// The labels that occur at least `least` times, most frequent first.
static Str *keep_labels(LabelList *list, Arena *arena, uint32_t least,
                        uint32_t *count) {
  if (list->count) {
    qsort(list->labels, list->count, sizeof *list->labels, order_labels);
  }
  Str *names = ARENA_NEW(arena, Str, list->count);
  for (*count = 0; *count < list->count; (*count)++) {
    if (list->labels[*count].count < least) {
      break;
    }
    names[*count] = list->labels[*count].name;
  }
  return names;
}

static Str tag_name(Arena *arena, const Token *token) {
  Str upos = upos_name(token->upos);
  return arena_format(arena, "%.*s %.*s %.*s", STR_ARG(upos),
                      STR_ARG(token->xpos), STR_ARG(token->features));
}

void inventory_count(Inventory *inventory, Arena *arena,
                     const Sentences *treebanks, size_t treebank_count) {
  LabelList tags = {NULL, 0, 0};
  LabelList relations = {NULL, 0, 0};
  for (size_t t = 0; t < treebank_count; t++) {
    for (size_t s = 0; s < treebanks[t].count; s++) {
      const Sentence *sentence = &treebanks[t].sentences[s];
      for (uint32_t i = 0; i < sentence->token_count; i++) {
        const Token *token = &sentence->tokens[i];
        uint32_t word = word_table_find(word_table(inventory),
                                        word_look(token->form).fingerprint);
        if (word < inventory->count) {
          inventory->frequencies[word]++;
        }
        ArenaMark mark = arena_mark(arena);
        Str name = tag_name(arena, token);
        char text[512];
        size_t length = name.length < sizeof text ? name.length : sizeof text;
        memcpy(text, name.data, length);
        arena_rewind(arena, mark);
        count_label(&tags, arena, (Str){text, length});
        count_label(&relations, arena, token->relation);
      }
    }
  }
  inventory->tags = keep_labels(&tags, arena, TAG_LEAST, &inventory->tag_count);
  inventory->relations =
      keep_labels(&relations, arena, 1, &inventory->relation_count);
  inventory->learned_count = 1;
  for (uint32_t i = 0; i < inventory->count; i++) {
    if (inventory->frequencies[i] >= LEARNED_LEAST) {
      inventory->learned_rows[i] = (uint16_t)inventory->learned_count++;
    }
  }
}

static uint16_t find_label(const Str *labels, uint32_t count, Str name) {
  for (uint32_t i = 0; i < count; i++) {
    if (str_equal(labels[i], name)) {
      return (uint16_t)i;
    }
  }
  return NOT_KNOWN;
}

/// The number of a tag; for a rare one the most frequent tag that shares both
/// parts of speech.
static uint16_t find_tag(const Inventory *inventory, Arena *arena,
                         const Token *token) {
  ArenaMark mark = arena_mark(arena);
  Str name = tag_name(arena, token);
  uint16_t tag = find_label(inventory->tags, inventory->tag_count, name);
  name.length -= token->features.length;
  for (uint32_t i = 0; tag == NOT_KNOWN && i < inventory->tag_count; i++) {
    if (str_starts(inventory->tags[i], name)) {
      tag = (uint16_t)i;
    }
  }
  arena_rewind(arena, mark);
  return tag;
}

void corpus_look_up(const Inventory *inventory, Str form, Example *example) {
  Word word = word_look(form);
  WordTable table = word_table(inventory);
  example->piece_count =
      (uint8_t)word_table_pieces(table, &word, example->pieces);
  uint32_t known = word_table_find(table, word.fingerprint);
  bool is_known = known < inventory->count;
  example->frequency = is_known ? inventory->frequencies[known] : 0;
  example->learned = is_known ? inventory->learned_rows[known] : 0;
  memcpy(example->rows, word.rows, sizeof example->rows);
}

static void number_sentence(const Inventory *inventory, Arena *arena,
                            const Sentence *sentence, Example *examples) {
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    const Token *token = &sentence->tokens[i];
    Example *example = &examples[i];
    corpus_look_up(inventory, token->form, example);
    example->tag = find_tag(inventory, arena, token);
    example->relation = find_label(inventory->relations,
                                   inventory->relation_count, token->relation);
    example->head = token->head == TOKEN_NONE ? 0 : (uint16_t)(token->head + 1);
  }
}

Corpus corpus_number(const Inventory *inventory, Arena *arena,
                     const Sentences *treebanks, size_t treebank_count,
                     uint32_t longest) {
  Corpus corpus = {NULL, 0, 0};
  size_t all = 0;
  for (size_t t = 0; t < treebank_count; t++) {
    all += treebanks[t].count;
  }
  corpus.sentences = ARENA_NEW(arena, ExampleSentence, all);
  for (size_t t = 0; t < treebank_count; t++) {
    for (size_t s = 0; s < treebanks[t].count; s++) {
      const Sentence *sentence = &treebanks[t].sentences[s];
      if (sentence->token_count == 0 || sentence->token_count > longest) {
        continue;
      }
      Example *examples = ARENA_NEW(arena, Example, sentence->token_count);
      number_sentence(inventory, arena, sentence, examples);
      corpus.sentences[corpus.count++] =
          (ExampleSentence){examples, NULL, sentence->token_count, sentence};
      corpus.token_count += sentence->token_count;
    }
  }
  return corpus;
}

void inventory_vector(const Inventory *inventory, const uint32_t *pieces,
                      uint32_t count, float *vector) {
  const uint32_t dimensions = inventory->dimensions;
  memset(vector, 0, dimensions * sizeof *vector);
  for (uint32_t piece = 0; piece < count; piece++) {
    const uint8_t *halves =
        inventory->halves + (size_t)pieces[piece] * (dimensions / 2);
    const float scale = inventory->scales[pieces[piece]] / (float)count;
    for (uint32_t i = 0; i < dimensions; i++) {
      int half = i % 2 ? halves[i / 2] >> 4 : halves[i / 2] & 15;
      vector[i] += (float)(half - 8) * scale;
    }
  }
}
