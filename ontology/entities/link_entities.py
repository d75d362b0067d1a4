#!/usr/bin/env python3
"""Write owl:sameAs of organizations.ttl and regions.ttl from links.tsv.

Usage: link_entities.py [wikidata.json]

Each thing is one line of Turtle there. Its links are replaced by those of the
table; things that the table lacks lose theirs. With wikidata.json (of the npm
package name-suggestion-index, in dist/wikidata), nothing is written: items whose
label there is no name of ours are shown, to be read.
"""
import json
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
FILES = ("organizations.ttl", "regions.ttl")
NAME = re.compile(r'"((?:[^"\\]|\\.)*)"@en')


def read_links():
    links = {}
    with open(os.path.join(HERE, "links.tsv"), encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#"):
                name, wikidata, dbpedia, _ = line.rstrip("\n").split("\t")
                if name in links:
                    sys.exit(f"links.tsv: {name} twice")
                links[name] = (wikidata, dbpedia)
    return links


def same_as(wikidata, dbpedia):
    iris = []
    if wikidata != "-":
        iris.append("wd:" + wikidata)
    if dbpedia != "-":
        iris.append(f"<http://dbpedia.org/resource/{dbpedia}>")
    return " ; owl:sameAs " + " , ".join(iris)


def write(path, links, used):
    lines = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            name = re.match(r"<([^>]*)> a ", line)
            if name:
                line = re.sub(r" ; owl:sameAs [^;]*? \.$", " .", line)
                if name[1] in links and name[1] not in used:
                    used.add(name[1])
                    line = re.sub(r" \.$", lambda _, n=name[1]:
                                  same_as(*links[n]) + " .", line)
            lines.append(line)
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(lines)


def check(links, labels):
    for file_name in FILES:
        with open(os.path.join(HERE, file_name), encoding="utf-8") as file:
            for line in file:
                name = re.match(r"<([^>]*)> a ", line)
                item = labels.get(links.get(name[1], "-")[0]) if name else None
                if item and item["label"] not in NAME.findall(line):
                    print(name[1], item["label"], item.get("description"),
                          sep="\t")


def main():
    links = read_links()
    if len(sys.argv) > 1:
        with open(sys.argv[1], encoding="utf-8") as file:
            check(links, json.load(file)["wikidata"])
        return
    used = set()
    for name in FILES:
        write(os.path.join(HERE, name), links, used)
    for name in sorted(set(links) - used):
        print("unknown:", name, file=sys.stderr)


main()
