# quern - see `make help`

BUILD ?= build
MODEL ?= model/english.model
SHARED ?= ../shared
PREFIX ?= /usr/local
FUZZ_SECONDS ?= 30

# Data files that become a part of the program: see base/builtin.h.
EMBEDDED := $(wildcard ontology/*.ttl \
  extract/read/*.patterns extract/rule/english/* extract/train/english/* \
  extract/lexicon/english/* graph/*.txt)

CFLAGS ?= -O2 -g
QUERN_CFLAGS = -std=c11 -fvisibility=hidden $(WARNINGS)
# No fused multiply and add: the same figures on every processor.
FILE_FLAGS = -ffp-contract=off
QUERN_CPPFLAGS = -I. -I$(BUILD) -D_XOPEN_SOURCE=700
WARNINGS = -Wall -Wextra -Wpedantic -Wconversion -Wshadow \
  -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wcast-qual \
  -Wformat=2 -Wundef -Wvla
ifeq ($(CI),1)
ERRORS = -Werror
endif

# Libraries: scripts/dependencies.txt. Their headers are not ours to warn of.
PACKAGES := $(shell sed -n 's/^library  *\([^ ]*\).*/\1/p' \
  scripts/dependencies.txt)
PACKAGE_CFLAGS := $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null | \
  sed 's/-I/-isystem /g')
PACKAGE_LIBS := $(shell pkg-config --libs $(PACKAGES) 2>/dev/null)
LIBS = $(PACKAGE_LIBS) -lm -lpthread

SOURCES := $(wildcard base/*.c ontology/*.c extract/*.c extract/*/*.c \
  graph/*.c graph/*/*.c)
CLI_SOURCES := $(wildcard cli/*.c)
UNIT_SOURCES := $(wildcard tests/unit/*_test.c)
FUZZ_SOURCES := $(wildcard tests/fuzz/*_fuzz.c)
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o) $(BUILD)/builtin_table.o
CLI_OBJECTS := $(CLI_SOURCES:%.c=$(BUILD)/%.o)
FRAME_OBJECTS := $(filter-out $(BUILD)/cli/main.o,$(CLI_OBJECTS))
UNIT_TESTS := $(UNIT_SOURCES:%.c=$(BUILD)/%)
FUZZERS := $(FUZZ_SOURCES:%.c=$(BUILD)/%)

all: $(BUILD)/quern ## build the program
.DEFAULT_GOAL := all

demo: ## install what is missing, build, and run on examples/
	scripts/demo

check: ## install what is missing and run all tests
	scripts/check

unit: $(UNIT_TESTS) ## build and run the unit tests only
	@for test in $(UNIT_TESTS); do $$test || exit 1; done

score: all ## measure accuracy (SHARED=folder of the reference data)
	@QUERN=$(BUILD)/quern SHARED=$(SHARED) scripts/run-all 'bench/*.score'

bench: all ## measure speed and memory
	@QUERN=$(BUILD)/quern SHARED=$(SHARED) scripts/run-all 'bench/*.bench'

sanitize: ## run the unit tests under ASan and UBSan
	tests/sanitize/run

fuzz: ## run every fuzz target for FUZZ_SECONDS (default 30)
	FUZZ_SECONDS=$(FUZZ_SECONDS) tests/fuzz/run

lint: ## compile without warnings, check format and run static analysis
	LINT=deep tests/lint/run

format: ## lay the sources out with clang-format
	git ls-files -z '*.c' '*.h' | xargs -0 clang-format -i

coverage: ## list the share of lines that the unit tests run
	scripts/coverage

debug: ## build without optimisation in build-debug
	$(MAKE) BUILD=build-debug CFLAGS='-O0 -g3' all

TREEBANKS = $(BUILD)/treebank/ewt-train.conllu \
  $(BUILD)/treebank/gum-train.entities.conllu
$(BUILD)/treebank/%.conllu: $(SHARED)/treebank/%.conllu.xz
	@mkdir -p $(@D)
	xz -dkc $< > $@

DEV = $(BUILD)/treebank/ewt-dev.conllu
model: all $(TREEBANKS) $(DEV) ## train the model anew, in half an hour (SHARED=...)
	$(BUILD)/quern train -o model/english.model --dev $(DEV) $(TREEBANKS)

names: all $(TREEBANKS) ## train the model's tagger of names anew, in a minute
	$(BUILD)/quern train --part names -o model/english.model $(TREEBANKS)

SALIENCE = extract/lexicon/english/salience.txt
salience: all $(TREEBANKS) ## fit the weights of coreference anew, in seconds
	$(BUILD)/quern train --part salience -o $(SALIENCE) \
	  $(BUILD)/treebank/gum-train.entities.conllu

MANUAL = $(DESTDIR)$(PREFIX)/share/man
install: all ## install to DESTDIR/PREFIX (default /usr/local)
	install -d $(DESTDIR)$(PREFIX)/bin $(MANUAL)/man1 $(MANUAL)/man5
	install -m 755 $(BUILD)/quern $(DESTDIR)$(PREFIX)/bin/quern
	install -m 644 docs/*.1 $(MANUAL)/man1
	install -m 644 docs/*.5 $(MANUAL)/man5

uninstall: ## remove what install put there
	rm -f $(DESTDIR)$(PREFIX)/bin/quern
	cd docs && for page in *.[15]; do \
	  rm -f "$(MANUAL)/man$${page##*.}/$$page"; done

clean: ## remove everything that was built
	rm -rf build build-*

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1|\2/p' Makefile | \
	  awk -F'|' '{ printf "%-14s%s\n", $$1, $$2 }'

# Building

$(BUILD)/quern: $(CLI_OBJECTS) $(BUILD)/libquern.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/libquern.a: $(OBJECTS)
	@rm -f $@
	$(AR) rcs $@ $^

COMPILE = $(CC) $(QUERN_CPPFLAGS) $(CPPFLAGS) $(QUERN_CFLAGS) $(CFLAGS) \
  $(FILE_FLAGS) $(PACKAGE_CFLAGS) -MMD -MP

$(BUILD)/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(COMPILE) $(ERRORS) -c -o $@ $<

# Vector code: each file for its instruction set, chosen among at run time.
# Without contraction all of them give the same bits; training may differ.
VECTOR = $(BUILD)/extract/syntax/kernel
TRAIN = $(BUILD)/extract/train/math
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

# The gazetteer is Turtle; a table made of it is part of the program.
GAZETTEER = $(BUILD)/gazetteer.table
ENTITIES := $(wildcard ontology/entities/*.ttl)
COMPILER_OBJECTS = $(BUILD)/scripts/compile_gazetteer.o \
  $(BUILD)/extract/name/gazetteer_read.o \
  $(BUILD)/extract/name/gazetteer_compile.o \
  $(BUILD)/ontology/turtle_read.o \
  $(patsubst %.c,$(BUILD)/%.o,$(filter-out base/builtin.c,$(wildcard base/*.c)))

$(BUILD)/compile_gazetteer: $(COMPILER_OBJECTS)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(GAZETTEER): $(BUILD)/compile_gazetteer $(ENTITIES)
	$(BUILD)/compile_gazetteer $@ $(ENTITIES)

$(BUILD)/extract/name/gazetteer_builtin.o: \
  QUERN_CPPFLAGS += -DQUERN_GAZETTEER='"$(GAZETTEER)"'
$(BUILD)/extract/name/gazetteer_builtin.o: $(GAZETTEER)

# The model is part of the program.
$(BUILD)/extract/syntax/model_builtin.o: \
  QUERN_CPPFLAGS += -DQUERN_MODEL='"$(MODEL)"'
$(BUILD)/extract/syntax/model_builtin.o: $(MODEL)

$(BUILD)/builtin_table.c: scripts/embed $(EMBEDDED) $(BUILD)/flags
	scripts/embed $(EMBEDDED) > $@.part
	mv $@.part $@

$(BUILD)/builtin_table.o: $(BUILD)/builtin_table.c
	$(COMPILE) $(ERRORS) -c -o $@ $<

$(BUILD)/tests/unit/%: $(BUILD)/tests/unit/%.o $(FRAME_OBJECTS) \
  $(BUILD)/libquern.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ -lcmocka $(LIBS)

unit-programs: $(UNIT_TESTS)

$(BUILD)/tests/fuzz/%: $(BUILD)/tests/fuzz/%.o $(FRAME_OBJECTS) \
  $(BUILD)/libquern.a
	$(CC) $(CFLAGS) -fsanitize=fuzzer $(LDFLAGS) -o $@ $^ $(LIBS)

fuzz-programs: $(FUZZERS)

# Changes when the flags or the list of built-in files do; tells also, before
# the compiler does, which libraries are missing.
FLAGS_NOW := $(COMPILE) $(MODEL) $(EMBEDDED)
$(BUILD)/flags: always
	@scripts/require library >&2
	@mkdir -p $(@D)
	@echo '$(subst ','\'',$(FLAGS_NOW))' | cmp -s - $@ || \
	  echo '$(subst ','\'',$(FLAGS_NOW))' > $@

.PHONY: all demo check unit score bench sanitize fuzz lint format coverage \
  debug install uninstall clean help model names unit-programs fuzz-programs always
.SECONDARY:
-include $(BUILD)/scripts/compile_gazetteer.d $(OBJECTS:.o=.d) $(CLI_OBJECTS:.o=.d) $(UNIT_TESTS:=.d) $(FUZZERS:=.d)
