/// quern entities: compile files of entities for --entities.
#include "cli/commands.h"

#include "extract/name/gazetteer.h"

static Status run(Call *call) {
  Str bytes;
  Status status = gazetteer_make_table(call->options.arguments,
                                       call->options.argument_count,
                                       call->arena, call->report, &bytes);
  if (status == STATUS_OK) {
    output_write(call->output, bytes);
  }
  return status;
}

const Command command_entities = {
    .name = "entities",
    .arguments = "FILE.ttl...",
    .summary = "Compile names and what they name, for --entities",
    .least_arguments = 1,
    .most_arguments = SIZE_MAX,
    .options = OPTIONS(OPTION_OUTPUT),
    .run = run,
};
