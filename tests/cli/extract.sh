# quern extract.
# shellcheck shell=sh disable=SC2154

articles='examples/ferry-fire.txt examples/harbour-strike.txt'

# Several articles give what each gives, and nothing else: graphs of shards are
# merged by union.
# shellcheck disable=SC2086
merges_by_union() { # OPTION...
  "$QUERN" extract -q -f ntriples "$@" $articles >"$scratch/all.nt" &&
    for article in $articles; do
      "$QUERN" extract -q -f ntriples "$@" "$article" || return 1
    done >"$scratch/each.nt" &&
    [ -s "$scratch/each.nt" ] &&
    sort -u "$scratch/each.nt" >"$scratch/each" &&
    sort -u "$scratch/all.nt" | diff "$scratch/each" -
}
try "$prefix: graphs of two articles merge by union" merges_by_union
for level in none span; do
  try "$prefix: graphs with provenance $level merge by union" \
    merges_by_union --provenance $level
done
for format in turtle ntriples nquads jsonl text; do
  is_the_same() {
    "$QUERN" extract -f $format -j 1 examples >"$scratch/one" &&
      "$QUERN" extract -f $format -j 2 examples >"$scratch/two" &&
      [ -s "$scratch/one" ] && cmp "$scratch/one" "$scratch/two"
  }
  try "$prefix: extract -f $format gives the same bytes on two threads" \
    is_the_same
done

# The IRIs of JSON Lines are those of the graph.
has_iris_of_the_graph() {
  "$QUERN" extract -f jsonl examples/ferry-fire.txt |
    grep -o '"iri":"[^"]*"' | sed 's/"iri":"\(.*\)"/<\1>/' | sort -u \
    >"$scratch/iris" &&
    "$QUERN" extract -f ntriples examples/ferry-fire.txt |
    grep -o '^<[^>]*>' | sort -u >"$scratch/subjects" &&
    [ "$(wc -l <"$scratch/iris")" -gt 20 ] &&
    ! comm -23 "$scratch/iris" "$scratch/subjects" | grep .
}
try "$prefix: extract -f jsonl names what the graph names" has_iris_of_the_graph

# "One of the worst storms" is a storm, "one of the two suspects" counts them.
tells_numbers_from_things() {
  echo 'In one of the worst storms of the year, Telvik closed the port.' |
    "$QUERN" extract -q -f jsonl - >"$scratch/thing" &&
    grep -q 'worst storms' "$scratch/thing" &&
    ! grep '"value":"1"' "$scratch/thing" &&
    echo 'One of the two suspects confessed.' |
    "$QUERN" extract -q -f jsonl - | grep -q '"value":"1"'
}
try "$prefix: a number with what it counts is a thing" tells_numbers_from_things

# What of a folder is read.
folder=$scratch/articles
mkdir "$folder" "$folder/inside.txt" "$scratch/none"
echo 'Berg resigned.' >"$folder/a.txt"
echo 'Lund resigned.' >"$folder/B.TEXT"
echo 'Holt resigned.' >"$folder/notes"
echo '# Ek resigned.' >"$folder/my.rules"
echo 'Moen resigned.' >"$folder/.hidden.txt"
echo 'Strand resigned.' >"$folder/inside.txt/c.txt"
expect "$prefix: of a folder the articles are read, sorted by name" 0 \
  --err "" --out "Lund resign
Berg resign" -- extract -f text "$folder"
expect "$prefix: a file that is named is read whatever its name" 0 \
  --err "" --out "Holt resign" -- extract -f text "$folder/notes"
echo 'Holt resigned.' >"$scratch/none/notes"
expect "$prefix: a folder without articles is an error" 3 \
  --out "" --err "$scratch/none: error: no file in this folder has a name that ends in .txt or .text; a file of another name is read if it is named by itself, and folders inside are not entered" \
  -- extract "$scratch/none"
expect "$prefix: ... and does not keep others from being read" 3 \
  --out "Lund resign
Berg resign" -- extract -f text "$scratch/none" "$folder"

# What stands around the article's sentences.
expect "$prefix: a dateline tells where and when, and is no sentence" 0 \
  --in "MARHAVEN, May 4, 2013 (NTB) – Brask closed its mill. Workers wept." \
  --out "Brask close its mill (time: May 4, 2013 = 2013-05-04, place: MARHAVEN)
Workers weep" -- extract -f text
expect "$prefix: ... and adds nothing to what the sentence tells itself" 0 \
  --in "MARHAVEN, May 4, 2013 (NTB) – Brask closed its mill in Karsund on Friday." \
  --out "Brask close its mill (time: on Friday = 2013-05-03, place: in Karsund)" \
  -- extract -f text
expect "$prefix: a page's date is no time of what happened" 0 \
  --in "Brask closes mill

April 13, 2013
Workers wept. The mill burned down." \
  --out "Brask close mill
Workers weep
The mill burn down" -- extract -f text
expect "$prefix: ... and nothing to what is denied or said" 0 \
  --in "MARHAVEN, May 4, 2013 (NTB) – Brask did not close its mill." \
  --out "Brask close its mill [not]" -- extract -f text
expect "$prefix: a list of sources is told without what it is said to be" 0 \
  --in "China and Norland, which are at war, agreed to meet." \
  --out "China be at war
Norland be at war
China agree meet
Norland agree meet
China and Norland plan: China meet [planned]
China and Norland plan: Norland meet [planned]" -- extract -f text
expect "$prefix: who says and adds is one source" 0 \
  --in "Kolm News said both ministers resigned, it added." \
  --out "Kolm News says: Kolm News say both ministers resigned
Kolm News says: both ministers resign (subject.count: both)
Kolm News add Kolm News said both ministers resigned" -- extract -f text
expect "$prefix: what is said is what the attribution holds" 0 \
  --in "A spokesman said that the talks went smoothly under a positive atmosphere and the two sides reached a deal, but did not give further details." \
  --out "$(printf '%s\n' \
    "A spokesman say the talks went smoothly under a positive atmosphere and the two sides reached a deal (object.under: under a positive atmosphere, object.manner: smoothly)" \
    "A spokesman says: the talks go under a positive atmosphere (manner: smoothly)" \
    "A spokesman says: the two sides reach a deal (subject.count: two = 2)" \
    "A spokesman give further details [not]")" -- extract -f text
expect "$prefix: a byline and a credit give no facts" 0 \
  --in "Brask closes its mill

Written by Jamie Yap, Contributor
Photo: Anna Berg/NTB

Workers wept." --out "Brask close its mill
Workers weep" -- extract -f text
page_is_described() {
  printf '%s\n' 'Brask closes its mill' '' 'By Jamie Yap' '' \
    'MARHAVEN, May 4, 2013 (NTB) – Brask closed its mill.' |
    "$QUERN" extract -f ntriples >"$scratch/page.nt" || return 1
  for line in 'headline> "Brask closes its mill"@en' 'author> "Jamie Yap"' \
    'publisher> "NTB"' 'locationCreated> <.*/entity/Marhaven>' \
    'datePublished> "2013-05-04"^^<.*#date>'; do
    grep -q "^<[^>]*/document/stdin> <http://schema.org/$line \.$" \
      "$scratch/page.nt" || {
      echo "no $line"
      return 1
    }
  done
}
try "$prefix: a document has its author, place, date and publisher" \
  page_is_described

# Who says what, and about whom.
claims="Berg said Brask sued Lund. Ida Holm denied that Brask failed.
\"Lund is rich,\" Holm said. Brask closed."
expect "$prefix: --claims-by writes what one source says" 0 --in "$claims" \
  --out "Ida Holm denies: Brask fail
Holm says: Lund be rich" -- extract -f text --claims-by holm
expect "$prefix: ... and nothing if nobody has the name" 0 --in "$claims" \
  --out "" -- extract -f text --claims-by Diaz
expect "$prefix: --about writes what one takes part in" 0 \
  --in "$claims" --out "Berg says: Brask sue Lund
Holm says: Lund be rich" -- extract -f text --about LUND
expect "$prefix: ... and what such a statement says in turn" 0 \
  --in "Berg said Brask failed." --out "Berg say Brask failed
Berg says: Brask fail" -- extract -f text --about berg
expect "$prefix: both narrow the choice" 0 --in "$claims" \
  --out "Holm says: Lund be rich" \
  -- extract -f text --about Lund --claims-by "Ida Holm"
expect "$prefix: --claims-by needs a name" 2 \
  --err "quern: error: option '--claims-by' needs a value: NAME
try 'quern extract --help'" -- extract --claims-by
expect "$prefix: --about needs a name" 2 \
  --err "quern: error: option '--about' needs a value: NAME
try 'quern extract --help'" -- extract --about

# What new users do.
for date in yesterday 2013-13-01 2013-02-30 13-04-2013; do
  expect "$prefix: --date $date is refused" 2 \
    --err "quern: error: --date: '$date' is no date such as 2013-04-13" \
    -- extract --date $date "$folder/a.txt"
done
expect "$prefix: an empty text has no facts" 0 --out "" --err "" \
  -- extract -f text /dev/null
expect "$prefix: a page of HTML is told what to do" 1 --out "" \
  --err "-:1:1: error: the text is an HTML page; convert it to plain text, for example with html2text or lynx -dump" \
  --in "<!DOCTYPE html><html><p>Berg resigned.</p></html>" -- extract -f text
expect "$prefix: a missing file is named, the others are read" 3 \
  --out "Berg resign" --err "$scratch/missing.txt: error: no such file or folder" \
  -- extract -f text "$scratch/missing.txt" "$folder/a.txt"
if [ -w /dev/full ]; then
  try "$prefix: a full disk is an error of extract" full_disk extract examples
fi
reader_goes_away() {
  { "$QUERN" extract examples; echo $? >"$scratch/status"; } \
    2>"$scratch/err" | head -n 1 >/dev/null
  [ "$(cat "$scratch/status")" = 0 ] && [ ! -s "$scratch/err" ]
}
try "$prefix: a reader of the graph may go away" reader_goes_away

# Two say what a third one denies.
finds_contradictions() {
  echo "Norland said Telvik paid Diaz. Sudmark also said Telvik paid Diaz.
Brask denied that Telvik paid Diaz." |
    "$QUERN" extract -o "$scratch/claims.ttl" || return 1
  "$QUERN" query -f tsv "$scratch/claims.ttl" \
    "$(cat examples/queries/contradictions.rq)" | sed 1d >"$scratch/rows"
  cut -f 1,3 "$scratch/rows" | tr '\t' ' ' >"$scratch/who"
  printf '%s\n' '"Norland"@en "Brask"@en' '"Sudmark"@en "Brask"@en' |
    diff - "$scratch/who"
}
try "$prefix: who contradicts whom can be asked" finds_contradictions

# Two articles, three who say the same: one claim of all of them, and in
# N-Quads in the graph of each.
joins_sources() {
  mkdir "$scratch/joined" &&
    echo "Norland and Sudmark said Telvik paid Diaz." >"$scratch/joined/a.txt" &&
    echo "Brask insists Telvik paid Diaz." >"$scratch/joined/b.txt" &&
    "$QUERN" extract -f nquads "$scratch/joined" >"$scratch/joined.nq" &&
    grep "wasAttributedTo" "$scratch/joined.nq" >"$scratch/sources" || return 1
  cut -d ' ' -f 1 "$scratch/sources" | sort -u | grep -c . | grep -qx 1 &&
    sed 's/.*entity.\([A-Z][a-z]*\).*claims.\([A-Z][a-z]*\).*/\1 \2/' \
      "$scratch/sources" | tr '\n' ' ' |
    grep -qx 'Norland Norland Sudmark Sudmark Brask Brask ' &&
    "$QUERN" extract -f jsonl "$scratch/joined" |
    grep '"cue":{"text":"said"' | grep -q '"others":\[{"text":"Sudmark"' &&
    "$QUERN" extract --claims-by Sudmark -f text "$scratch/joined" |
    grep -qx 'Norland and Sudmark say: Telvik pay Diaz'
}
try "$prefix: who says the same shares a claim" joins_sources
