/// Training the segmenter.
#ifndef QUERN_EXTRACT_TRAIN_SEGMENT_TRAIN_H
#define QUERN_EXTRACT_TRAIN_SEGMENT_TRAIN_H

#include "extract/train/treebank.h"

/// How to train; segment_training_default() is what the shipped model had.
typedef struct {
  uint32_t epochs;
  float rate;
  uint64_t seed;
} SegmentTraining;

SegmentTraining segment_training_default(void);

/**
   Train the segmenter on treebanks. The same data give the same bytes on
   machines of one kind.

   @param arena  Holds the result.
   @return the bytes of the model's section SEGMENTER_SECTION.
*/
Str segmenter_train(Arena *arena, const SegmentTraining *training,
                    const Treebank *treebanks, size_t count);

#endif
