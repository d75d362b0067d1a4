#!/usr/bin/env python3
"""Score quern's statements against an article's facts annotated by hand.

usage: score.py QUERN ARTICLE.txt NAME.gold.jsonl NAME.entities.jsonl [-v]

A statement finds a gold fact of its sentence if subject and object share
enough words with the gold's (or with any name of the same entity) and the
predicates share a content word. It is right if source and polarity agree too
and it is asserted only if the gold is. Printed are recall by importance,
precision over all statements, the share of found facts that are right, and
plain statements (asserted, positive, without source) whose gold is not.
"""
import json
import re
import subprocess
import sys

WORD = re.compile(r"\w+(?:[-'’]\w+)*", re.UNICODE)
EMPTY = set("""the a an of in on at to for from with by and or that this these
those its their his her it they s as is are was were be been being has have had
do does did will would can could should may might must not""".split())
SAY = {"say", "report", "state", "according", "tell", "add", "imply", "note"}
DO = {"conduct", "carry", "perform", "do", "make"}
BE = {"is", "are", "was", "were", "be", "been"}


def stem(word):
    word = word.lower().replace("’", "'")
    if word.endswith("'s"):
        word = word[:-2]
    irregular = {"said": "say", "says": "say", "told": "tell", "held": "hold",
                 "made": "make", "given": "give", "gone": "go", "stole":
                 "steal", "steals": "steal", "struck": "strike"}
    if word in irregular:
        return irregular[word]
    for ending in ("ations", "ation", "ings", "ing", "ies", "ied", "ed", "es",
                   "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and \
                not word.endswith("ss"):
            return word[:-len(ending)]
    return word


def bag(text):
    return {stem(w) for w in WORD.findall(text or "")
            if w.lower() not in EMPTY} or \
        {w.lower() for w in WORD.findall(text or "")}


def share(a, b):
    """Overlap of two word sets: the harmonic mean of both coverages."""
    common = len(a & b)
    return 2 * common / (len(a) + len(b)) if common else 0.0


def listed(value):
    if value is None:
        return []
    return [x for v in value for x in listed(v)] if isinstance(value, list) \
        else [value]


class Entities:
    def __init__(self, path):
        self.names = {}
        for line in open(path, encoding="utf-8"):
            entity = json.loads(line)
            self.names[entity["name"]] = [entity["name"]] + [
                m["text"] for m in entity["mentions"] if m["kind"] != "pronoun"]

    def of(self, name):
        return self.names.get(name, [name])


def wordings(fact, slot, entities):
    """All wordings of a gold argument."""
    found = [fact.get(slot + "_text")]
    for name in listed(fact[slot]) + fact["acceptable"].get(slot, []):
        found += [w for n in listed(name) for w in entities.of(n)]
    return [w for w in found if w]


def argument_is(part, wanted):
    if part is None:
        return not wanted
    ours = [bag(part.get(k, "")) for k in ("text", "label") if part.get(k)]
    return any(share(o, bag(w)) >= 0.5 or (o and o <= bag(w) and
               len(o) >= 0.34 * len(bag(w)))
               for o in ours for w in wanted)


def predicate_is(statement, wanted, gold_kind):
    ours = bag(statement["predicate"].get("lemma", "")) | \
        bag(statement["predicate"].get("text", ""))
    for text in wanted:
        theirs = bag(text)
        if ours & theirs:
            return True
        if ours & BE and theirs & BE or ours & DO and theirs & DO:
            return True
    if gold_kind == "attribution":
        return bool(ours & {stem(w) for w in SAY} and
                    any(bag(w) & {stem(s) for s in SAY} for w in wanted))
    return False


def triples(fact, entities):
    """(subjects, predicates, objects) to be found, any one of them."""
    subjects = wordings(fact, "subject", entities)
    objects = wordings(fact, "object", entities)
    predicates = [fact["predicate"]] + fact["acceptable"].get("predicate", [])
    yield subjects, predicates, objects
    for s, p, o in fact["acceptable"].get("triple", []):
        yield ([w for n in listed(s) for w in entities.of(n)], [p],
               [w for n in listed(o) for w in entities.of(n)])


def with_roles(statement):
    """The statement's objects: its object and each role's filler."""
    found = [statement.get("object")]
    return found + [r for r in statement.get("roles", [])
                    if "." not in r["role"]]


def finds(statement, fact, entities):
    begin, end = statement["sentence"]["range"]
    start = fact["sentence_start"]
    if not (begin < start + len(fact["sentence"]) and start < end):
        return False
    for subjects, predicates, objects in triples(fact, entities):
        if not predicate_is(statement, predicates, fact["kind"]):
            continue
        if argument_is(statement.get("subject"), subjects):
            if any(argument_is(o, objects) for o in with_roles(statement)):
                return True
        if fact["kind"] == "relation" and \
                argument_is(statement.get("object"), subjects) and \
                argument_is(statement.get("subject"), objects):
            return True
    return False


def source_is(statement, fact, entities):
    layers = statement.get("sources", [])
    wanted = [fact["source"]] + fact["acceptable"].get("source", [])
    for source in wanted:
        names = listed(source)
        if not names and not layers:
            return True
        if names and layers and all(
                any(argument_is(layer, entities.of(n)) for layer in layers)
                for n in names[-1:]):
            return True
    return False


def is_right(statement, fact, entities):
    asserted = statement["modality"] in ("asserted", "reported")
    gold = fact["modality"] in ("asserted", "reported")
    return source_is(statement, fact, entities) and asserted == gold and \
        (statement["polarity"] == fact["polarity"] or
         fact["modality"] == "negated")


def is_plain(statement):
    return statement["modality"] == "asserted" and \
        statement["polarity"] == "positive" and "sources" not in statement


def describe(statement):
    def words(part):
        return part.get("text", "-") if part else "-"
    sources = "<".join(s.get("text", "?") for s in
                       statement.get("sources", []))
    return "(%s; %s; %s) %s %s %s" % (
        words(statement.get("subject")), statement["predicate"]["text"],
        words(statement.get("object")), sources, statement["polarity"],
        statement["modality"])


def main(arguments):
    quern, article, gold, names = arguments[1:5]
    verbose = "-v" in arguments
    entities = Entities(names)
    facts = [json.loads(l) for l in open(gold, encoding="utf-8")]
    output = subprocess.run(quern.split() + ["extract", "-f", "jsonl", article],
                            stdout=subprocess.PIPE, check=True).stdout
    lines = [json.loads(l) for l in output.decode("utf-8").splitlines()]
    statements = [l for l in lines if l.get("kind") != "attribution"]
    found, right, used, false_plain = set(), set(), set(), 0
    for i, statement in enumerate(statements):
        matches = [f for f in facts if finds(statement, f, entities)]
        good = [f for f in matches if is_right(statement, f, entities)]
        found |= {f["id"] for f in matches}
        right |= {f["id"] for f in good}
        if matches:
            used.add(i)
        if is_plain(statement) and matches and not any(
                f["modality"] == "asserted" for f in matches):
            false_plain += 1
            if verbose:
                print("plain, but not in the gold:", describe(statement))
        elif verbose and not matches:
            print("in no gold:", describe(statement))
    if verbose:
        for fact in facts:
            if fact["id"] not in right and fact["importance"] > 1:
                print("%s %d %s | %s | %s" % (
                    "wrong" if fact["id"] in found else "missed",
                    fact["importance"], fact["subject"], fact["predicate"],
                    fact["object"]))
    def recall(ids, least):
        wanted = [f for f in facts if f["importance"] >= least]
        return sum(f["id"] in ids for f in wanted) / len(wanted)
    print("gold: recall of importance 3 %.2f, 3 and 2 %.2f; with source, "
          "polarity and modality right %.2f, %.2f; precision %.2f of %d; "
          "false plain statements %d" % (
              recall(found, 3), recall(found, 2), recall(right, 3),
              recall(right, 2), len(used) / max(1, len(statements)),
              len(statements), false_plain))


if __name__ == "__main__":
    main(sys.argv)
