/// Reading the trained weights, trusting nothing.
#include "extract/syntax/network.h"

#include "extract/syntax/section.h"

enum { NETWORK_MAGIC = 0x32505351, HEADER_COUNT = 12 }; // "QSP2"

static uint32_t pad(uint32_t count, uint32_t block) {
  return (count + block - 1) / block * block;
}

static Matrix take_matrix(Section *section, uint32_t inputs, uint32_t outputs) {
  return section_take_matrix(section, inputs, pad(outputs, COLUMN_BLOCK));
}

static ByteTable take_table(Section *section, uint32_t rows, uint32_t width) {
  ByteTable table;
  table.bytes = section_take(section, (size_t)rows * width, 1);
  table.scales = section_take_numbers(section, rows);
  return table;
}

static bool sizes_are_sound(const NetworkSizes *sizes) {
  const uint32_t widths[] = {sizes->width, sizes->embedding, sizes->vector,
                             sizes->arc, sizes->relation};
  for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
    if (widths[i] == 0 || widths[i] % LANE_COUNT != 0 ||
        widths[i] > NETWORK_WIDTH_MOST) {
      return false;
    }
  }
  return sizes->width % (2 * LANE_COUNT) == 0 && sizes->layers > 0 &&
         sizes->layers <= NETWORK_LAYERS_MOST && sizes->words < 1u << 24 &&
         sizes->learned > 0 && sizes->learned <= UINT16_MAX &&
         sizes->tags > 0 && sizes->tags <= 4096 && sizes->relations > 0 &&
         sizes->relations <= 1024;
}

HeadColumns network_columns(const NetworkSizes *sizes) {
  HeadColumns columns = {.tag = 0};
  columns.arc_dependent = pad(sizes->tags, LANE_COUNT);
  columns.arc_head = columns.arc_dependent + sizes->arc;
  columns.relation_dependent = columns.arc_head + sizes->arc;
  columns.relation_head = columns.relation_dependent + sizes->relation;
  columns.end = columns.relation_head + sizes->relation;
  return columns;
}

/// Read the names of tags ("UPOS XPOS FEATURES") and relations, one a line.
static bool read_names(Str names, Arena *arena, Network *network) {
  network->tags = ARENA_NEW(arena, Tag, network->sizes.tags);
  network->relation_names = ARENA_NEW(arena, Str, network->sizes.relations);
  for (uint32_t i = 0; i < network->sizes.tags; i++) {
    Str line = str_cut(&names, '\n');
    Tag *tag = &network->tags[i];
    tag->upos = upos_find(str_cut(&line, ' '));
    tag->xpos = str_cut(&line, ' ');
    tag->features = line;
    if (tag->upos == UPOS_COUNT || !tag->xpos.length) {
      return false;
    }
  }
  network->compound = network->sizes.relations;
  for (uint32_t i = 0; i < network->sizes.relations; i++) {
    network->relation_names[i] = str_cut(&names, '\n');
    if (!network->relation_names[i].length) {
      return false;
    }
    if (str_equal(network->relation_names[i], STR("compound"))) {
      network->compound = i;
    }
  }
  return names.length == 0;
}

static void take_words(Section *cursor, Network *network) {
  const NetworkSizes *sizes = &network->sizes;
  network->known = (WordTable){
      section_take(cursor, sizes->words, sizeof(uint32_t)), sizes->words};
  network->learned_rows = section_take(cursor, sizes->words, sizeof(uint16_t));
  for (uint32_t i = 0; !cursor->failed && i < sizes->words; i++) {
    cursor->failed = network->learned_rows[i] >= sizes->learned;
  }
  network->vectors = take_table(cursor, sizes->words, sizes->vector / 2);
  network->word_table = take_table(cursor, sizes->learned, sizes->embedding);
  network->feature_table = take_table(cursor, FEATURE_ROWS, sizes->embedding);
}

static void take_layers(Section *cursor, Network *network) {
  const uint32_t width = network->sizes.width;
  network->input = take_matrix(
      cursor, network->sizes.embedding + network->sizes.vector, width);
  network->root = section_take_numbers(cursor, width);
  network->input_gain = section_take_numbers(cursor, width);
  network->input_offset = section_take_numbers(cursor, width);
  for (uint32_t i = 0; i < network->sizes.layers; i++) {
    NetworkLayer *layer = &network->layers[i];
    layer->gates = take_matrix(cursor, width, 3 * width);
    layer->forward.forget = section_take_numbers(cursor, width / 2);
    layer->forward.reset = section_take_numbers(cursor, width / 2);
    layer->backward.forget = section_take_numbers(cursor, width / 2);
    layer->backward.reset = section_take_numbers(cursor, width / 2);
    layer->gain = section_take_numbers(cursor, width);
    layer->offset = section_take_numbers(cursor, width);
  }
}

static void take_heads(Section *cursor, Network *network) {
  const NetworkSizes *sizes = &network->sizes;
  network->columns = network_columns(sizes);
  network->heads = take_matrix(cursor, sizes->width, network->columns.end);
  network->arcs = take_matrix(cursor, sizes->arc, sizes->arc);
  network->distance_bias = section_take_numbers(cursor, DISTANCE_COUNT);
  network->relation_distance =
      section_take_numbers(cursor, (size_t)DISTANCE_COUNT * sizes->relation);
  network->relations = take_matrix(cursor, sizes->relation, sizes->relations);
}

static Status refuse(Report *report, Str path, const char *why) {
  report_add(report, SEVERITY_ERROR, path, "the model's parser %s", why);
  return STATUS_BAD_SETUP;
}

Status network_load(Str section, Str path, Arena *arena, Report *report,
                    Network *network) {
  *network = (Network){.tags = NULL};
  Section cursor = {section, 0, false};
  const uint32_t *header = section_take(&cursor, HEADER_COUNT, sizeof *header);
  if (!header || header[0] != NETWORK_MAGIC) {
    return refuse(report, path, "is missing or of another version");
  }
  network->sizes =
      (NetworkSizes){header[1], header[2], header[3], header[4], header[5],
                     header[6], header[7], header[8], header[9], header[10]};
  if (!sizes_are_sound(&network->sizes)) {
    return refuse(report, path, "has sizes that cannot be");
  }
  const char *names = section_take(&cursor, header[11], 1);
  if (names) {
    if (!read_names((Str){names, header[11]}, arena, network)) {
      return refuse(report, path, "has damaged names of tags or relations");
    }
    take_words(&cursor, network);
    take_layers(&cursor, network);
    take_heads(&cursor, network);
  }
  if (cursor.failed) {
    return refuse(report, path, "is cut short or damaged");
  }
  return STATUS_OK;
}

uint32_t distance_class(uint32_t dependent, uint32_t head) {
  if (head == 0) {
    return DISTANCE_ROOT;
  }
  uint32_t distance = dependent < head ? head - dependent : dependent - head;
  uint32_t class = distance <= 8    ? distance
                   : distance <= 12 ? 9
                   : distance <= 20 ? 10
                   : distance <= 40 ? 11
                                    : 12;
  return (dependent < head ? DISTANCE_COUNT / 2 : 0) + class;
}
