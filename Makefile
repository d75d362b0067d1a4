# quern - see `make help`

BUILD ?= build
MODEL ?= model/english.model
CC ?= gcc
CFLAGS ?= -O2 -g
CPPFLAGS += -I. -D_XOPEN_SOURCE=700
WARNINGS = -std=c11 -Wall -Wextra -Wpedantic -Wconversion -Wshadow \
  -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wcast-qual \
  -Wformat=2 -Wundef -Wvla
PACKAGES = libpcre2-8 libutf8proc
PACKAGES += raptor2 rasqal redland
PACKAGE_CFLAGS := $(shell pkg-config --cflags $(PACKAGES) | sed 's/-I/-isystem /g')
PACKAGE_LIBS := $(shell pkg-config --libs $(PACKAGES))

SOURCES := $(wildcard base/*.c ontology/*.c extract/*.c extract/*/*.c graph/*.c graph/*/*.c)
CLI_SOURCES := $(wildcard cli/*.c)
UNIT_SOURCES := $(wildcard tests/unit/*.c)
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o)
CLI_OBJECTS := $(CLI_SOURCES:%.c=$(BUILD)/%.o)
UNIT_TESTS := $(UNIT_SOURCES:%.c=$(BUILD)/%)

all: $(BUILD)/quern

$(BUILD)/quern: $(CLI_OBJECTS) $(BUILD)/libquern.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PACKAGE_LIBS) -lm -lpthread

$(BUILD)/libquern.a: $(OBJECTS)
	rm -f $@
	ar rcs $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(WARNINGS) $(CFLAGS) $(FILE_FLAGS) $(PACKAGE_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/tests/unit/%: $(BUILD)/tests/unit/%.o $(BUILD)/libquern.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ -lcmocka $(PACKAGE_LIBS) -lm -lpthread

# Vector code: each file for its instruction set, chosen among at run time.
# Without contraction all of them give the same bits; training may differ.
VECTOR = $(BUILD)/extract/syntax/kernel
TRAIN = $(BUILD)/extract/train/math
FILE_FLAGS = -ffp-contract=off
$(VECTOR)%.o $(TRAIN)%.o: FILE_FLAGS = -O3 -ffp-contract=off -Wno-psabi
ifneq ($(findstring x86_64,$(shell $(CC) -dumpmachine)),)
AVX2 = -mavx2 -mfma
AVX512 = -mavx512f -mavx512bw -mavx512vl -mavx512dq -mavx512vnni -mfma
$(VECTOR)_avx2.o: FILE_FLAGS = -O3 -ffp-contract=off -Wno-psabi -mavx2
$(VECTOR)_avx512.o: FILE_FLAGS = -O3 -ffp-contract=off -Wno-psabi $(AVX512)
$(TRAIN)_avx2.o: FILE_FLAGS = -O3 -ffp-contract=fast -Wno-psabi $(AVX2)
$(TRAIN)_avx512.o: FILE_FLAGS = -O3 -ffp-contract=fast -Wno-psabi $(AVX512) \
  -mprefer-vector-width=512
endif

# The model is part of the program.
$(BUILD)/extract/syntax/model_builtin.o: CPPFLAGS += -DQUERN_MODEL='"$(MODEL)"'
$(BUILD)/extract/syntax/model_builtin.o: $(MODEL)

unit: $(UNIT_TESTS)
	@for t in $(UNIT_TESTS); do $$t || exit 1; done

clean:
	rm -rf $(BUILD)

.PHONY: all unit clean
.SECONDARY:
-include $(OBJECTS:.o=.d) $(CLI_OBJECTS:.o=.d) $(UNIT_SOURCES:%.c=$(BUILD)/%.d)
