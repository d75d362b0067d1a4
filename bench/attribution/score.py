#!/usr/bin/env python3
"""Score quern's attributions against annotated ones.

usage: score.py QUERN CASES.txt... [--tap KNOWN-FAILURES] [-v]
       score.py QUERN --gold ARTICLE.txt GOLD.jsonl [-v]

Cases are files as in tests/golden/attribution. An attribution of ours is held
against the one of the case whose cue overlaps most. Printed are precision,
recall and F1 of cues that overlap, of exact cues, sources and contents, of
contents by characters in common, and of all three exact; white space does not
count. With --tap each case is a test: all attributions exact, with class,
polarity and modality, and no others.
"""
import json
import os
import re
import subprocess
import sys
import tempfile


class Attribution:
    def __init__(self, source, cue, content, marks):
        self.source, self.cue, self.content = source, cue, content
        self.marks = marks

    def show(self, text):
        def words(spans):
            joined = []
            for begin, end in spans:
                if joined and not re.search(r"\w", text[joined[-1][1]:begin]):
                    joined[-1][1] = end
                else:
                    joined.append([begin, end])
            return " ... ".join(re.sub(r"\s+", " ", text[b:e])
                                for b, e in joined) or "-"
        return " | ".join((words(self.source), words(self.cue),
                           words(self.content), " ".join(self.marks or [])))


def letters(spans, text):
    return {i for b, e in spans for i in range(b, e) if not text[i].isspace()}


# Cases.

def find(text, words, begin=0):
    """The place of words, with #2 behind them the second one."""
    nth = re.search(r"#(\d)$", words)
    words = words[:nth.start()] if nth else words
    pattern = r"(?<!\w)" if words[0].isalnum() else ""
    pattern += r"\s+".join(re.escape(w) for w in words.split())
    pattern += r"(?!\w)" if words[-1].isalnum() else ""
    found = list(re.finditer(pattern, text[begin:]))
    place = int(nth.group(1)) - 1 if nth else 0
    if len(found) <= place:
        sys.exit("'%s' is not in '%s'" % (words, text))
    return [(begin + found[place].start(), begin + found[place].end())]


def read_line(line, text):
    source, cue, content, marks = [f.strip() for f in line.split(" | ")]
    pieces, begin = [], 0
    for piece in content.split(" ... "):
        pieces += find(text, piece, begin)
        begin = pieces[-1][1]
    cue = [s for piece in cue.split(" ... ") for s in find(text, piece)]
    return Attribution([] if source == "-" else find(text, source), cue,
                       pieces, marks.split())


def read_cases(paths):
    """Yield (name, text, attributions)."""
    for path in paths:
        with open(path, encoding="utf-8") as file:
            for case in re.split(r"^== ", file.read(), flags=re.M)[1:]:
                name, *lines = case.strip().split("\n")
                text = "\n".join(re.sub("^> ?", "", line) for line in lines
                                 if line.startswith(">"))
                yield (name, text, [read_line(line, text) for line in lines
                                    if line and not line.startswith(">")])


# What quern finds.

def read_statement(statement, found):
    """Add the attributions of one line of JSON to those of its document."""
    sources = statement.get("sources", [])
    for depth, source in enumerate(sources):
        spans = tuple(tuple(map(tuple, ranges)) for ranges in (
            source.get("range", []), source["cue"].get("range", []),
            source.get("content", [])))
        if not spans[1]:
            continue  # a quotation that is nobody's
        head = found.get(spans)
        is_own = depth == len(sources) - 1
        if head is None or (is_own and not head[1]):
            marks = [source["cue"].get("class", "-")]
            # The first statement of a content tells how it is held to be.
            marks += [statement["polarity"], statement["modality"]] \
                if is_own else []
            found[spans] = (marks, is_own)


def run(quern, texts):
    """Attributions by name of text."""
    found = {name: {} for name in texts}
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            with open(os.path.join(folder, name + ".txt"), "w",
                      encoding="utf-8") as file:
                file.write(text + "\n")
        command = quern.split() + ["extract", "-f", "jsonl", folder]
        output = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    for line in output.stdout.decode("utf-8").splitlines():
        statement = json.loads(line)
        name = os.path.basename(statement["document"])[:-len(".txt")]
        read_statement(statement, found[name])
    return {name: [Attribution(list(s), list(c), list(t), marks)
                   for (s, c, t), (marks, _) in found[name].items()]
            for name in texts}


# Comparing.

def pairs(wanted, got, text):
    """Each wanted attribution with ours of the same cue, or None."""
    left = list(got)
    for one in wanted:
        best, most = None, 0
        for other in left:
            common = len(letters(one.cue, text) & letters(other.cue, text))
            both = letters(one.content, text) & letters(other.content, text)
            score = common + 0.001 * len(both)
            if common and score > most:
                best, most = other, score
        if best:
            left.remove(best)
        yield one, best
    for other in left:
        yield None, other


MEASURES = ["cues", "exact cues", "exact sources", "exact contents",
            "all exact", "contents by characters"]


class Tally:
    def __init__(self):
        self.hits = dict.fromkeys(MEASURES, 0)
        self.wanted = self.got = 0
        self.letters_wanted = self.letters_got = 0

    def add(self, one, other, text):
        self.wanted += one is not None
        self.got += other is not None
        contents = [letters(a.content, text) if a else set()
                    for a in (one, other)]
        self.letters_wanted += len(contents[0])
        self.letters_got += len(contents[1])
        if not one or not other:
            return
        same = [letters(getattr(one, part), text) ==
                letters(getattr(other, part), text)
                for part in ("cue", "source", "content")]
        for name, hit in zip(MEASURES, [True] + same + [all(same)]):
            self.hits[name] += hit
        self.hits[MEASURES[-1]] += len(contents[0] & contents[1])

    def show(self):
        for name in MEASURES:
            is_letters = name == MEASURES[-1]
            wanted = self.letters_wanted if is_letters else self.wanted
            got = self.letters_got if is_letters else self.got
            hits = self.hits[name]
            yield "%s F1 %.2f (P %.2f R %.2f)" % (
                name, 2 * hits / max(1, wanted + got), hits / max(1, got),
                hits / max(1, wanted))


def is_exact(one, other, text):
    return one is not None and other is not None and \
        one.marks in (other.marks, None) and all(
            letters(getattr(one, part), text) ==
            letters(getattr(other, part), text)
            for part in ("cue", "source", "content"))


def read_known(path):
    """Names of cases that are known to fail."""
    with open(path, encoding="utf-8") as file:
        return {line.split(": ")[0] for line in file
                if line.strip() and not line.startswith("#")}


def check(cases, found, known):
    bad = 0
    for number, (name, text, wanted) in enumerate(cases):
        lines = []
        for one, other in pairs(wanted, found[str(number)], text):
            if not is_exact(one, other, text):
                lines += ["  wanted: " + one.show(text)] if one else []
                lines += ["  got:    " + other.show(text)] if other else []
        if not lines and name in known:
            lines = ["  passes, but is listed as failing"]
        elif name in known:
            print("ok - attribution: %s # TODO known" % name)
            continue
        print("%s - attribution: %s" % ("not ok" if lines else "ok", name))
        if lines:
            bad += 1
            print("\n".join("# " + line for line in [text] + lines))
    print("# attribution: %d of %d" %
          (len(cases) - bad - len(known), len(cases)))
    return bad


def read_gold(article, path):
    """The attributions of an article: its text, and those with a span."""
    with open(article, encoding="utf-8") as file:
        text = file.read()
    wanted = []
    for line in open(path, encoding="utf-8"):
        # The gold's spans leave out "that", quotation marks and modifiers.
        fact = json.loads(line)
        source, content = fact.get("subject_span"), fact.get("object_span")
        if fact["kind"] != "attribution" or not source or not content:
            continue
        start = fact["sentence_start"]
        names = [fact["predicate"]] + fact["acceptable"].get("predicate", [])
        for name in sorted(names, key=len, reverse=True):
            place = fact["sentence"].find(name)
            if place >= 0:
                cue = (start + place, start + place + len(name))
                wanted.append(bare(Attribution(
                    [tuple(source)], [cue], [tuple(content)], None), text))
                break
    return text, wanted


def bare(one, text):
    """An attribution without "that", quotation marks, and what stands around
    the last word of the source."""
    content = sorted(letters(one.content, text))
    word = "".join(text[i] for i in content[:4])
    content = content[4:] if word == "that" else content
    content = [i for i in content if text[i] not in "\"“”‘’,."]
    source = sorted(letters(one.source, text))[-4:]
    return Attribution([(i, i + 1) for i in source], one.cue,
                       [(i, i + 1) for i in content], one.marks)


def main(arguments):
    verbose = "-v" in arguments
    arguments = [a for a in arguments if a != "-v"]
    known = None
    if "--tap" in arguments:
        place = arguments.index("--tap")
        known = read_known(arguments[place + 1])
        del arguments[place:place + 2]
    quern, *paths = arguments
    if paths[0] == "--gold":
        text, wanted = read_gold(paths[1], paths[2])
        cases = [("gold", text, wanted)]
    else:
        cases = list(read_cases(paths))
    found = run(quern, {str(i): case[1] for i, case in enumerate(cases)})
    if known is not None:
        return 1 if check(cases, found, known) else 0
    if paths[0] == "--gold":
        found = {name: [bare(a, cases[0][1]) for a in ours]
                 for name, ours in found.items()}
    tally = Tally()
    for number, (name, text, wanted) in enumerate(cases):
        for one, other in pairs(wanted, found[str(number)], text):
            tally.add(one, other, text)
            if verbose and not is_exact(one, other, text):
                print("%s\n  wanted: %s\n  got:    %s" %
                      (name, one.show(text) if one else "nothing",
                       other.show(text) if other else "nothing"))
    print("attribution (%d): %s" % (tally.wanted, "; ".join(tally.show())))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
