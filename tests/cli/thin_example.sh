#!/bin/bash
# The example study with every fourth offer and a fourth of the money, for tests that need its names and its
# structure but not its size. Usage: thin_example.sh EXAMPLE FOLDER
set -euo pipefail
cp -r "$1" "$2"
chmod -R u+w "$2"
awk 'NR == 1 || NR % 4 == 2' "$1/offers.csv" >"$2/offers.csv"
for table in offer_occupations prices audiences decisions; do
    awk -F, 'NR == FNR { kept[$1]; next } FNR == 1 || $1 in kept' "$2/offers.csv" "$1/$table.csv" >"$2/$table.csv"
done
awk -F, -v OFS=, 'NR > 1 { $2 /= 4 } 1' "$1/budgets.csv" >"$2/budgets.csv"
