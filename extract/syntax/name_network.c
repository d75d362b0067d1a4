/// Reading the name tagger's weights, trusting nothing.
#include "extract/syntax/name_network.h"

#include "extract/syntax/section.h"

static Status refuse(Report *report, Str path, const char *why) {
  report_add(report, SEVERITY_ERROR, path, "the model's name tagger %s", why);
  return STATUS_BAD_SETUP;
}

static bool sizes_are_sound(const NameSizes *sizes) {
  return sizes->hidden > 0 && sizes->hidden % COLUMN_BLOCK == 0 &&
         sizes->hidden <= NETWORK_WIDTH_MOST && sizes->recurrent > 0 &&
         sizes->recurrent % (2 * LANE_COUNT) == 0 &&
         sizes->recurrent <= NETWORK_WIDTH_MOST &&
         sizes->features <= NAME_FEATURES_MOST;
}

static Matrix take_matrix(Section *section, uint32_t inputs, uint32_t outputs) {
  uint32_t blocks = (outputs + COLUMN_BLOCK - 1) / COLUMN_BLOCK;
  return section_take_matrix(section, inputs, blocks * COLUMN_BLOCK);
}

uint32_t name_network_fingerprint(const Network *network) {
  Str scales = {(const char *)network->heads.scales,
                network->heads.outputs * sizeof(float)};
  return (uint32_t)str_hash(scales);
}

Status name_network_load(Str section, const Network *parser, Str path,
                         Report *report, NameNetwork *network) {
  *network = (NameNetwork){.feature_weights = NULL};
  Section cursor = {section, 0, false};
  const uint32_t *header =
      section_take(&cursor, NAME_NETWORK_HEADER, sizeof *header);
  if (!header || header[0] != NAME_NETWORK_MAGIC || header[7] != NAME_TAGS) {
    return refuse(report, path, "is damaged or of another version");
  }
  network->sizes =
      (NameSizes){header[1], header[2], header[3], header[4], header[5]};
  const NameSizes *sizes = &network->sizes;
  if (sizes->width != parser->sizes.width ||
      sizes->inputs != parser->input.inputs ||
      header[6] != name_network_fingerprint(parser)) {
    return refuse(report, path,
                  "was trained with another parser: train it anew with "
                  "'quern train --part names'");
  }
  if (!sizes_are_sound(sizes)) {
    return refuse(report, path, "has sizes that cannot be");
  }
  network->context = take_matrix(&cursor, sizes->width, sizes->hidden);
  network->word = take_matrix(&cursor, sizes->inputs, sizes->hidden);
  network->gates = take_matrix(&cursor, sizes->hidden, 3 * sizes->recurrent);
  const size_t half = sizes->recurrent / 2;
  network->forward.forget = section_take_numbers(&cursor, half);
  network->forward.reset = section_take_numbers(&cursor, half);
  network->backward.forget = section_take_numbers(&cursor, half);
  network->backward.reset = section_take_numbers(&cursor, half);
  network->tags =
      take_matrix(&cursor, sizes->recurrent + sizes->hidden, NAME_TAGS);
  network->feature_weights =
      section_take_numbers(&cursor, (size_t)sizes->features * NAME_TAGS);
  return cursor.failed ? refuse(report, path, "is cut short or damaged")
                       : STATUS_OK;
}
