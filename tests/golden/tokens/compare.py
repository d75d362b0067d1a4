#!/usr/bin/env python3
"""Compare quern's tokens, sentences and lemmas with those that are wanted.

usage: compare.py QUERN CASES.txt
"""
import os
import subprocess
import sys
import tempfile


def read_cases(path):
    """The cases of a file: dictionaries of their lines."""
    case = {}
    for line in open(path, encoding="utf-8"):
        if line.startswith("#"):
            continue
        if not line.strip():
            if case:
                yield case
            case = {}
            continue
        key, value = line.rstrip("\n").split(None, 1)
        case[key] = value
    if case:
        yield case


def parse(quern, text):
    """Tokens in the notation of the cases, and the lemmas of all forms."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "case.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text + "\n")
        run = subprocess.run([quern, "parse", path], stdout=subprocess.PIPE)
    if run.returncode != 0:
        sys.exit("%s parse ended with status %d" % (quern, run.returncode))
    tokens, lemmas, joined = "", {}, range(0)
    for line in run.stdout.decode("utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) != 10:
            joined = range(0)
        elif "-" in fields[0]:
            first, last = map(int, fields[0].split("-"))
            joined = range(first + 1, last + 1)
        else:
            number = int(fields[0])
            if tokens:
                tokens += ("+" if number in joined else
                           " | " if number == 1 else " ")
            tokens += fields[1]
            lemmas[fields[1]] = fields[2]
    return tokens, lemmas


def main():
    quern, path = sys.argv[1:]
    failed = 0
    for number, case in enumerate(read_cases(path), 1):
        tokens, lemmas = parse(quern, case["text"])
        problems = []
        if tokens != case["tokens"]:
            problems.append("tokens: " + tokens)
        for pair in case.get("lemmas", "").split():
            form, lemma = pair.split("=")
            if lemmas.get(form) != lemma:
                problems.append("lemma of %s: %s" % (form, lemmas.get(form)))
        name = "tokens %02d %s" % (number, case["text"])
        print(("not ok - " if problems else "ok - ") + name)
        for problem in problems:
            print("# " + problem)
        failed += bool(problems)
    sys.exit(1 if failed else 0)


main()
