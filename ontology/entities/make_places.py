#!/usr/bin/env python3
"""Write countries.ttl and cities.ttl from public-domain tables.

Usage: make_places.py countries.tsv cities.tsv

countries.tsv: iso2, iso3, wikidata, name, formal_name, long_name.
cities.tsv: name, other_names, iso2, region, class, population, wikidata,
geonames, latitude, longitude (Natural Earth, populated places).
english-names.tsv beside this script adds what they lack. Run once; the Turtle
files are the source from then on and may be edited by hand.
"""
import csv
import os
import re
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
PREFIXES = """# {what}
# Made by make_places.py from public-domain tables (Natural Earth) and lists
# written for this project. Names are matched as written, upper case and all.
@prefix dbo: <http://dbpedia.org/ontology/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <http://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .

"""
# The tables' identifiers name the realms; the news speaks of the countries.
WIKIDATA = {"DK": "Q35", "NL": "Q55"}
# Formal names that are out of date.
STALE = {"AF", "AO", "BN", "MK", "SZ", "PS", "GS", "HK", "MO", "BM", "FO"}


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t",
                                   quoting=csv.QUOTE_NONE))


def english_names():
    table = {}
    with open(os.path.join(HERE, "english-names.tsv"),
              encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#"):
                fields = line.rstrip("\n").split("\t") + [""] * 5
                table[fields[0]] = fields[1:5]
    return table


def local(name):
    """The end of an IRI for a name."""
    return re.sub(r"[^\w.'()&,-]", "_", name, flags=re.UNICODE)


def literal(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"@en'


def entity(name, pairs):
    body = " ;\n    ".join(f"{key} {value}" for key, value in pairs if value)
    return f"<{name}> {body} .\n"


def names(values):
    return " , ".join(literal(value) for value in values)


def is_sound(other, name):
    """Is an alternative name free of the damage that the table has?"""
    return (len(other) >= 4 and not re.search(r"\d|\?|,|  |^\W", other)
            and not re.search(r"\b\w\b|[bcdfghjklmnpqrtvwxz]{4}|dx", other)
            and other != name
            and abs(len(other) - len(name)) < 20)


def plain(text):
    """The text without accents."""
    text = unicodedata.normalize("NFD", text)
    return "".join(c for c in text if not unicodedata.combining(c))


def looks_damaged(other, name):
    """A letter lost or changed: nearly the name, but not by an accent."""
    a, b = plain(other).lower(), plain(name).lower()
    if a == b:
        return False
    if len(a) != len(b):
        return a.replace(" ", "") == b.replace(" ", "") or b.startswith(a)
    return sum(x != y for x, y in zip(a, b)) <= 2


def write_countries(table, english, path):
    known = {}
    with open(path, "w", encoding="utf-8") as file:
        file.write(PREFIXES.format(what="Countries and territories."))
        for row in table:
            code = row["iso2"]
            name, demonyms, others, capital = english.get(code, [""] * 4)
            label = name or row["name"]
            known[code] = label
            alternatives = [] if code in STALE else [row["formal_name"]]
            alternatives += [row["name"], row["long_name"]]
            alternatives += others.split("|")
            alternatives = [re.sub("^the ", "", a) for a in alternatives]
            if "St. " in label:
                alternatives += [label.replace("St. ", "Saint "),
                                 label.replace("St. ", "St ")]
            alternatives.append(plain(label))
            unique = sorted({a for a in alternatives if a and a != label})
            wikidata = WIKIDATA.get(code, row["wikidata"])
            file.write(entity(local(label), [
                ("a", "schema:Country"),
                ("rdfs:label", literal(label)),
                ("skos:altLabel", names(unique)),
                ("dbo:demonym", names(sorted(filter(None,
                                                    demonyms.split("|"))))),
                ("dbo:capital", literal(capital) if capital else ""),
                ("schema:identifier", f'"{code}"'),
                ("owl:sameAs", f"wd:{wikidata}" if wikidata else "")]))
    return known


def other_ids():
    """The names that regions and organizations have in the other files."""
    ids = set()
    for name in ("regions.ttl", "organizations.ttl"):
        with open(os.path.join(HERE, name), encoding="utf-8") as file:
            ids |= set(re.findall(r"^<([^>]*)>", file.read(), re.M))
    return ids


def write_cities(table, known, english, path):
    taken = {local(label) for label in known.values()} | other_ids()
    table.sort(key=lambda row: (-int(float(row["population"] or 0)),
                                row["name"], row["wikidata"]))
    with open(path, "w", encoding="utf-8") as file:
        file.write(PREFIXES.format(what="Cities and towns."))
        for row in table:
            name, code = row["name"], row["iso2"]
            if "?" in name or row["class"] in ("Scientific station",
                                               "Meteorological Station"):
                continue
            iri = local(name)
            for extra in (code, row["region"], row["wikidata"]):
                if iri in taken:
                    iri = local(name + "_" + extra)
            if iri in taken or "?" in iri:
                continue
            taken.add(iri)
            others = {o for o in row["other_names"].split("|")
                      if is_sound(o, name) and not looks_damaged(o, name)}
            capital = english.get(code, [""] * 4)[3]
            if row["class"] == "Admin-0 capital" and capital != name:
                others |= {capital} - {""}
            others |= {re.sub("^the ", "", name, flags=re.I), plain(name)}
            links = []
            if row["wikidata"]:
                links.append("wd:" + row["wikidata"])
            if row["geonames"].isdigit() and int(row["geonames"]) > 0:
                links.append("<https://sws.geonames.org/%s/>"
                             % row["geonames"])
            file.write(entity(iri, [
                ("a", "schema:City"),
                ("rdfs:label", literal(name)),
                ("skos:altLabel", names(sorted(others - {name}))),
                ("schema:containedInPlace",
                 f"<{local(known[code])}>" if code in known else ""),
                ("dbo:populationTotal",
                 str(int(float(row["population"] or 0)))),
                ("owl:sameAs", " , ".join(links))]).replace("\n    ", " "))


def main():
    countries, cities = rows(sys.argv[1]), rows(sys.argv[2])
    english = english_names()
    known = write_countries(countries, english,
                            os.path.join(HERE, "countries.ttl"))
    write_cities(cities, known, english, os.path.join(HERE, "cities.ttl"))


main()
