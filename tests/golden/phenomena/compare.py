#!/usr/bin/env python3
"""Compare quern's statements with the facts that the phenomena files want.

usage: compare.py QUERN [--level N]... [--verbose] [--brief] FILE.txt...

A file holds cases, parted by empty lines:

    005 level 1: name of the phenomenon
      date     the article's date (optional)
      text     the text
      fact     (subject; predicate; object) {mark, role=text, source=X, cue=say}
      never    (subject; predicate; object) [without mark]

Parts are compared with the labels of statements, case ignored; "-" is no
object; a part in quotation marks must be the words of a clause. The marks
`possible`, `required`, `future`, `conditional` and `negative` stand for the
modalities and polarity that the graph knows.

Cases listed in known-failures.txt beside this program (number and reason, one
a line) are run and reported as "# TODO reason".
"""
import json
import os
import re
import subprocess
import sys
import tempfile

FACT = re.compile(r'\((.*?); (.*?); (.*?)\)(?: \{(.*?)\})?(?: (.*))?$')
UNREAL = {"planned", "possible", "apparent", "demanded", "desired",
          "conditional", "hypothetical"}
SMALL = re.compile(r"^(the|a|an|in|on|at|by|to|of|for|from|with|as|over|near|"
                   r"that|during|since|until|about) ")


def read_cases(path):
    """The cases of a file: dictionaries with lists of facts."""
    case = None
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        head = re.match(r"(\d+) level (\d): (.*)", line)
        item = re.match(r"  (\w+) +(.*)", line)
        if head:
            case = dict(number=head[1], level=int(head[2]), name=head[3],
                        fact=[], never=[], date="", text="")
            yield case
        elif item and item[1] in ("fact", "never"):
            case[item[1]].append(item[2])
        elif item:
            case[item[1]] = item[2]


def extract(quern, cases):
    """Statements by case number: one run of quern for all undated cases."""
    found = {case["number"]: [] for case in cases}
    with tempfile.TemporaryDirectory() as folder:
        by_date = {}
        for case in cases:
            path = os.path.join(folder, case["number"] + ".txt")
            with open(path, "w", encoding="utf-8") as file:
                file.write(case["text"] + "\n")
            by_date.setdefault(case["date"], []).append(path)
        for date, paths in sorted(by_date.items()):
            command = quern.split() + ["extract", "-f", "jsonl"]
            command += ["--date", date] if date else []
            run = subprocess.run(command + paths, stdout=subprocess.PIPE)
            if run.returncode != 0:
                sys.exit("%s ended with status %d" %
                         (" ".join(command), run.returncode))
            for line in run.stdout.decode("utf-8").splitlines():
                statement = json.loads(line)
                if statement.get("kind") == "attribution":
                    continue
                name = os.path.basename(statement["document"])
                found[name[:-len(".txt")]].append(statement)
    return found


def plain(text):
    """Lower case, one space, no determiner or preposition in front."""
    text = " ".join(text.lower().split()).strip(" .,")
    while SMALL.match(text):
        text = SMALL.sub("", text)
    return text.strip("“”\" ")


def part_is(part, wanted):
    if part is None:
        return wanted == "-"
    if wanted == "-":
        return False
    if wanted.startswith('"'):
        return plain(part.get("text", "")) == plain(wanted) or \
            plain(part.get("label", "")) == plain(wanted)
    return part.get("label", part.get("text", "")).lower() == wanted.lower()


def role_is(role, wanted):
    words = [role.get(key, "") for key in ("text", "label", "value")]
    return any(w and (w.lower() == wanted.lower() or
                      plain(w) == plain(wanted)) for w in words)


def mark_is(statement, mark):
    flags = statement.get("flags", [])
    modality = statement.get("modality")
    if mark == "negative":
        return statement["polarity"] == "negative"
    if mark == "possible":
        return modality in UNREAL or mark in flags
    if mark == "required":
        return modality == "demanded" or mark in flags
    if mark == "future":
        return modality == "planned" or mark in flags
    return mark == modality or mark in flags


def sources_are(statement, wanted):
    """`wanted`: source and cue values, innermost first."""
    layers = list(reversed(statement.get("sources", [])))
    names = [v for k, v in wanted if k == "source"]
    cues = [v for k, v in wanted if k == "cue"]
    if len(layers) < max(len(names), len(cues)):
        return False
    for layer, name in zip(layers, names):
        if name == "unknown":
            if "text" in layer:
                return False
        elif plain(layer.get("label", layer.get("text", ""))) != plain(name):
            return False
    return all(layer["cue"].get("lemma") == cue
               for layer, cue in zip(layers, cues))


def marks_are(statement, text):
    if not text:
        return True
    said = []
    for mark in re.findall(r'(?:[\w.]+="[^"]*"|[^,]+)', text):
        mark = mark.strip()
        if "=" not in mark:
            if mark and not mark_is(statement, mark):
                return False
            continue
        key, value = mark.split("=", 1)
        if key in ("source", "cue"):
            said.append((key, value))
        elif not any(role["role"] == key and role_is(role, value.strip('"'))
                     for role in statement.get("roles", [])):
            return False
    return sources_are(statement, said)


def is_like(statement, fact):
    subject, predicate, object_, marks, condition = FACT.match(fact).groups()
    if not (part_is(statement.get("subject"), subject) and
            statement["predicate"].get("lemma", "").lower() ==
            predicate.lower() and
            part_is(statement.get("object"), object_)):
        return False
    if condition == "without source":
        return "sources" not in statement
    if condition == "without negative":
        return statement["polarity"] != "negative"
    return marks_are(statement, marks)


def show(statement):
    def words(part):
        return part.get("label", part.get("text", "?")) if part else "-"
    roles = ["%s=%s" % (r["role"], r.get("text", "")) for r in
             statement.get("roles", [])]
    roles += ["source=%s cue=%s" % (s.get("label", s.get("text", "unknown")),
                                    s["cue"].get("lemma"))
              for s in reversed(statement.get("sources", []))]
    roles += statement.get("flags", [])
    return "(%s; %s; %s) {%s} %s %s by %s" % (
        words(statement.get("subject")),
        statement["predicate"].get("lemma", "?"),
        words(statement.get("object")), ", ".join(roles),
        statement["polarity"], statement["modality"],
        statement.get("rule", {}).get("name", "?"))


def judge(case, statements):
    """What is wrong with a case, as lines."""
    wrong = ["lacks " + fact for fact in case["fact"]
             if not any(is_like(s, fact) for s in statements)]
    wrong += ["has forbidden " + fact for fact in case["never"]
              if any(is_like(s, fact) for s in statements)]
    return wrong


def read_known(folder):
    known = {}
    for line in open(os.path.join(folder, "known-failures.txt"),
                     encoding="utf-8"):
        if line.strip() and line[0] != "#":
            number, reason = line.strip().split(None, 1)
            known[number] = reason
    return known


def main(arguments):
    levels = [int(arguments[i + 1]) for i, a in enumerate(arguments)
              if a == "--level"] or [1, 2, 3]
    files = [a for a in arguments[1:] if a.endswith(".txt")]
    known = read_known(os.path.dirname(os.path.abspath(arguments[0])))
    cases = [c for f in files for c in read_cases(f) if c["level"] in levels]
    found = extract(arguments[1], cases)
    total, passed, bad = {}, {}, False
    for case in cases:
        wrong = judge(case, found[case["number"]])
        name = "phenomenon %s %s" % (case["number"], case["name"])
        total[case["level"]] = total.get(case["level"], 0) + 1
        if not wrong:
            passed[case["level"]] = passed.get(case["level"], 0) + 1
            if case["number"] in known:
                print("# %s is no longer failing: strike it from "
                      "known-failures.txt" % case["number"])
        if "--brief" not in arguments or wrong:
            print("ok - " + name if not wrong else
                  "ok - %s # TODO %s" % (name, known[case["number"]])
                  if case["number"] in known else "not ok - " + name)
        bad = bad or bool(wrong) and case["number"] not in known
        if wrong and (case["number"] not in known or "--verbose" in arguments):
            print("#   " + case["text"])
            for line in wrong:
                print("#   " + line)
            for statement in found[case["number"]]:
                print("#   has " + show(statement))
    print("# phenomena: " + ", ".join(
        "level %d: %d of %d" % (level, passed.get(level, 0), total[level])
        for level in sorted(total)))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
