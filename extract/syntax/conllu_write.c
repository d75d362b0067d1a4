/// CoNLL-U: writing files.
#include "extract/syntax/conllu.h"

/// Text that stands in a comment or column: what would break the line or the
/// column becomes a space.
static void write_line_text(Output *output, Str text) {
  size_t begin = 0;
  for (size_t i = 0; i < text.length; i++) {
    char byte = text.data[i];
    if (byte == '\t' || byte == '\n' || byte == '\r') {
      output_write(output, str_slice(text, begin, i));
      output_byte(output, ' ');
      begin = i + 1;
    }
  }
  output_write(output, str_slice(text, begin, text.length));
}

static void write_field(Output *output, Str text) {
  write_line_text(output, text.length ? text : STR("_"));
}

static void write_column(Output *output, Str text) {
  output_byte(output, '\t');
  write_field(output, text);
}

/// An identifier without spaces, and without the slash that CoNLL-U reserves.
static void write_name(Output *output, Str name) {
  for (size_t i = 0; i < name.length; i++) {
    char byte = name.data[i];
    bool is_plain = (uint8_t)byte > ' ' && byte != '/' && byte != 0x7F;
    output_byte(output, is_plain ? byte : '_');
  }
}

/// Do all words of the surface word have the same range? Then their forms do
/// not spell it, and the document's text must.
static bool is_unsplit(const Token *tokens, uint32_t count) {
  return count > 1 && tokens[0].range.begin == tokens[1].range.begin &&
         tokens[0].range.end == tokens[1].range.end;
}

static void write_surface(Output *output, Str text, const Token *tokens,
                          uint32_t count) {
  if (is_unsplit(tokens, count)) {
    write_line_text(output,
                    str_slice(text, tokens->range.begin, tokens->range.end));
    return;
  }
  for (uint32_t i = 0; i < count; i++) {
    write_field(output, tokens[i].form);
  }
}

/// The words of the surface word at `token`, cut at the sentence's end.
static uint32_t surface_count(const Sentence *sentence, uint32_t token) {
  uint32_t count = sentence->tokens[token].surface_count;
  uint32_t left = sentence->token_count - token;
  return count == 0 ? 1 : count < left ? count : left;
}

static void write_comments(Output *output, const Document *document,
                           const Sentence *sentence, size_t number) {
  if (sentence->starts_paragraph) {
    output_write(output, STR("# newpar\n"));
  }
  output_write(output, STR("# sent_id = "));
  if (sentence->id.length) {
    write_line_text(output, sentence->id);
  } else {
    write_name(output, document->name.length ? document->name : STR("text"));
    output_format(output, "-%zu", number);
  }
  output_write(output, STR("\n# text = "));
  uint32_t i = 0;
  while (i < sentence->token_count) {
    uint32_t count = surface_count(sentence, i);
    write_surface(output, document->text, &sentence->tokens[i], count);
    i += count;
    if (sentence->tokens[i - 1].space_after && i < sentence->token_count) {
      output_byte(output, ' ');
    }
  }
  output_byte(output, '\n');
}

static void write_space_after(Output *output, bool space_after) {
  output_write(output, space_after ? STR("\t_\n") : STR("\tSpaceAfter=No\n"));
}

static void write_range(Output *output, const Document *document,
                        const Sentence *sentence, uint32_t first,
                        uint32_t count) {
  output_format(output, "%u-%u\t", first + 1, first + count);
  write_surface(output, document->text, &sentence->tokens[first], count);
  output_write(output, STR("\t_\t_\t_\t_\t_\t_\t_"));
  write_space_after(output, sentence->tokens[first + count - 1].space_after);
}

static void write_word(Output *output, const Token *token, uint32_t index) {
  output_format(output, "%u", index + 1);
  write_column(output, token->form);
  write_column(output, token->lemma);
  write_column(output, upos_name(token->upos));
  write_column(output, token->xpos);
  write_column(output, token->features);
  if (token->relation.length == 0) {
    output_write(output, STR("\t_\t_"));
  } else {
    output_format(output, "\t%u",
                  token->head == TOKEN_NONE ? 0 : token->head + 1);
    write_column(output, token->relation);
  }
  output_write(output, STR("\t_"));
}

static void write_sentence(Output *output, const Document *document,
                           const Sentence *sentence) {
  uint32_t range_end = 0;
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    uint32_t count = surface_count(sentence, i);
    if (i >= range_end && count > 1) {
      write_range(output, document, sentence, i, count);
      range_end = i + count;
    }
    write_word(output, &sentence->tokens[i], i);
    write_space_after(output, i < range_end || sentence->tokens[i].space_after);
  }
  output_byte(output, '\n');
}

void conllu_write(Output *output, const Document *document,
                  const Sentences *sentences) {
  if (sentences->count && document->name.length) {
    output_write(output, STR("# newdoc id = "));
    write_name(output, document->name);
    output_byte(output, '\n');
  }
  for (size_t i = 0; i < sentences->count; i++) {
    const Sentence *sentence = &sentences->sentences[i];
    if (sentence->token_count) {
      write_comments(output, document, sentence, i + 1);
      write_sentence(output, document, sentence);
    }
  }
}
