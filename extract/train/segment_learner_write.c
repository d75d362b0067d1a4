/// Writing the segmenter's network.
#include "extract/train/section_write.h"
#include "extract/train/segment_learner_internal.h"

Str segment_learner_write(const SegmentLearner *learner, Arena *arena) {
  const Tensor *tensors = learner->set.tensors;
  SectionDraft draft = {.arena = arena};
  const uint32_t version = SEGMENT_VERSION;
  section_put(&draft, &version, sizeof version);
  section_put_table(&draft, tensors[TENSOR_TABLE].average, SEGMENT_ROWS, WIDTH);
  section_put_numbers(&draft, tensors[TENSOR_GAIN].average, WIDTH);
  section_put_numbers(&draft, tensors[TENSOR_OFFSET].average, WIDTH);
  for (uint32_t i = 0; i < SEGMENT_LAYERS; i++) {
    const Tensor *layer = tensors + layer_tensor(i, 0);
    section_put_matrix(&draft, layer[LAYER_GATES].average,
                       layer[LAYER_GATES_BIAS].average, WIDTH, 3 * WIDTH);
    for (uint32_t part = 0; part < 4; part++) {
      section_put_numbers(
          &draft, layer[LAYER_RECURRENCE].average + (size_t)part * HALF, HALF);
    }
    section_put_numbers(&draft, layer[LAYER_GAIN].average, WIDTH);
    section_put_numbers(&draft, layer[LAYER_OFFSET].average, WIDTH);
  }
  section_put_numbers(&draft, tensors[TENSOR_ENDS].average, 2 * WIDTH);
  section_put_numbers(&draft, tensors[TENSOR_BIAS].average, 1);
  return (Str){draft.bytes, draft.length};
}
