/// Paragraphs: chunks of lines between blank ones, cut where lines are not
/// wrapped.
#include "extract/read/paragraph.h"

#include "base/utf8.h"
#include "extract/read/line.h"

/// What wrapped text looks like. Widths are in code points.
enum {
  WIDEST_WRAP = 110,   ///< longer lines are paragraphs
  NARROWEST_WRAP = 45, ///< shorter lines tell nothing
  RAGGED = 15,         ///< most wrapped lines end this near to the widest
  SLACK = 6,           ///< a wrapped line may end this much too early
  OPEN_WIDTH = 30,     ///< shortest line that may go on in lower case
  INDENT = 2,          ///< more spaces than before begin a paragraph
  SHORT_LINE = 80,     ///< bytes of the longest date line or byline
  SAMPLE = 64 * 1024   ///< bytes of the text's beginning to learn its width
};

/// How many lines are how wide; lines before a blank line, which end a
/// paragraph, are not counted.
typedef struct {
  uint32_t counts[WIDEST_WRAP + 2]; ///< the last: all wider ones
  uint32_t total;
} Widths;

static void count_width(Widths *widths, uint32_t width) {
  if (width >= NARROWEST_WRAP) {
    widths->counts[width > WIDEST_WRAP ? WIDEST_WRAP + 1 : width]++;
    widths->total++;
  }
}

/// The column at which lines are wrapped; 0 if they are not.
static uint32_t find_wrap(const Widths *widths) {
  uint32_t wider = 0;
  uint32_t width = WIDEST_WRAP + 1;
  while (width && wider + widths->counts[width] <= widths->total / 20) {
    wider += widths->counts[width--];
  }
  if (widths->total < 2 || width > WIDEST_WRAP) {
    return 0;
  }
  uint32_t near = 0;
  for (uint32_t i = width; i > width - RAGGED; i--) {
    near += widths->counts[i];
  }
  return near * 10 >= widths->total * 7 ? width : 0;
}

static uint32_t sample_width(Str text) {
  Widths widths = {0};
  size_t end = text.length < SAMPLE ? text.length : SAMPLE;
  Line before = {0};
  size_t offset = 0;
  bool is_first = true;
  while (offset < end) {
    Line line = line_read(text, offset);
    if (!line_is_blank(&line) && !line_is_blank(&before) && !is_first) {
      count_width(&widths, before.width);
    }
    // The text's first line is mostly its headline.
    is_first = is_first && line_is_blank(&before);
    before = line;
    offset = line.next;
  }
  return find_wrap(&widths);
}

ParagraphReader paragraph_reader(Str text, LayoutMatcher *matcher) {
  return (ParagraphReader){.text = text,
                           .text_width = sample_width(text),
                           .is_first = true,
                           .matcher = matcher};
}

/// Find the end of the chunk that begins with `line`, and its width.
static void measure(ParagraphReader *reader, Line line) {
  Widths widths = {0};
  bool is_headline = reader->is_first;
  while (line.next < reader->text.length) {
    Line next = line_read(reader->text, line.next);
    if (line_is_blank(&next)) {
      break;
    }
    if (!is_headline) {
      count_width(&widths, line.width);
    }
    is_headline = false;
    line = next;
  }
  reader->chunk_end = line.next;
  reader->chunk_width = find_wrap(&widths);
}

static uint32_t first_word_width(Str text) {
  uint32_t width = 0;
  size_t offset = 0;
  while (offset < text.length && !utf8_is_space(utf8_next(text, &offset))) {
    width++;
  }
  return width;
}

/// A bullet that nothing else is.
static bool is_bullet(uint32_t code_point) {
  return code_point == 0x2022 || code_point == 0x25E6 || code_point == 0x25AA ||
         code_point == 0x2023 || code_point == 0x25CF || code_point == 0x25A0;
}

/// "- ", "* ", "1. ", "2) ": the beginning of a list's item, or by chance of a
/// wrapped line.
static bool may_be_item(Str text) {
  size_t offset = 0;
  uint32_t first = utf8_next(text, &offset);
  bool is_mark = first == '-' || first == '*' || first == '+' ||
                 first == 0x2013 || first == 0x2014;
  if (utf8_is_digit(first)) {
    while (offset < text.length && text.data[offset] >= '0' &&
           text.data[offset] <= '9') {
      offset++;
    }
    is_mark = offset < text.length &&
              (text.data[offset] == '.' || text.data[offset] == ')');
    offset++;
  }
  return is_mark && offset < text.length && text.data[offset] == ' ';
}

/// Is it a line that stands for itself on a news page?
static bool is_special(const ParagraphReader *reader, Str text) {
  static const LayoutKind kinds[] = {LAYOUT_DATE, LAYOUT_BYLINE, LAYOUT_NOISE,
                                     LAYOUT_LIST, LAYOUT_REST};
  if (text.length > SHORT_LINE) {
    return false;
  }
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (layout_match(reader->matcher, kinds[i], text, NULL)) {
      return true;
    }
  }
  return false;
}

static bool starts_lower(Str text) {
  size_t offset = 0;
  return utf8_is_lower(utf8_next(text, &offset));
}

/// Does the text's first line look like a headline over its second?
static bool is_over_text(const ParagraphReader *reader, Str line, Str next) {
  return !line_ends_sentence(line) && !starts_lower(next) &&
         (layout_match(reader->matcher, LAYOUT_START, next, NULL) ||
          line_is_title_case(line));
}

/// Does a new paragraph begin with `next` for its looks alone? `wrap` is the
/// column of wrapping; 0 if there is none.
static bool stands_alone(const ParagraphReader *reader, const Line *line,
                         const Line *next, bool is_line, uint32_t wrap) {
  Str text = line_text(reader->text, line->range);
  Str next_text = line_text(reader->text, next->range);
  size_t offset = 0;
  if (line_is_signs(text) || line_is_signs(next_text) ||
      is_bullet(utf8_next(next_text, &offset))) {
    return true;
  }
  if (next->indent >= line->indent + INDENT && !may_be_item(text)) {
    return true;
  }
  // Inside a wrapped paragraph a full line may look like a date by chance.
  bool is_inside =
      wrap && next->width + RAGGED > wrap && next->next < reader->chunk_end;
  return (is_line && is_special(reader, text)) ||
         (!is_inside && is_special(reader, next_text));
}

/// Do both lines belong to one paragraph? `is_line` tells that it has no line
/// before these.
static bool continues(const ParagraphReader *reader, const Line *line,
                      const Line *next, bool is_line) {
  uint32_t wrap =
      reader->chunk_width ? reader->chunk_width : reader->text_width;
  if (stands_alone(reader, line, next, is_line, wrap)) {
    return false;
  }
  Str text = line_text(reader->text, line->range);
  Str next_text = line_text(reader->text, next->range);
  bool is_open = !line_ends_sentence(text);
  if (is_open && line->width >= OPEN_WIDTH && starts_lower(next_text)) {
    return true;
  }
  bool is_full = wrap && line->width <= WIDEST_WRAP &&
                 line->width + 1 + first_word_width(next_text) + SLACK > wrap;
  if (may_be_item(next_text) && (!is_full || !is_open)) {
    return false;
  }
  return is_full && !(reader->is_first && is_line &&
                      is_over_text(reader, text, next_text));
}

bool paragraph_next(ParagraphReader *reader, Paragraph *paragraph) {
  Line line = {0};
  do {
    if (reader->offset >= reader->text.length) {
      return false;
    }
    line = line_read(reader->text, reader->offset);
    reader->offset = line.next;
  } while (line_is_blank(&line));
  if (line.range.begin >= reader->chunk_end) {
    measure(reader, line);
  }
  *paragraph = (Paragraph){line.range, true};
  while (line.next < reader->chunk_end) {
    Line next = line_read(reader->text, line.next);
    if (!continues(reader, &line, &next, paragraph->is_line)) {
      break;
    }
    paragraph->range.end = next.range.end;
    paragraph->is_line = false;
    line = next;
  }
  reader->offset = line.next;
  reader->is_first = false;
  return true;
}
