#!/usr/bin/env python3
"""How well the parser reads the sentences of news_trees.txt.

    news_trees.py [-v] [QUERN [MODEL]]

Runs `quern parse` (build/quern) on each sentence and prints, in percent, the
arcs whose head is right, those whose relation is right too, and the sentences
all of whose arcs are; with -v every arc that is wrong.
"""
import os
import subprocess
import sys


def read(path):
    sentences = []
    for line in open(path, encoding="utf-8"):
        if line.startswith(" "):
            sentences[-1][1].append(line.split())
        elif line.strip() and not line.startswith("#"):
            sentences.append((line.strip(), []))
    return sentences


def find(tokens, name):
    """The number of WORD or WORD#N, one of several between bars; 0 for "-"."""
    numbers = set()
    for word in name.split("|"):
        form, _, which = word.partition("#")
        places = [number for number, token in enumerate(tokens, 1) if token[1] == form]
        if word == "-":
            numbers.add(0)
        elif len(places) >= int(which or 1):
            numbers.add(places[int(which or 1) - 1])
    return numbers


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "-v"]
    quern = arguments[0] if arguments else "build/quern"
    model = ["-m", arguments[1]] if len(arguments) > 1 else []
    sentences = read(os.path.join(os.path.dirname(os.path.abspath(__file__)), "news_trees.txt"))
    text = "\n\n".join(sentence for sentence, _ in sentences) + "\n"
    parsed = subprocess.run([quern, "parse"] + model, input=text, capture_output=True, text=True, check=True).stdout
    trees = []
    for block in parsed.split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line and not line.startswith("#")]
        if rows:
            trees.append([row for row in rows if row[0].isdigit()])
    arcs = heads = relations = whole = 0
    tree = 0
    for sentence, wanted in sentences:
        letters = sentence.replace(" ", "")
        tokens = trees[tree]
        tree += 1
        joined = "".join(token[1] for token in tokens)
        while len(joined) < len(letters):  # cut in two: only the first part counts
            joined += "".join(token[1] for token in trees[tree])
            tree += 1
        wrong = []
        for dependent, head, relation in wanted:
            found = [tokens[number - 1] for number in find(tokens, dependent)]
            found_heads = {int(token[6]) for token in found}
            found_relations = {token[7].split(":")[0] for token in found if int(token[6]) in find(tokens, head)}
            right = bool(found_heads & find(tokens, head))
            heads += right
            both = right and bool(found_relations & set(relation.split("|")))
            relations += both
            arcs += 1
            if not both:
                said = ["%s %s" % (tokens[int(token[6]) - 1][1] if token[6] != "0" else "-", token[7]) for token in found]
                wrong.append("%s %s %s, not %s" % (dependent, head, relation, " ".join(said)))
        whole += not wrong
        if wrong and "-v" in sys.argv:
            print(sentence, *wrong, sep="\n  ")
    print("%d arcs: heads %.1f, with relations %.1f; %d sentences: whole %.1f"
          % (arcs, 100 * heads / arcs, 100 * relations / arcs, len(sentences), 100 * whole / len(sentences)))


main()
