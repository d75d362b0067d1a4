# Shell functions for tests: one line "ok - NAME" or "not ok - NAME" a test.
# To be read with `.` by the scripts tests/*/run, from the source tree's root.
# shellcheck shell=sh

BUILD=${BUILD:-build}
QUERN=${QUERN:-$BUILD/quern}
JOBS=${JOBS:-$(nproc 2>/dev/null || echo 1)}
# One build serves the sanitizers' tests and the fuzz targets.
SANITIZE_BUILD=build-sanitize
SANITIZE_FLAGS="-O1 -g -fsanitize=fuzzer-no-link,address,undefined \
-fno-sanitize-recover=undefined -fno-omit-frame-pointer"
failed=0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

ok() { # NAME
  echo "ok - $1"
}
skip() { # NAME REASON
  echo "ok - $1 # SKIP $2"
}
not_ok() { # NAME [FILE: what to show of it]
  echo "not ok - $1"
  failed=1
  [ $# -lt 2 ] || tail -n 40 "$2" | sed 's/^/#   /'
}

# Run a command, of which only the end is of interest.
try() { # NAME COMMAND...
  name=$1
  shift
  if "$@" >"$scratch/try" 2>&1; then
    ok "$name"
  else
    not_ok "$name" "$scratch/try"
  fi
}

# Run quern and compare its exit status, and what it writes if given:
#   expect NAME STATUS [--in TEXT] [--out TEXT] [--err TEXT] -- ARGUMENT...
# The texts are compared whole; the last newline is added, but not to "".
text() { [ -z "$1" ] || printf '%s\n' "$1"; }
expect() {
  name=$1
  status=$2
  shift 2
  : >"$scratch/in"
  has_out= has_err=
  while [ "$1" != -- ]; do
    case $1 in
    --in) text "$2" >"$scratch/in" ;;
    --out) has_out=1 && text "$2" >"$scratch/out.expected" ;;
    --err) has_err=1 && text "$2" >"$scratch/err.expected" ;;
    esac
    shift 2
  done
  shift
  "$QUERN" "$@" <"$scratch/in" >"$scratch/out" 2>"$scratch/err"
  actual=$?
  {
    [ $actual = "$status" ] || echo "exit status $actual, expected $status"
    [ -z "$has_out" ] || diff "$scratch/out.expected" "$scratch/out"
    [ -z "$has_err" ] || diff "$scratch/err.expected" "$scratch/err"
  } >"$scratch/differences"
  if [ -s "$scratch/differences" ]; then
    not_ok "$name" "$scratch/differences"
  else
    ok "$name"
  fi
}

finish() {
  exit $failed
}
