/// Layout: patterns that tell what a line of a news page is, as data.
#ifndef QUERN_EXTRACT_READ_LAYOUT_H
#define QUERN_EXTRACT_READ_LAYOUT_H

#include "base/report.h"

/// Kinds of patterns: the sections of layout.patterns, whose comments say what
/// each is for.
typedef enum {
  LAYOUT_DATE,
  LAYOUT_DATELINE,
  LAYOUT_BYLINE,
  LAYOUT_CAPTION,
  LAYOUT_NOISE,
  LAYOUT_LIST,
  LAYOUT_REST,
  LAYOUT_START,
  LAYOUT_COUNT
} LayoutKind;

typedef struct Layout Layout;

/**
   Compile patterns. All errors are reported.

   @param path         Name to show in messages.
   @param[out] layout  Immutable; free with layout_free(). NULL on failure.
   @return STATUS_OK or STATUS_BAD_SETUP.
*/
MUST_CHECK Status layout_compile(Str text, Str path, Report *report,
                                 Layout **layout);

/// The patterns built into the program; never NULL, free with layout_free().
Layout *layout_builtin(void);

void layout_free(Layout *layout); ///< NULL is allowed

/// What a pattern found. Absent parts are empty; all is borrowed from the text.
typedef struct {
  size_t length; ///< bytes matched from the beginning
  Str day;
  Str month; ///< a name or a number
  Str year;
  Str agency;
  Str author;
} LayoutMatch;

/// One user of a layout: threads share the layout, each has its own matcher.
typedef struct LayoutMatcher LayoutMatcher;

/// Never NULL. Free with layout_matcher_free(), before the layout.
LayoutMatcher *layout_matcher_new(const Layout *layout);
void layout_matcher_free(LayoutMatcher *matcher); ///< NULL is allowed

/// Is the text, valid UTF-8, of this kind? `match` may be NULL. Texts longer
/// than the kind's lines ever are do not match; kinds that match at the
/// beginning look at as much of the text.
bool layout_match(LayoutMatcher *matcher, LayoutKind kind, Str text,
                  LayoutMatch *match);

#endif
