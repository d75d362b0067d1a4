/// Finding quotations.
///
/// An opening mark is one that stands where a word begins; it is closed by the
/// next mark of its kind that stands where a word ends. What is not closed in
/// its block ends with it, as printers leave open what goes on in the next
/// paragraph; single marks, which may be apostrophes, must be closed. What
/// follows a name in capitals and a colon is quoted without marks.
#include "extract/quote.h"

#include "base/utf8.h"

enum { MOST_CLOSING = 4 };

/// Printers mix marks: what opens with one kind is closed by several.
typedef struct {
  const char *open;
  const char *closing[MOST_CLOSING]; ///< ends with NULL if there are fewer
  bool is_single;                    ///< the closing mark may be an apostrophe
} Marks;

static const Marks kinds[] = {
    {"“", {"”", "“", "\"", "''"}, false},
    {"„", {"”", "“", "\""}, false},
    {"«", {"»"}, false},
    {"\"", {"\"", "”", "''"}, false},
    {"``", {"''", "\"", "”"}, false},
    {"''", {"''", "\"", "”"}, false},
    {"”", {"”", "\""}, false},
    {"‘", {"’", "'"}, true},
    {"`", {"'", "’"}, true},
    {"'", {"'", "’"}, true},
};
enum {
  KIND_COUNT = sizeof kinds / sizeof *kinds,
  LONGEST_NAME = 60,    ///< bytes, of a speaker in a transcript
  LONGEST_SINGLE = 2000 ///< bytes: apostrophes are many, and each is tried
};

/// May a mark begin with the byte? No letter, digit or space of ASCII does.
static bool may_be_mark(char byte) {
  return !(((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || byte == ' ' ||
           (byte >= '0' && byte <= '9'));
}

static bool has_at(Str text, size_t offset, const char *mark) {
  return offset < text.length && text.data[offset] == mark[0] &&
         str_begins(str_slice(text, offset, text.length), mark);
}

static bool is_word_at(Str text, size_t offset) {
  if (offset >= text.length) {
    return false;
  }
  uint32_t code_point = utf8_next(text, &offset);
  return utf8_is_letter(code_point) || utf8_is_digit(code_point);
}

static bool is_space_at(Str text, size_t offset) {
  return offset >= text.length || utf8_is_space(utf8_next(text, &offset));
}

/// Does nothing but white space, a bracket, a dash or another quotation mark
/// stand before?
static bool is_start(Str text, size_t begin, size_t offset) {
  if (offset <= begin) {
    return true;
  }
  size_t before = offset;
  uint32_t code_point = utf8_previous(text, &before);
  return utf8_is_space(code_point) || code_point == '(' || code_point == '[' ||
         code_point == '"' || code_point == 0x201C || code_point == 0x2014 ||
         code_point == 0x2013 || code_point == ':' || code_point == '-';
}

/// The kind of marks that open a quotation at an offset; NULL if none does.
static const Marks *find_opening(Str text, size_t begin, size_t offset) {
  for (size_t i = 0; i < KIND_COUNT; i++) {
    if (!has_at(text, offset, kinds[i].open)) {
      continue;
    }
    size_t after = offset + strlen(kinds[i].open);
    // "”Yes”" opens with the closing mark, and so only where a word begins.
    bool is_curly =
        (unsigned char)kinds[i].open[0] >= 0x80 && !has_at(text, offset, "”");
    if (is_space_at(text, after) && !has_at(text, offset, "``") && !is_curly) {
      return NULL;
    }
    if (kinds[i].is_single && !is_word_at(text, after) &&
        !has_at(text, after, "\"") && !has_at(text, after, "“")) {
      return NULL;
    }
    // "'90s"
    bool is_year = kinds[i].is_single && after < text.length &&
                   text.data[after] >= '0' && text.data[after] <= '9';
    if (is_year || (!is_start(text, begin, offset) && !is_curly)) {
      return NULL;
    }
    return &kinds[i];
  }
  return NULL;
}

static size_t closing_length(Str text, size_t offset, const Marks *marks) {
  for (size_t i = 0; i < MOST_CLOSING && marks->closing[i]; i++) {
    if (has_at(text, offset, marks->closing[i])) {
      return strlen(marks->closing[i]);
    }
  }
  return 0;
}

/// Does a single mark stand after a stop, and so ends the quotation for sure?
static bool is_after_stop(Str text, size_t offset) {
  return offset > 0 && strchr(".,!?;", text.data[offset - 1]);
}

/// The end of the quotation that opens at an offset, behind its mark; the
/// block's end if it is left open; `offset` if a single mark opened nothing.
static size_t find_end(Str text, Range block, size_t offset, const Marks *marks,
                       bool *is_open) {
  size_t likely = 0;
  size_t limit = block.end;
  if (marks->is_single && limit - offset > LONGEST_SINGLE) {
    limit = offset + LONGEST_SINGLE;
  }
  *is_open = false;
  size_t next;
  for (size_t i = offset + strlen(marks->open); i < limit; i = next) {
    if (!may_be_mark(text.data[i])) {
      next = i + 1;
      continue;
    }
    size_t length = closing_length(text, i, marks);
    next = i;
    (void)utf8_next(text, &next);
    if (!length) {
      continue;
    }
    bool is_again = is_start(text, block.begin, i) &&
                    is_word_at(text, i + length) && i > offset + 1;
    if (!marks->is_single) {
      *is_open = is_again;
      return is_again ? i : i + length;
    }
    if (is_word_at(text, i + length) || is_again) {
      continue;
    }
    if (is_after_stop(text, i)) {
      return i + length;
    }
    likely = likely ? likely : i + length; // "the firms' plan" may go on
  }
  if (marks->is_single) {
    return likely ? likely : offset;
  }
  *is_open = true;
  return block.end;
}

static uint32_t count_words(Str text) {
  uint32_t words = 0;
  bool in_word = false;
  for (size_t offset = 0; offset < text.length;) {
    uint32_t code_point = utf8_next(text, &offset);
    bool is_word = utf8_is_letter(code_point) || utf8_is_digit(code_point);
    words += is_word && !in_word;
    in_word = is_word || (in_word && !utf8_is_space(code_point));
  }
  return words;
}

typedef struct {
  Str text;
  Arena *arena;
  Quote *quotes;
  size_t count;
  size_t capacity;
} Finder;

/// Where the words of a transcript's speaker begin ("HARRIS: We will win."),
/// behind a name in capitals; `begin` of the block if it is none.
static size_t find_transcript(Str text, Range block) {
  size_t letters = 0;
  for (size_t i = block.begin;
       i < block.end && i < block.begin + LONGEST_NAME;) {
    uint32_t code_point = utf8_next(text, &i);
    if (code_point == ':') {
      while (i < block.end && is_space_at(text, i)) {
        (void)utf8_next(text, &i);
      }
      return letters >= 2 && i < block.end ? i : block.begin;
    }
    bool is_upper = utf8_is_upper(code_point);
    letters += is_upper;
    if (!is_upper && code_point != ' ' && code_point != '.' &&
        code_point != '-' && code_point != '\'' && code_point != 0x2019) {
      break;
    }
  }
  return block.begin;
}

static void search_block(Finder *finder, Range block, uint32_t index) {
  Str text = str_slice(finder->text, 0, block.end);
  size_t said = find_transcript(text, block);
  if (said > block.begin) {
    Str words = str_slice(text, said, block.end);
    *ARENA_PUSH(finder->arena, finder->quotes, finder->count,
                finder->capacity) =
        (Quote){.range = {(uint32_t)said, block.end},
                .block = index,
                .word_count = count_words(words)};
    return;
  }
  for (size_t i = block.begin; i < block.end;) {
    if (!may_be_mark(text.data[i])) {
      i++;
      continue;
    }
    const Marks *marks = find_opening(text, block.begin, i);
    bool is_open = false;
    size_t end = marks ? find_end(text, block, i, marks, &is_open) : i;
    if (end <= i) {
      (void)utf8_next(text, &i);
      continue;
    }
    Quote quote = {.range = {(uint32_t)i, (uint32_t)end},
                   .block = index,
                   .word_count = count_words(str_slice(text, i, end)),
                   .is_open = is_open,
                   .begins_block = i == block.begin};
    if (quote.word_count > 0) {
      *ARENA_PUSH(finder->arena, finder->quotes, finder->count,
                  finder->capacity) = quote;
    }
    i = end;
  }
}

Quotes quotes_find(const Document *document, Arena *arena) {
  Finder finder = {.text = document->text, .arena = arena};
  for (size_t i = 0; i < document->block_count; i++) {
    if (block_is_read(document->blocks[i].kind)) {
      search_block(&finder, document->blocks[i].range, (uint32_t)i);
    }
  }
  return (Quotes){finder.quotes, finder.count};
}

const Quote *quotes_at(const Quotes *quotes, Range range) {
  size_t low = 0;
  size_t high = quotes->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (quotes->quotes[middle].range.end < range.end) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == quotes->count) {
    return NULL;
  }
  const Quote *quote = &quotes->quotes[low];
  bool is_inside =
      quote->range.begin <= range.begin && range.end <= quote->range.end;
  return is_inside ? quote : NULL;
}
