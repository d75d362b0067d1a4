/// Fixtures: a document with its statements, written by hand as a short text.
///
///     document talks.txt          also: url, date, title, publisher, author
///     entity China ; type Country ; id China ; alias PRC ; link http://...
///     entity talks ; unnamed
///     sentence China and the US held talks on Saturday.
///     statement China ; held = hold ; talks
///     role time ; on Saturday = 2013-04-13 ^ Date
///     source Xinhua ; say ; report      innermost first
///     marks negative planned future 0.8 rule=svo
///
/// "the" and "its" are determiners, all other words nouns.
/// A part is words of the last sentence, then maybe "= label" (for values the
/// value) and "^ Type"; "-" is an absent part, "@2" the third statement, words
/// in quotes a literal. The name or alias of an entity stands for it.
#ifndef QUERN_TESTS_UNIT_GRAPH_FIXTURE_H
#define QUERN_TESTS_UNIT_GRAPH_FIXTURE_H

#include "graph/graph.h"

#include <assert.h>
#include <stdlib.h>

typedef struct {
  Arena *arena;
  Document document;
  Sentence sentences[64];
  Sentences sentence_list;
  Entity entities[64];
  Entities entity_list;
  Statement statements[256];
  Statements statement_list;
} Fixture;

static Str fixture_trim(Str text) {
  while (text.length > 0 && text.data[0] == ' ') {
    text = str_slice(text, 1, text.length);
  }
  while (text.length > 0 && text.data[text.length - 1] == ' ') {
    text = str_slice(text, 0, text.length - 1);
  }
  return text;
}

/// Cut off and give what stands before the mark; the rest stays in `text`.
static Str fixture_cut(Str *text, char mark) {
  const char *found =
      text->length > 0 ? memchr(text->data, mark, text->length) : NULL;
  size_t length = found ? (size_t)(found - text->data) : text->length;
  Str head = fixture_trim(str_slice(*text, 0, length));
  *text = found ? fixture_trim(str_slice(*text, length + 1, text->length))
                : STR("");
  return head;
}

static Str fixture_word(Str *text) { return fixture_cut(text, ' '); }

static uint32_t fixture_find(Str text, Str words, uint32_t begin) {
  for (size_t i = begin; i + words.length <= text.length; i++) {
    if (memcmp(text.data + i, words.data, words.length) == 0) {
      return (uint32_t)i;
    }
  }
  return UINT32_MAX;
}

static void fixture_tokens(Fixture *fixture, Sentence *sentence) {
  Str text = fixture->document.text;
  sentence->tokens = ARENA_NEW(fixture->arena, Token, text.length);
  for (uint32_t i = sentence->range.begin; i < sentence->range.end;) {
    uint32_t end = i;
    while (end < sentence->range.end && !strchr(" .,\"", text.data[end])) {
      end++;
    }
    if (end > i) {
      Token *token = &sentence->tokens[sentence->token_count++];
      token->range = (Range){i, end};
      token->form = str_slice(text, i, end);
      bool is_article = str_equal(token->form, STR("the")) ||
                        str_equal(token->form, STR("The"));
      token->upos = is_article ? UPOS_DET : UPOS_NOUN;
      token->xpos =
          str_equal(token->form, STR("its")) ? STR("PRP$") : STR("NN");
    }
    i = end > i ? end : end + 1;
  }
}

static void fixture_sentence(Fixture *fixture, Str words) {
  Str text = fixture->document.text;
  uint32_t begin = (uint32_t)text.length + (text.length > 0);
  fixture->document.text = text.length > 0
                               ? arena_format(fixture->arena, "%.*s\n%.*s",
                                              STR_ARG(text), STR_ARG(words))
                               : arena_copy(fixture->arena, words);
  assert(fixture->sentence_list.count < 64);
  Sentence *sentence = &fixture->sentences[fixture->sentence_list.count++];
  sentence->range = (Range){begin, begin + (uint32_t)words.length};
}

static void fixture_entity(Fixture *fixture, Str rest) {
  assert(fixture->entity_list.count < 64);
  Entity *entity = &fixture->entities[fixture->entity_list.count++];
  entity->named = true;
  entity->name = fixture_cut(&rest, ';');
  entity->aliases = ARENA_NEW(fixture->arena, Str, 8);
  entity->links = ARENA_NEW(fixture->arena, Str, 8);
  while (rest.length > 0) {
    Str field = fixture_cut(&rest, ';');
    Str key = fixture_word(&field);
    if (str_equal(key, STR("type"))) {
      entity->type = field;
    } else if (str_equal(key, STR("id"))) {
      entity->id = field;
    } else if (str_equal(key, STR("alias"))) {
      entity->aliases[entity->alias_count++] = field;
    } else if (str_equal(key, STR("link"))) {
      entity->links[entity->link_count++] = field;
    } else if (str_equal(key, STR("unnamed"))) {
      entity->named = false;
      entity->head = entity->name;
    } else {
      abort(); // an unknown field
    }
  }
}

static uint32_t fixture_entity_of(const Fixture *fixture, Str name) {
  for (uint32_t i = 0; i < fixture->entity_list.count; i++) {
    const Entity *entity = &fixture->entities[i];
    bool same = str_equal(entity->name, name);
    for (uint32_t k = 0; k < entity->alias_count; k++) {
      same |= str_equal(entity->aliases[k], name);
    }
    if (same) {
      return i;
    }
  }
  return UINT32_MAX;
}

static uint32_t fixture_head(const Sentence *sentence, Range range) {
  uint32_t head = TOKEN_NONE;
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    if (sentence->tokens[i].range.begin >= range.begin &&
        sentence->tokens[i].range.end <= range.end) {
      head = i;
    }
  }
  return head;
}

static void fixture_locate(Fixture *fixture, Part *part) {
  uint32_t last = (uint32_t)fixture->sentence_list.count - 1;
  const Sentence *sentence = &fixture->sentences[last];
  uint32_t begin =
      fixture_find(fixture->document.text, part->text, sentence->range.begin);
  if (begin != UINT32_MAX) {
    part->ranges = ARENA_NEW(fixture->arena, Range, 1);
    part->ranges[0] = (Range){begin, begin + (uint32_t)part->text.length};
    part->range_count = 1;
    part->head = fixture_head(sentence, part->ranges[0]);
  }
  part->sentence = last;
}

static Part fixture_part(Fixture *fixture, Str text) {
  Part part = {.entity = UINT32_MAX, .head = TOKEN_NONE};
  Str type = text;
  text = fixture_cut(&type, '^');
  Str label = text;
  Str words = fixture_cut(&label, '=');
  if (words.length == 0 || str_equal(words, STR("-"))) {
    return part;
  }
  part.kind = PART_MENTION;
  part.type = type;
  if (words.data[0] == '@') {
    part.kind = PART_STATEMENT;
    part.statement = (uint32_t)atoi(words.data + 1);
    return part;
  }
  if (words.length > 1 && words.data[0] == '"') {
    part.kind = PART_LITERAL;
    words = str_slice(words, 1, words.length - 1);
  }
  part.text = words;
  part.label = label.length > 0 ? label : words;
  part.full = words;
  if (type.length > 0 && label.length > 0) {
    part.value = label;
  }
  fixture_locate(fixture, &part);
  part.entity = fixture_entity_of(fixture, part.label);
  return part;
}

static void fixture_statement(Fixture *fixture, Str rest) {
  assert(fixture->statement_list.count < 256);
  Statement *statement = &fixture->statements[fixture->statement_list.count++];
  statement->subject = fixture_part(fixture, fixture_cut(&rest, ';'));
  statement->predicate = fixture_part(fixture, fixture_cut(&rest, ';'));
  statement->object = fixture_part(fixture, fixture_cut(&rest, ';'));
  statement->roles = ARENA_NEW(fixture->arena, Role, 8);
  statement->sources = ARENA_NEW(fixture->arena, Source, 4);
  statement->flags = ARENA_NEW(fixture->arena, Str, 4);
  statement->confidence = 0.9;
  statement->rule = STR("svo");
  statement->sentence = (uint32_t)fixture->sentence_list.count - 1;
}

static void fixture_marks(Statement *statement, Str rest) {
  while (rest.length > 0) {
    Str word = fixture_word(&rest);
    bool known = str_equal(word, polarity_name(POLARITY_NEGATIVE));
    statement->polarity = known ? POLARITY_NEGATIVE : statement->polarity;
    for (int modality = 0; modality <= MODALITY_HYPOTHETICAL; modality++) {
      if (str_equal(word, modality_name((Modality)modality))) {
        statement->modality = (Modality)modality;
        known = true;
      }
    }
    if (word.data[0] == '0' || word.data[0] == '1') {
      statement->confidence = atof(word.data);
    } else if (str_starts(word, STR("rule="))) {
      statement->rule = str_slice(word, 5, word.length);
    } else if (!known) {
      statement->flags[statement->flag_count++] = word;
    }
  }
}

static void fixture_detail(Fixture *fixture, Str key, Str rest) {
  Statement *statement =
      &fixture->statements[fixture->statement_list.count - 1];
  if (str_equal(key, STR("role"))) {
    Role *role = &statement->roles[statement->role_count++];
    role->name = fixture_cut(&rest, ';');
    role->part = fixture_part(fixture, rest);
  } else if (str_equal(key, STR("source"))) {
    Source *source = &statement->sources[statement->source_count++];
    source->part = fixture_part(fixture, fixture_cut(&rest, ';'));
    source->cue = fixture_cut(&rest, ';');
    source->cue_class = fixture_cut(&rest, ';');
    statement->modality = MODALITY_REPORTED;
  } else {
    assert(str_equal(key, STR("marks")));
    fixture_marks(statement, rest);
  }
}

static void fixture_line(Fixture *fixture, Str line) {
  Document *document = &fixture->document;
  Str key = fixture_word(&line);
  if (str_equal(key, STR("document"))) {
    document->name = line;
  } else if (str_equal(key, STR("url"))) {
    document->url = line;
  } else if (str_equal(key, STR("date"))) {
    document->date = line;
  } else if (str_equal(key, STR("title"))) {
    document->title = line;
  } else if (str_equal(key, STR("publisher"))) {
    document->publisher = line;
  } else if (str_equal(key, STR("author"))) {
    document->author = line;
  } else if (str_equal(key, STR("entity"))) {
    fixture_entity(fixture, line);
  } else if (str_equal(key, STR("sentence"))) {
    fixture_sentence(fixture, line);
    fixture_tokens(fixture,
                   &fixture->sentences[fixture->sentence_list.count - 1]);
  } else if (str_equal(key, STR("statement"))) {
    fixture_statement(fixture, line);
  } else if (key.length > 0 && key.data[0] != '#') {
    fixture_detail(fixture, key, line);
  }
}

/// What document_code_point() needs: counts before every 64th byte.
static void fixture_index(Fixture *fixture) {
  Str text = fixture->document.text;
  uint32_t *counts = ARENA_NEW(fixture->arena, uint32_t, text.length / 64 + 2);
  uint32_t count = 0;
  for (size_t i = 0; i <= text.length; i++) {
    if (i % 64 == 0) {
      counts[i / 64] = count;
    }
    count += i < text.length && ((uint8_t)text.data[i] & 0xC0) != 0x80;
  }
  fixture->document.code_points = counts;
}

/// Read one document's fixture; it lives in the arena.
static Fixture *fixture_read(Arena *arena, Str text) {
  Fixture *fixture = ARENA_NEW(arena, Fixture, 1);
  fixture->arena = arena;
  fixture->sentence_list.sentences = fixture->sentences;
  fixture->entity_list.entities = fixture->entities;
  fixture->statement_list.statements = fixture->statements;
  while (text.length > 0) {
    fixture_line(fixture, fixture_cut(&text, '\n'));
  }
  fixture_index(fixture);
  for (uint32_t i = 0; i < fixture->entity_list.count; i++) {
    Entity *entity = &fixture->entities[i];
    uint32_t begin = fixture_find(fixture->document.text, entity->name, 0);
    entity->first.begin = begin == UINT32_MAX ? 0 : begin;
  }
  return fixture;
}

static GraphInput fixture_input(const Fixture *fixture) {
  return (GraphInput){&fixture->document, &fixture->sentence_list,
                      &fixture->statement_list, &fixture->entity_list, NULL};
}

#endif
