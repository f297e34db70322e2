#!/bin/bash
# Whether two builds of the program answer the same: every command on the example, on the studies of tests/
# and on random ones of the program's own generator, and the commands that need no study; every file, both streams
# and the exit status, byte for byte, but for seconds. A command that does not end in five minutes counts as one that
# differs. Usage: same_bytes.sh [--quick] OLD_PROGRAM NEW_PROGRAM [STUDY...]. Prints what differs, 1 then; at the end
# how many commands ended with which status: where most are refused little is shown.
set -euo pipefail

quick=0
[ "${1:-}" != --quick ] || { quick=1; shift; }
[ $# -ge 2 ] || { echo "usage: same_bytes.sh [--quick] OLD_PROGRAM NEW_PROGRAM [STUDY...]" >&2; exit 2; }
old=$(realpath "$1") new=$(realpath "$2")
shift 2
source=$(cd "$(dirname "$0")/.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export LC_ALL=C.UTF-8
failed=0 runs=0
declare -A ended

# Seconds differ from run to run; nothing else may.
without_seconds() {
    sed -Ei -e '/"seconds": \{/,/\}/d' -e '/"seconds[a-z_]*": [0-9.e+-]+/d' -e 's/"[a-z_]*seconds[a-z_]*":[0-9.e+-]+//g' "$@"
}

# The last paragraph of a printed answer that begins with a count of seconds.
without_last_words() {
    sed -Ei -e '/^  [0-9.]+ seconds on /,/^$/d' -e '/^  [0-9.,]+ secondes? sur /,/^$/d' "$@"
}

# run SIDE NAME ARGUMENT...: one program in a folder of its own, which looks the same for both.
run() {
    local program=${!1} folder=$scratch/$1/$2 status=0
    shift 2
    mkdir -p "$folder"
    cd "$folder"
    ln -sfn "$studies" studies
    timeout -k 5 300 "$program" "$@" --threads 2 >stdout 2>stderr || status=$?
    rm studies
    echo "$status" >status
    [ "$status" -lt 124 ] || echo "did not end well: $program" >>status # never the same on both sides
    find . -name '*.json' -print0 | xargs -0r sed -Ei '/"seconds": \{/,/\}/d'
    without_seconds stdout
    without_last_words stdout
}

# one NAME ARGUMENT...: the command with both programs, at the same time.
one() {
    local name=$1 status
    shift
    (run old "$name" "$@") &
    (run new "$name" "$@")
    wait $!
    runs=$((runs + 1))
    status=$(head -1 "$scratch/old/$name/status")
    ended[$status]=$((${ended[$status]:-0} + 1))
    if ! diff -rq "$scratch/old/$name" "$scratch/new/$name" >"$scratch/difference"; then
        echo "equiplace $*"
        sed 's/^/    /' "$scratch/difference"
        [ -z "${SHOW:-}" ] || diff -r "$scratch/old/$name" "$scratch/new/$name" | head -"$SHOW" || true
        failed=1
    fi
    rm -rf "${scratch:?}/old/$name" "${scratch:?}/new/$name"
}

# The first id of a table.
first_id() {
    local table=$studies/$1/$2.csv
    [ ! -s "$table" ] || sed -n '2{s/,.*//;p}' "$table"
}

# Commands that need no study.
without_study() {
    local command
    for command in init import generate check solve compare sweep frontier evaluate explain export; do
        one help_"$command" "$command" --help
    done
    one help --help
    one french_help --lang fr --help
    one unknown sollve
    one init init made
    one generate generate made --zones 4 --occupations 6 --institutions 3 --seed 5
    one import import bmo studies/bmo/survey_2024.csv --out made --families studies/bmo/families.csv
}

# Every command on one study.
all_of() {
    local study=$1 s=studies/$1 institutions a b
    institutions=$(tail -n +2 "$studies/$study/institutions.csv" | cut -d, -f1)
    a=$(sed -n 1p <<<"$institutions") b=$(sed -n 2p <<<"$institutions")
    one check check "$s"
    one solve solve "$s" --quiet --out out --xlsx --html --coordinate
    one french solve "$s" --lang fr --csv-style fr --out out --xlsx --html
    one json solve "$s" --json --set balance=0.5
    one whole solve "$s" --whole --quiet --out out
    one explain_all explain "$s" --all --out out
    one explain_offer explain "$s" --offer "$(first_id "$study" offers)"
    one explain_zone explain "$s" --zone "$(first_id "$study" zones)" --lang fr
    one explain_money explain "$s" --institution "$a" --json
    one explain_rule explain "$s" --rule "$(first_id "$study" rules)"
    one export export "$s" plan.lp
    one frontier frontier "$s" --vary "budget[$a]*=0.9:1.1" --tolerance 0.01 --quiet --out out --xlsx --html
    one sweep sweep "$s" --vary balance=0:1:3 --draws 3 --quiet --out out --xlsx
    [ -z "$b" ] || one held sweep "$s" --transfer "$a:$b=0:1000:5" --hold-floors --json
    [ ! -e "$studies/$study/scenarios.csv" ] || one compare compare "$s" --quiet --out out --xlsx --html
    # The study's own plan, as a draft made elsewhere.
    if "$old" solve "$studies/$study" --quiet --out "$scratch/draft" >/dev/null 2>&1 && [ -s "$scratch/draft/plan.csv" ]; then
        cp "$scratch/draft/plan.csv" "$studies/$study.draft"
        one evaluate evaluate "$s" "$s.draft" --quiet --out out --xlsx --html
    fi
    rm -rf "$scratch/draft"
}

studies=$scratch/studies
mkdir "$studies"
if [ $# -gt 0 ]; then
    for study in "$@"; do cp -r "$study" "$studies/"; done
else
    for study in "$source"/tests/cases/*/ "$source"/tests/cases/*/*/; do
        if [ -e "$study/offers.csv" ]; then
            name=${study#"$source"/tests/cases/}
            name=${name%/}
            cp -r "$study" "$studies/${name//\//-}"
        fi
    done
    for seed in 1 2; do
        "$old" generate "$studies/random-$seed" --quiet --zones $((3 + seed)) --occupations 12 --offers 60 --institutions $((1 + seed)) --seed $seed --second 40% --across 0.5 >/dev/null
    done
    [ $quick = 1 ] || cp -r "$source/input/examples/sud-2024" "$studies/"
fi
if [ $# = 0 ]; then
    cp -r "$source/tests/cases/bmo" "$studies/"
    without_study
    rm -r "$studies/bmo"
fi
for study in "$studies"/*/; do all_of "$(basename "$study")"; done
echo "$runs commands with both programs: $([ $failed = 0 ] && echo the same bytes || echo NOT the same)"
for status in "${!ended[@]}"; do echo "    ${ended[$status]} ended with status $status"; done | sort
exit $failed
