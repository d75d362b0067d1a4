/// Blocks: each paragraph gets a kind by patterns and looks, then the page's
/// head (headline, captions) and its noisy sections are found.
#include "extract/read/block.h"

#include "base/utf8.h"
#include "extract/read/date.h"
#include "extract/read/line.h"
#include "extract/read/paragraph.h"

enum { FIRST_BLOCKS = 16 };

/// What headings look like; widths are in code points.
enum {
  WIDEST_HEADING = 100,
  WIDEST_LEAD = 250, ///< of captions and standfirsts without a full stop
  MOST_HEADING_WORDS = 16,
  FEWEST_TITLE_WORDS = 3, ///< shorter ones are the name of a page's part
  RESUME_BYTES = 80       ///< shortest paragraph that can resume the article
};

typedef struct {
  Document *document;
  Arena *arena;
  LayoutMatcher *matcher;
  LayoutKind *marks; ///< a block's LAYOUT_LIST or LAYOUT_REST; else
                     ///< LAYOUT_COUNT
  size_t capacity;   ///< of Document.blocks and marks
} Finder;

/// The patterns that name a whole block's kind, in the order of trial.
static const struct {
  LayoutKind pattern;
  BlockKind kind;
} whole_blocks[] = {
    {LAYOUT_REST, BLOCK_BOILERPLATE},  {LAYOUT_LIST, BLOCK_BOILERPLATE},
    {LAYOUT_NOISE, BLOCK_BOILERPLATE}, {LAYOUT_DATE, BLOCK_DATELINE},
    {LAYOUT_BYLINE, BLOCK_BYLINE},     {LAYOUT_CAPTION, BLOCK_CAPTION},
};

static Str block_text(const Finder *finder, const Block *block) {
  return line_text(finder->document->text, block->range);
}

static void add_block(Finder *finder, Range range, BlockKind kind,
                      LayoutKind mark) {
  Document *document = finder->document;
  size_t count = document->block_count;
  if (count == finder->capacity) {
    document->blocks = arena_grow(finder->arena, document->blocks, count,
                                  2 * count, sizeof *document->blocks);
    finder->marks = arena_grow(finder->arena, finder->marks, count, 2 * count,
                               sizeof *finder->marks);
    finder->capacity = 2 * count;
  }
  document->blocks[count] = (Block){range, kind};
  finder->marks[count] = mark;
  document->block_count++;
}

static void set_date(Finder *finder, const LayoutMatch *match) {
  Document *document = finder->document;
  if (document->date.length == 0) {
    document->date =
        date_format(finder->arena, match->year, match->month, match->day);
  }
}

/// Does the text end in a sign that headings do not end in?
static bool has_end_sign(Str text) {
  size_t offset = text.length;
  uint32_t last = utf8_previous(text, &offset);
  bool is_question = last == '?' || last == '!';
  return last == ',' || last == ';' || last == ':' ||
         (line_ends_sentence(text) && !is_question);
}

static bool is_heading(Str text, uint32_t widest) {
  size_t offset = 0;
  return text.length <= (size_t)widest * UTF8_LONGEST &&
         utf8_count(text) <= widest &&
         !utf8_is_lower(utf8_next(text, &offset)) && !line_is_signs(text) &&
         !has_end_sign(text) &&
         (widest > WIDEST_HEADING ||
          line_count_words(text) <= MOST_HEADING_WORDS);
}

/// Split a dateline from its paragraph.
static void add_paragraph(Finder *finder, Range range) {
  Str text = line_text(finder->document->text, range);
  LayoutMatch match;
  if (!layout_match(finder->matcher, LAYOUT_DATELINE, text, &match)) {
    add_block(finder, range, BLOCK_PARAGRAPH, LAYOUT_COUNT);
    return;
  }
  set_date(finder, &match);
  if (finder->document->publisher.length == 0) {
    finder->document->publisher = match.agency;
  }
  Range dateline = {range.begin, range.begin + (uint32_t)match.length};
  add_block(finder, dateline, BLOCK_DATELINE, LAYOUT_COUNT);
  size_t offset = match.length;
  while (offset < text.length) {
    size_t next = offset;
    if (!line_is_padding(utf8_next(text, &next))) {
      break;
    }
    offset = next;
  }
  if (offset < text.length) {
    range.begin += (uint32_t)offset;
    add_block(finder, range, BLOCK_PARAGRAPH, LAYOUT_COUNT);
  }
}

static void add_any(Finder *finder, const Paragraph *paragraph) {
  Str text = line_text(finder->document->text, paragraph->range);
  LayoutMatch match;
  for (size_t i = 0; i < sizeof whole_blocks / sizeof *whole_blocks; i++) {
    LayoutKind pattern = whole_blocks[i].pattern;
    if (layout_match(finder->matcher, pattern, text, &match)) {
      bool is_section = pattern == LAYOUT_LIST || pattern == LAYOUT_REST;
      add_block(finder, paragraph->range, whole_blocks[i].kind,
                is_section ? pattern : LAYOUT_COUNT);
      if (pattern == LAYOUT_DATE || pattern == LAYOUT_BYLINE) {
        set_date(finder, &match);
      }
      if (pattern == LAYOUT_BYLINE && finder->document->author.length == 0) {
        finder->document->author = match.author;
      }
      return;
    }
  }
  bool is_dateline =
      layout_match(finder->matcher, LAYOUT_DATELINE, text, &match) &&
      match.length == text.length;
  if (!is_dateline && is_heading(text, WIDEST_HEADING)) {
    add_block(finder, paragraph->range, BLOCK_HEADLINE, LAYOUT_COUNT);
  } else {
    add_paragraph(finder, paragraph->range);
  }
}

/// Does the article go on at this block? Teasers of other articles stand
/// alone under their headings; two paragraphs in a row are none.
static bool resumes(const Finder *finder, size_t index) {
  const Document *document = finder->document;
  for (size_t i = index; i < index + 2; i++) {
    const Block *block = &document->blocks[i];
    if (i == document->block_count || block->kind != BLOCK_PARAGRAPH ||
        block->range.end - block->range.begin < RESUME_BYTES) {
      return false;
    }
  }
  return true;
}

/// Sums over the blocks before each one, and where sections end.
typedef struct {
  uint32_t *bytes;   ///< of all blocks before this one
  uint32_t *article; ///< of the paragraphs before this one
  size_t *resume;    ///< the first block from this one on that ends a [list]
} Sums;

static Sums sum_up(const Finder *finder) {
  const Document *document = finder->document;
  size_t count = document->block_count;
  Sums sums = {.bytes = ARENA_NEW(finder->arena, uint32_t, count + 1),
               .article = ARENA_NEW(finder->arena, uint32_t, count + 1),
               .resume = ARENA_NEW(finder->arena, size_t, count + 1)};
  for (size_t i = 0; i < count; i++) {
    const Block *block = &document->blocks[i];
    uint32_t length = block->range.end - block->range.begin;
    bool is_article = block->kind == BLOCK_PARAGRAPH;
    sums.bytes[i + 1] = sums.bytes[i] + length;
    sums.article[i + 1] = sums.article[i] + (is_article ? length : 0);
  }
  sums.resume[count] = count;
  for (size_t i = count; i-- > 0;) {
    bool ends = finder->marks[i] == LAYOUT_REST || resumes(finder, i);
    sums.resume[i] = ends ? i : sums.resume[i + 1];
  }
  return sums;
}

/// Make sections noise, where enough of the article is left: a comment count
/// over the article must not take all of it away.
static void mark_sections(Finder *finder) {
  Document *document = finder->document;
  size_t count = document->block_count;
  ArenaMark mark = arena_mark(finder->arena);
  Sums sums = sum_up(finder);
  uint64_t removed = 0; ///< bytes of paragraphs in sections
  size_t end = 0;
  for (size_t i = 0; i < count; i = end) {
    end = i + 1;
    if (finder->marks[i] == LAYOUT_COUNT) {
      continue;
    }
    size_t section_end =
        finder->marks[i] == LAYOUT_REST ? count : sums.resume[i + 1];
    uint64_t noise = sums.bytes[section_end] - sums.bytes[i];
    uint64_t inside = sums.article[section_end] - sums.article[i];
    if (noise > 2 * (sums.article[count] - removed - inside)) {
      continue;
    }
    removed += inside;
    end = section_end;
    for (size_t block = i; block < end; block++) {
      document->blocks[block].kind = BLOCK_BOILERPLATE;
    }
  }
  arena_rewind(finder->arena, mark);
}

/// Find the headline among what stands before the first paragraph: the first
/// heading that is neither a caption nor the name of a page's part.
static void find_title(Finder *finder) {
  Document *document = finder->document;
  size_t title = SIZE_MAX;
  size_t end = 0;
  bool is_done = false;
  for (; end < document->block_count && !is_done; end++) {
    const Block *block = &document->blocks[end];
    Str text = block_text(finder, block);
    bool is_long = block->kind == BLOCK_PARAGRAPH;
    if (is_long && !is_heading(text, WIDEST_LEAD)) {
      break;
    }
    bool is_title = block->kind == BLOCK_HEADLINE;
    is_done = is_title && line_count_words(text) >= FEWEST_TITLE_WORDS;
    title = is_title && (is_done || title == SIZE_MAX) ? end : title;
  }
  if (title == SIZE_MAX) {
    return;
  }
  document->title = block_text(finder, &document->blocks[title]);
  for (size_t i = 0; i < title; i++) {
    if (document->blocks[i].kind == BLOCK_PARAGRAPH) {
      document->blocks[i].kind = BLOCK_CAPTION;
    }
  }
}

void blocks_find(Document *document, const Layout *layout, Arena *arena) {
  Finder finder = {.document = document,
                   .arena = arena,
                   .matcher = layout_matcher_new(layout),
                   .marks = ARENA_NEW(arena, LayoutKind, FIRST_BLOCKS),
                   .capacity = FIRST_BLOCKS};
  document->blocks = ARENA_NEW(arena, Block, FIRST_BLOCKS);
  ParagraphReader reader = paragraph_reader(document->text, finder.matcher);
  Paragraph paragraph;
  while (paragraph_next(&reader, &paragraph)) {
    add_any(&finder, &paragraph);
  }
  layout_matcher_free(finder.matcher);
  mark_sections(&finder);
  if (document->block_count == 1 &&
      document->blocks[0].kind == BLOCK_HEADLINE) {
    document->blocks[0].kind = BLOCK_PARAGRAPH; // one sentence, no page
  }
  find_title(&finder);
}
