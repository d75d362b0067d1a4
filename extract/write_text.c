/// Writing statements as lines for people.
#include "extract/write_text.h"

static bool is_space(char byte) {
  return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/// A part's words on one line.
static void write_words(Output *output, Str text) {
  for (size_t i = 0; i < text.length;) {
    size_t begin = i;
    while (i < text.length && !is_space(text.data[i])) {
      i++;
    }
    output_write(output, str_slice(text, begin, i));
    if (i < text.length) {
      output_byte(output, ' ');
    }
    while (i < text.length && is_space(text.data[i])) {
      i++;
    }
  }
}

/// The words as written; the label of a part that no words stand for, or whose
/// words do not name it ("French" of France).
static Str words_of(const Part *part) {
  bool is_written = part->text.length > 0 && !part->is_renamed;
  return is_written ? part->text : part->label;
}

/// "Ida Holm, who heads Brask" is told short, "1,200 workers" is not.
static Str before_comma(Str text) {
  for (size_t i = 0; i + 1 < text.length; i++) {
    if (text.data[i] == ',' && text.data[i + 1] == ' ') {
      return str_slice(text, 0, i);
    }
  }
  return text;
}

/// "China and the US, which had met" is told short, "China, Norland and the US"
/// is not.
static Str before_relative(Str text) {
  for (size_t i = 0; i < text.length; i++) {
    Str rest = str_slice(text, i, text.length);
    if (str_starts(rest, STR(", which ")) || str_starts(rest, STR(", who "))) {
      return str_slice(text, 0, i);
    }
  }
  return text;
}

/// "A report that said so": the pronoun's label is the report.
static Str name_of(const Source *source) {
  static const char *const relatives[] = {"that", "which", "who"};
  const Part *part = &source->part;
  for (size_t i = 0; i < sizeof relatives / sizeof *relatives; i++) {
    if (str_is(part->text, relatives[i]) && part->label.length) {
      return part->label;
    }
  }
  return source->other_count > 0 ? before_relative(words_of(part))
                                 : before_comma(words_of(part));
}

/// What sources do with what is stated, by the class of their cue: one of
/// them, and several.
static const struct {
  const char *cue_class;
  const char *verb;
  const char *plural;
} verbs[] = {
    {"belief", "thinks", "think"}, {"intention", "plans", "plan"},
    {"desire", "wants", "want"},   {"decree", "demands", "demand"},
    {"perception", "sees", "see"}, {"support", "supports", "support"},
    {"denial", "denies", "deny"},  {"accusation", "alleges", "allege"},
};

/// Likewise of single cues whose class tells too little, by lemma.
static const struct {
  const char *cue;
  const char *verb;
  const char *plural;
} own_verbs[] = {
    {"decline", "refuses", "refuse"},
    {"refuse", "refuses", "refuse"},
    {"find", "finds", "find"},
    {"show", "shows", "show"},
    {"expect", "expects", "expect"},
    {"hope", "hopes", "hope"},
    {"fear", "fears", "fear"},
    {"invite", "invites", "invite"},
    {"ask", "asks", "ask"},
    {"advise", "advises", "advise"},
    {"recommend", "recommends", "recommend"},
    {"encourage", "encourages", "encourage"},
    {"allow", "allows", "allow"},
};

/// Does the innermost source deny what is stated? Then that it does not hold
/// is said already.
static bool is_denied(const Statement *statement) {
  return statement->source_count > 0 &&
         str_equal(statement->sources[0].cue_class, STR("denial"));
}

/// What a source does with what is stated.
static const char *verb_of(const Source *source) {
  bool is_plural = source->is_plural && !source->part.is_renamed;
  const char *verb = is_plural ? "say" : "says";
  for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
    if (str_is(source->cue_class, verbs[i].cue_class)) {
      verb = is_plural ? verbs[i].plural : verbs[i].verb;
    }
  }
  for (size_t i = 0; i < sizeof own_verbs / sizeof *own_verbs; i++) {
    if (str_is(source->cue, own_verbs[i].cue) && source->cue_class.length) {
      verb = is_plural ? own_verbs[i].plural : own_verbs[i].verb;
    }
  }
  return verb;
}

static void write_source(Output *output, const Source *source) {
  if (source->part.kind != PART_ABSENT) {
    write_words(output, name_of(source));
  } else {
    output_write(output, STR("somebody"));
  }
  output_format(output, " %s: ", verb_of(source));
}

static void write_roles(Output *output, const Statement *statement) {
  if (statement->role_count == 0) {
    return;
  }
  output_write(output, STR(" ("));
  for (uint32_t i = 0; i < statement->role_count; i++) {
    const Role *role = &statement->roles[i];
    Str value = role->part.value;
    if (i > 0) {
      output_write(output, STR(", "));
    }
    write_words(output, role->name);
    output_write(output, STR(": "));
    write_words(output, words_of(&role->part));
    if (value.length > 0 && !str_equal(value, role->part.text)) {
      output_write(output, STR(" = "));
      write_words(output, value);
    }
  }
  output_byte(output, ')');
}

static void write_marks(Output *output, const Statement *statement) {
  const char *opening = " [";
  if (statement->polarity == POLARITY_NEGATIVE && !is_denied(statement)) {
    output_format(output, "%snot", opening);
    opening = ", ";
  }
  if (statement->modality > MODALITY_REPORTED) {
    output_write(output, str_from(opening));
    output_write(output, modality_name(statement->modality));
    opening = ", ";
  }
  for (uint32_t i = 0; i < statement->flag_count; i++) {
    if (str_is(statement->flags[i], "former")) {
      output_format(output, "%sformer", opening);
      opening = ", ";
    }
  }
  if (opening[0] == ',') {
    output_byte(output, ']');
  }
}

static void write_statement(Output *output, const Statement *statement) {
  for (uint32_t i = statement->source_count; i-- > 0;) {
    write_source(output, &statement->sources[i]);
  }
  write_words(output, words_of(&statement->subject));
  output_byte(output, ' ');
  write_words(output, statement->predicate.label);
  if (statement->object.kind != PART_ABSENT) {
    output_byte(output, ' ');
    write_words(output, words_of(&statement->object));
  }
  write_roles(output, statement);
  write_marks(output, statement);
  output_byte(output, '\n');
}

void write_text(Output *output, const Statements *statements) {
  for (size_t i = 0; i < statements->count; i++) {
    write_statement(output, &statements->statements[i]);
  }
}
