/// Reading plain text: encodings, line ends, positions, bad files.
#include "base/output.h"
#include "extract/read/read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

typedef struct {
  Arena *arena;
  Report *report;
  Layout *layout;
  Document document;
  Status status;
} Fixture;

static Fixture read_bytes(Str bytes) {
  Fixture fixture = {
      .arena = arena_new(), .report = report_new(), .layout = layout_builtin()};
  size_t offset = 0;
  fixture.status =
      read_document(READ_TEXT, bytes, &offset, STR("a.txt"), fixture.layout,
                    fixture.arena, fixture.report, &fixture.document);
  assert_int_equal(offset, bytes.length);
  return fixture;
}

static void release(Fixture *fixture) {
  layout_free(fixture->layout);
  report_free(fixture->report);
  arena_free(fixture->arena);
}

static void assert_text(Str text, const char *expected) {
  if (!str_equal(text, str_from(expected))) {
    print_error("got: %.*s\nexpected: %s\n", STR_ARG(text), expected);
    fail();
  }
}

static void assert_block(const Fixture *fixture, size_t index,
                         const char *expected) {
  assert_true(index < fixture->document.block_count);
  Range range = fixture->document.blocks[index].range;
  assert_text(str_slice(fixture->document.text, range.begin, range.end),
              expected);
}

static void every_kind_of_line_end_ends_lines(void **state) {
  (void)state;
  static const char *const ends[] = {
      "\n", "\r\n", "\r", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9", "\f",
  };
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
    Arena *arena = arena_new();
    Str text = arena_format(arena, "One is here.%s%sTwo is there.%s", ends[i],
                            ends[i], ends[i]);
    Fixture fixture = read_bytes(text);
    assert_int_equal(fixture.document.block_count, 2);
    assert_block(&fixture, 0, "One is here.");
    assert_block(&fixture, 1, "Two is there.");
    release(&fixture);
    arena_free(arena);
  }
}

static void a_byte_order_mark_is_no_text_but_a_code_point(void **state) {
  (void)state;
  Fixture fixture = read_bytes(STR("\xEF\xBB\xBFYes, it is.\n"));
  assert_int_equal(fixture.status, STATUS_OK);
  assert_block(&fixture, 0, "Yes, it is.");
  assert_int_equal(fixture.document.blocks[0].range.begin, 3);
  assert_int_equal(document_code_point(&fixture.document, 3), 1);
  release(&fixture);
}

static void white_space_of_all_kinds_is_trimmed(void **state) {
  (void)state;
  Fixture fixture = read_bytes(
      STR("\xC2\xA0\xE2\x80\x83\tOne\xC2\xA0two, he said.\xE2\x80\x8B \n"
          "\xC2\xA0\xE3\x80\x80\xC2\xAD\xEF\xBB\xBF\n"
          "\x01Three \xE2\x80\x9C"
          "four\xE2\x80\x9D.\xE2\x80\x8F"));
  assert_int_equal(fixture.document.block_count, 2);
  assert_block(&fixture, 0, "One\xC2\xA0two, he said.");
  assert_block(&fixture, 1,
               "Three \xE2\x80\x9C"
               "four\xE2\x80\x9D.");
  release(&fixture);
}

static void texts_without_words_have_no_blocks(void **state) {
  (void)state;
  static const char *const texts[] = {
      "", "\n", " ", "\r\n\r\n", "\xEF\xBB\xBF", "\xC2\xA0\n\t\n\xE2\x80\x8B",
  };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    Fixture fixture = read_bytes(str_from(texts[i]));
    assert_int_equal(fixture.status, STATUS_OK);
    assert_int_equal(report_count(fixture.report), 0);
    assert_int_equal(fixture.document.block_count, 0);
    assert_text(fixture.document.title, "");
    release(&fixture);
  }
}

static void code_points_are_counted_everywhere(void **state) {
  (void)state;
  Output *output = output_to_memory();
  for (int i = 0; i < 100; i++) {
    output_write(output, STR("a\xC3\xA9\r\n\xE2\x82\xAC\xF0\x9F\x98\x80"));
  }
  Fixture fixture = read_bytes(output_text(output));
  const Document *document = &fixture.document;
  uint32_t count = 0;
  for (uint32_t i = 0; i <= document->text.length; i++) {
    bool is_begin = i == document->text.length ||
                    ((uint8_t)document->text.data[i] & 0xC0) != 0x80;
    if (is_begin) {
      assert_int_equal(document_code_point(document, i), count);
      count++;
    }
  }
  assert_int_equal(document_code_point(document, UINT32_MAX), 600);
  release(&fixture);
  output_discard(output);
}

static void invalid_utf8_is_refused_with_its_place(void **state) {
  (void)state;
  static const struct {
    const char *text;
    uint32_t line;
    uint32_t column;
    const char *begin; ///< of the message
  } cases[] = {
      {"caf\xE9 noir", 1, 4, "byte 0xE9 at offset 3 is not valid UTF-8"},
      {"\xC3\xA9\nx \x93quote\x94", 2, 3,
       "byte 0x93 at offset 5 is not valid UTF-8"},
      {"ends early \xE2\x82", 1, 12, "byte 0xE2 at offset 11"},
      {"overlong \xC0\xAF", 1, 10, "byte 0xC0 at offset 9"},
      {"surrogate \xED\xA0\x80", 1, 11, "byte 0xED at offset 10"},
      {"too high \xF4\x90\x80\x80", 1, 10, "byte 0xF4 at offset 9"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Fixture fixture = read_bytes(str_from(cases[i].text));
    assert_int_equal(fixture.status, STATUS_BAD_INPUT);
    assert_int_equal(report_count(fixture.report), 1);
    const Message *message = report_get(fixture.report, 0);
    assert_text(message->path, "a.txt");
    assert_int_equal(message->line, cases[i].line);
    assert_int_equal(message->column, cases[i].column);
    assert_true(str_starts(message->text, str_from(cases[i].begin)));
    release(&fixture);
  }
}

static void binary_files_are_refused(void **state) {
  (void)state;
  static const struct {
    Str bytes;
    const char *text;
  } cases[] = {
      {{"a\0b", 3}, "looks like a binary file (it has NUL bytes)"},
      {{"\1\2\3\4\5\6\7\10\16 text", 14},
       "looks like a binary file (it is full of control characters)"},
      {{"\xFF\xFEh\0i\0", 6},
       "the text is UTF-16; convert it to UTF-8, for example with iconv -f "
       "UTF-16 -t UTF-8"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Fixture fixture = read_bytes(cases[i].bytes);
    assert_int_equal(fixture.status, STATUS_BAD_INPUT);
    assert_text(report_get(fixture.report, 0)->text, cases[i].text);
    release(&fixture);
  }
}

static void a_few_control_characters_are_borne(void **state) {
  (void)state;
  Fixture fixture = read_bytes(STR("He said\x1F yes.\x7F\n\x02\x03\n"));
  assert_int_equal(fixture.status, STATUS_OK);
  assert_int_equal(fixture.document.block_count, 1);
  assert_block(&fixture, 0, "He said\x1F yes.");
  release(&fixture);
}

static void formats_have_names_and_endings(void **state) {
  (void)state;
  for (int format = 0; format < READ_FORMAT_COUNT; format++) {
    Str name = read_format_name((ReadFormat)format);
    assert_int_equal(read_format_find(name), format);
  }
  assert_int_equal(read_format_find(STR("docx")), READ_FORMAT_COUNT);
  assert_int_equal(read_format_guess(STR("news/a.txt")), READ_TEXT);
  assert_int_equal(read_format_guess(STR("-")), READ_TEXT);
}

static void kinds_of_blocks_have_names(void **state) {
  (void)state;
  for (int kind = 0; kind < BLOCK_COUNT; kind++) {
    assert_true(block_name((BlockKind)kind).length > 1);
  }
  assert_text(block_name(BLOCK_COUNT), "_");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_kind_of_line_end_ends_lines),
      cmocka_unit_test(a_byte_order_mark_is_no_text_but_a_code_point),
      cmocka_unit_test(white_space_of_all_kinds_is_trimmed),
      cmocka_unit_test(texts_without_words_have_no_blocks),
      cmocka_unit_test(code_points_are_counted_everywhere),
      cmocka_unit_test(invalid_utf8_is_refused_with_its_place),
      cmocka_unit_test(binary_files_are_refused),
      cmocka_unit_test(a_few_control_characters_are_borne),
      cmocka_unit_test(formats_have_names_and_endings),
      cmocka_unit_test(kinds_of_blocks_have_names),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
