/// What the segmenter learns from: stretches of the treebanks' text, changed a
/// little in each epoch so that it meets what the treebanks have too seldom.
#ifndef QUERN_EXTRACT_TRAIN_SEGMENT_LESSON_H
#define QUERN_EXTRACT_TRAIN_SEGMENT_LESSON_H

#include "extract/train/segment_learner.h"
#include "extract/train/treebank.h"

/// The treebanks' tokens, looked at once.
typedef struct SegmentText SegmentText;

SegmentText *segment_text_new(Arena *arena, const Treebank *treebanks,
                              size_t count);

/// Number of tokens.
size_t segment_text_size(const SegmentText *text);

typedef struct {
  SegmentStretch *stretches;
  size_t count;
} SegmentStretches;

/// Cut the text into stretches for one epoch, in random order.
SegmentStretches segment_lesson(const SegmentText *text, Arena *arena,
                                Random *random);

#endif
