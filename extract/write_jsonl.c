/// Writing statements as JSON Lines.
#include "extract/write_jsonl.h"

#include "extract/json.h"

typedef struct {
  Output *output;
  const Document *document;
  const Sentences *sentences;
  const Statements *statements;
  const Entities *entities; ///< NULL: none
  const JsonlNames *names;
  Arena *arena;
  bool is_first; ///< no member of the object has been written yet
} Writer;

static void write_string(Output *output, Str text) {
  output_byte(output, '"');
  json_escape(output, text);
  output_byte(output, '"');
}

static void write_key(Writer *writer, const char *key) {
  output_format(writer->output, "%s\"%s\":", writer->is_first ? "" : ",", key);
  writer->is_first = false;
}

static void write_member(Writer *writer, const char *key, Str value) {
  if (value.length > 0) {
    write_key(writer, key);
    write_string(writer->output, value);
  }
}

static void open_object(Writer *writer) {
  output_byte(writer->output, '{');
  writer->is_first = true;
}

static void close_object(Writer *writer) {
  output_byte(writer->output, '}');
  writer->is_first = false;
}

static void write_range(Writer *writer, Range range) {
  output_format(writer->output, "[%u,%u]",
                document_code_point(writer->document, range.begin),
                document_code_point(writer->document, range.end));
}

static void write_ranges(Writer *writer, const char *key, const Range *ranges,
                         uint32_t count) {
  if (count == 0) {
    return;
  }
  write_key(writer, key);
  output_byte(writer->output, '[');
  for (uint32_t i = 0; i < count; i++) {
    if (i > 0) {
      output_byte(writer->output, ',');
    }
    write_range(writer, ranges[i]);
  }
  output_byte(writer->output, ']');
}

/// The range of a part's head token; false if it has none.
static bool find_head(const Writer *writer, const Part *part, Range *range) {
  if (part->head == TOKEN_NONE || part->sentence >= writer->sentences->count) {
    return false;
  }
  const Sentence *sentence = &writer->sentences->sentences[part->sentence];
  if (part->head >= sentence->token_count) {
    return false;
  }
  *range = sentence->tokens[part->head].range;
  return true;
}

/// A function of JsonlNames that names a part.
typedef Str NamePart(void *context, const Part *part);

/// The "id" of a statement.
static Str statement_id(Writer *writer, uint32_t index) {
  const Statement *statement = &writer->statements->statements[index];
  Output *key = output_to_memory();
  const Part *parts[] = {&statement->subject, &statement->predicate,
                         &statement->object};
  output_write(key, writer->document->name);
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    output_format(key, "\n%u:%u:", parts[i]->sentence, parts[i]->head);
    output_write(key, parts[i]->label);
  }
  uint64_t hash = str_hash(output_text(key));
  output_discard(key);
  return arena_format(writer->arena, "st:%012llx",
                      (unsigned long long)(hash & 0xFFFFFFFFFFFFULL));
}

/// The entity with a proper name that a part stands for; NULL if there is none.
static const Entity *find_entity(const Writer *writer, const Part *part) {
  if (!writer->entities || part->entity >= writer->entities->count) {
    return NULL;
  }
  const Entity *entity = &writer->entities->entities[part->entity];
  return entity->named ? entity : NULL;
}

/// The member "iri" of a part, if there is somebody who names it.
static void write_iri(Writer *writer, NamePart *name, const Part *part) {
  if (name) {
    write_member(writer, "iri", name(writer->names->context, part));
  }
}

static void write_share(Writer *writer, const char *key, double share) {
  write_key(writer, key);
  json_share(writer->output, share);
}

/// The members that all parts have, inside an open object. `name` may be NULL.
static void write_part_members(Writer *writer, const Part *part,
                               NamePart *name) {
  if (part->kind == PART_STATEMENT) {
    write_member(writer, "statement", statement_id(writer, part->statement));
  }
  write_member(writer, "text", part->text);
  write_ranges(writer, "range", part->ranges, part->range_count);
  Range head;
  if (find_head(writer, part, &head)) {
    write_key(writer, "head");
    write_range(writer, head);
  }
  const Entity *entity = find_entity(writer, part);
  write_member(writer, "label", entity ? entity->name : part->label);
  write_member(writer, "type",
               part->type.length == 0 && entity ? entity->type : part->type);
  write_member(writer, "value", part->value);
  if (part->link > 0) {
    write_share(writer, "link", part->link);
  }
  if (part->is_metonym) {
    write_key(writer, "metonym");
    output_write(writer->output, STR("true"));
  }
  write_iri(writer, name, part);
}

static void write_argument(Writer *writer, const char *key, const Part *part,
                           NamePart *name) {
  if (part->kind == PART_ABSENT) {
    return;
  }
  write_key(writer, key);
  open_object(writer);
  write_part_members(writer, part, name);
  close_object(writer);
}

static void write_predicate(Writer *writer, const Part *part, NamePart *name) {
  write_key(writer, "predicate");
  open_object(writer);
  // No words of the sentence say "is" in an apposition.
  write_member(writer, "text",
               part->text.length > 0 ? part->text : part->label);
  write_member(writer, "lemma", part->label);
  write_ranges(writer, "range", part->ranges, part->range_count);
  write_iri(writer, name, part);
  close_object(writer);
}

static void write_roles(Writer *writer, const Statement *statement) {
  if (statement->role_count == 0) {
    return;
  }
  write_key(writer, "roles");
  output_byte(writer->output, '[');
  for (uint32_t i = 0; i < statement->role_count; i++) {
    if (i > 0) {
      output_byte(writer->output, ',');
    }
    open_object(writer);
    write_member(writer, "role", statement->roles[i].name);
    write_part_members(writer, &statement->roles[i].part,
                       writer->names ? writer->names->term : NULL);
    close_object(writer);
  }
  output_byte(writer->output, ']');
}

static void write_source(Writer *writer, const Source *source) {
  NamePart *name = writer->names ? writer->names->thing : NULL;
  open_object(writer);
  if (source->part.kind != PART_ABSENT) {
    write_part_members(writer, &source->part, name);
  }
  for (uint32_t i = 0; i < source->other_count; i++) {
    if (i == 0) {
      write_key(writer, "others");
    }
    output_byte(writer->output, i == 0 ? '[' : ',');
    open_object(writer);
    write_part_members(writer, &source->others[i], name);
    close_object(writer);
  }
  if (source->other_count > 0) {
    output_byte(writer->output, ']');
  }
  write_key(writer, "cue");
  open_object(writer);
  write_member(writer, "text", source->cue_part.text);
  write_member(writer, "lemma", source->cue);
  write_member(writer, "class", source->cue_class);
  write_ranges(writer, "range", source->cue_part.ranges,
               source->cue_part.range_count);
  close_object(writer);
  write_ranges(writer, "content", source->content, source->content_count);
  close_object(writer);
}

static void write_sentence(Writer *writer, uint32_t index) {
  if (index >= writer->sentences->count) {
    return;
  }
  Range range = writer->sentences->sentences[index].range;
  write_key(writer, "sentence");
  open_object(writer);
  write_key(writer, "range");
  write_range(writer, range);
  write_member(writer, "text",
               str_slice(writer->document->text, range.begin, range.end));
  close_object(writer);
}

/// An attribution and those around it, outermost first.
static void write_chain(Writer *writer, const Attribution *attribution) {
  uint32_t outer = attribution->outer;
  if (outer < writer->statements->attribution_count) {
    write_chain(writer, &writer->statements->attributions[outer]);
    output_byte(writer->output, ',');
  }
  write_source(writer, &attribution->source);
}

/// An attribution of which no statement tells: who, in which words, what.
static void write_attribution(Writer *writer, const Attribution *attribution) {
  const Source *source = &attribution->source;
  Part content = {.kind = PART_LITERAL,
                  .text = document_words(writer->document, source->content,
                                         source->content_count, writer->arena),
                  .ranges = source->content,
                  .range_count = source->content_count,
                  .head = TOKEN_NONE,
                  .statement = UINT32_MAX,
                  .entity = UINT32_MAX};
  bool is_named = source->part.kind != PART_ABSENT;
  Range place = source->cue_part.range_count ? source->cue_part.ranges[0]
                : source->content_count      ? source->content[0]
                                             : (Range){0, 0};
  open_object(writer);
  write_member(writer, "id",
               arena_format(writer->arena, "at:%u-%u", place.begin, place.end));
  write_member(writer, "document", writer->document->name);
  write_sentence(writer, attribution->sentence);
  write_member(writer, "kind", STR("attribution"));
  write_argument(writer, "subject", is_named ? &source->part : &content, NULL);
  write_predicate(writer, &source->cue_part, NULL);
  if (is_named) {
    write_argument(writer, "object", &content, NULL);
  }
  write_key(writer, "sources");
  output_byte(writer->output, '[');
  write_chain(writer, attribution);
  output_byte(writer->output, ']');
  write_member(writer, "polarity", polarity_name(attribution->polarity));
  write_member(writer, "modality", modality_name(attribution->modality));
  close_object(writer);
  output_byte(writer->output, '\n');
}

static void write_sources(Writer *writer, const Statement *statement) {
  if (statement->source_count == 0) {
    return;
  }
  write_key(writer, "sources");
  output_byte(writer->output, '[');
  for (uint32_t i = statement->source_count; i-- > 0;) {
    write_source(writer, &statement->sources[i]);
    if (i > 0) {
      output_byte(writer->output, ',');
    }
  }
  output_byte(writer->output, ']');
}

static void write_flags(Writer *writer, const Statement *statement) {
  if (statement->flag_count == 0) {
    return;
  }
  write_key(writer, "flags");
  for (uint32_t i = 0; i < statement->flag_count; i++) {
    output_byte(writer->output, i == 0 ? '[' : ',');
    write_string(writer->output, statement->flags[i]);
  }
  output_byte(writer->output, ']');
}

static void write_rule(Writer *writer, const Statement *statement) {
  if (statement->rule.length == 0) {
    return;
  }
  write_key(writer, "rule");
  open_object(writer);
  write_member(writer, "name", statement->rule);
  write_member(writer, "file", statement->rule_file);
  write_key(writer, "line");
  output_format(writer->output, "%u", statement->rule_line);
  close_object(writer);
}

static void write_statement(Writer *writer, uint32_t index) {
  const Statement *statement = &writer->statements->statements[index];
  const JsonlNames *names = writer->names;
  open_object(writer);
  write_member(writer, "id", statement_id(writer, index));
  if (names && names->statement) {
    write_member(writer, "iri", names->statement(names->context, index));
  }
  write_member(writer, "document", writer->document->name);
  write_sentence(writer, statement->sentence);
  write_argument(writer, "subject", &statement->subject,
                 names ? names->thing : NULL);
  write_predicate(writer, &statement->predicate,
                  writer->names ? writer->names->relation : NULL);
  write_argument(writer, "object", &statement->object,
                 names ? names->term : NULL);
  write_roles(writer, statement);
  write_sources(writer, statement);
  write_member(writer, "polarity", polarity_name(statement->polarity));
  write_member(writer, "modality", modality_name(statement->modality));
  write_flags(writer, statement);
  write_share(writer, "confidence", statement->confidence);
  write_rule(writer, statement);
  close_object(writer);
  output_byte(writer->output, '\n');
}

/// Which attributions are sources of statements.
static const bool *find_told(const Statements *statements, Arena *arena) {
  bool *is_told = ARENA_NEW(arena, bool, statements->attribution_count + 1);
  for (size_t i = 0; i < statements->count; i++) {
    const Statement *statement = &statements->statements[i];
    for (uint32_t k = 0; k < statement->source_count; k++) {
      uint32_t index = statement->sources[k].attribution;
      if (index < statements->attribution_count) {
        is_told[index] = true;
      }
    }
  }
  return is_told;
}

/// Write the attributions of the sentences before one, from the next on.
static void write_untold(Writer *writer, const bool *is_told, size_t *next,
                         uint32_t sentence) {
  const Statements *statements = writer->statements;
  for (; *next < statements->attribution_count &&
         statements->attributions[*next].sentence < sentence;
       (*next)++) {
    if (!is_told[*next] && !statements->attributions[*next].is_left_out &&
        statements->attributions[*next].source.content_count > 0) {
      write_attribution(writer, &statements->attributions[*next]);
    }
  }
}

void write_jsonl(Output *output, const Document *document,
                 const Sentences *sentences, const Statements *statements,
                 const Entities *entities, const JsonlNames *names,
                 Arena *arena) {
  ArenaMark mark = arena_mark(arena);
  Writer writer = {.output = output,
                   .document = document,
                   .sentences = sentences,
                   .statements = statements,
                   .entities = entities,
                   .names = names,
                   .arena = arena,
                   .is_first = true};
  const bool *is_told = find_told(statements, arena);
  size_t next = 0;
  for (uint32_t i = 0; i < statements->count; i++) {
    write_untold(&writer, is_told, &next, statements->statements[i].sentence);
    write_statement(&writer, i);
  }
  write_untold(&writer, is_told, &next, UINT32_MAX);
  arena_rewind(arena, mark);
}
