# The model of MODEL.md in GNU MathProg: its own derivation of every coefficient from the tables of a
# study, for any solver to check ours. Symbols in brackets are MODEL.md's.
#
#   glpsol -m models/programme/purchase.mod -d study.dat -d stage.dat
#
# One run solves one programme: `stage` says which.
#   level   the largest t that every zone of FREE can reach                    (a round of stage A)
#   value   the largest covered need                                           (stage B)
#   whole    the largest covered need in whole sessions; seats may stay empty  (with integers)
#   overlap  the least overlap of the buyers when `held` is covered            (stage C; with integers)
#   cost    the least cost of covering `held`                                  (stage D)
#   conflict  the least Σ violation ÷ max(1, |bound|) of decisions, rules and budgets
# In every stage a zone's coverage rate is at least its floor_rate. Results are printed as lines
# "result NAME [KEY …] NUMBER" with all their digits.

# ---- the study ----------------------------------------------------------------------------------
set INSTITUTIONS;                               # I
set ZONES;                                      # Z
set OCCUPATIONS;                                # O
set OFFERS;                                     # K
set NEEDS within ZONES cross OCCUPATIONS;       # pairs with a row in needs
set COMMITMENTS default {};                     # rows of commitments
set RULES default {};
set AUDIENCES default {};
set LEADS{OFFERS} within OCCUPATIONS;           # occupations that an offer leads to
set MAY_BUY{OFFERS} within INSTITUTIONS;        # institutions with a price for it

param buyer{INSTITUTIONS} symbolic;             # b(i)
param budget{INSTITUTIONS} >= 0;                # B_i, currency
param department{ZONES} symbolic default '';
param family{OCCUPATIONS} symbolic;             # f(o)
param need{NEEDS} >= 0;                         # n_zo, persons
param priority{NEEDS} >= 0, default 1;          # w_zo
param commitment_zone{COMMITMENTS} symbolic in ZONES;
param commitment_occupation{COMMITMENTS} symbolic in OCCUPATIONS;
param commitment_people{COMMITMENTS} >= 0;      # places·success_rate
param site{OFFERS} symbolic in ZONES;           # s_k
param places{OFFERS} >= 0;                      # C_k
param fill{OFFERS} >= 0, <= 1, default 1;       # θ_k
param success{OFFERS} >= 0, <= 1, default 1;    # ρ_k
param hours{OFFERS} >= 0, default 0;
param main{OFFERS} symbolic default '';
param provider{OFFERS} symbolic default '';
param lot{OFFERS} symbolic default '';
param kind{OFFERS} symbolic default '';
param fit{k in OFFERS, o in LEADS[k]} >= 0, <= 1, default 1;              # φ_ko
param price{k in OFFERS, i in MAY_BUY[k]} >= 0;                           # p_ki
param session_price{k in OFFERS, i in MAY_BUY[k]} >= 0, default 0;
param group_min{k in OFFERS} >= 0, default 1;      # places of one session
param group_max{k in OFFERS} >= 0, default places[k];
param signed{k in OFFERS, i in MAY_BUY[k]} >= 0, default 0;               # l_ki
param allowed{k in OFFERS, i in MAY_BUY[k]} >= 0, default places[k] + 1;  # u_ki (none: no bound)
param mobility{z in ZONES, s in ZONES} >= 0, <= 1, default if z = s then 1 else 0;  # a_zs
param audience_share{OFFERS, AUDIENCES} >= 0, <= 1, default 0;

param rule_measure{RULES} symbolic in {'places', 'hours', 'cost', 'entries', 'hires'};
param rule_sense{RULES} symbolic in {'min', 'max'};
param rule_value{RULES};
param rule_unit{RULES} symbolic in {'absolute', 'share'};
param rule_institution{RULES} symbolic default '';
param rule_buyer{RULES} symbolic default '';
param rule_audience{RULES} symbolic default '';
param rule_family{RULES} symbolic default '';
param rule_occupation{RULES} symbolic default '';
param rule_department{RULES} symbolic default '';
param rule_zone{RULES} symbolic default '';
param rule_provider{RULES} symbolic default '';
param rule_lot{RULES} symbolic default '';
param rule_kind{RULES} symbolic default '';
param rule_offer{RULES} symbolic default '';

# ---- the stage ----------------------------------------------------------------------------------
param stage symbolic in {'level', 'value', 'whole', 'overlap', 'cost', 'conflict'};
set FREE within ZONES default {};               # zones that t lifts in stage level
param floor_rate{ZONES} default 0;              # floor_z
param held default 0;                           # V to keep in stages overlap and cost

# ---- derived ------------------------------------------------------------------------------------
param committed{(z, o) in NEEDS} :=                                       # m_zo
    sum{c in COMMITMENTS: commitment_zone[c] = z and commitment_occupation[c] = o}
        commitment_people[c];
param residual{(z, o) in NEEDS} := max(0, need[z, o] - committed[z, o]);  # d_zo
set WANTED{z in ZONES} := setof{o in OCCUPATIONS: (z, o) in NEEDS} o;
param zone_need{z in ZONES} := sum{o in WANTED[z]} need[z, o];            # N_z
param zone_committed{z in ZONES} := sum{o in WANTED[z]} min(need[z, o], committed[z, o]);
set RATED := setof{z in ZONES: zone_need[z] > 0} z;

# e_kzo; y_kzo exists where it is positive and some need is left.
param effect{k in OFFERS, o in LEADS[k], z in ZONES} :=
    fill[k] * success[k] * fit[k, o] * mobility[z, site[k]];
set RESIDENTS{k in OFFERS, o in LEADS[k]} :=
    setof{z in ZONES: (z, o) in NEEDS and effect[k, o, z] > 0} z;
set USERS{k in OFFERS, o in LEADS[k]} :=
    setof{z in RESIDENTS[k, o]: residual[z, o] > 0} z;
set COURSES{o in OCCUPATIONS} := setof{k in OFFERS: o in LEADS[k]} k;

# The measure of one place, and whether a pair passes a rule's filters.
param measure{q in RULES, k in OFFERS, i in MAY_BUY[k]} :=
    if rule_measure[q] = 'places' then 1
    else if rule_measure[q] = 'hours' then hours[k]
    else if rule_measure[q] = 'cost' then price[k, i]
    else if rule_measure[q] = 'entries' then fill[k]
    else fill[k] * success[k];
param same_money{q in RULES, i in INSTITUTIONS} binary :=
    if (rule_institution[q] = '' or rule_institution[q] = i)
       and (rule_buyer[q] = '' or rule_buyer[q] = buyer[i]) then 1 else 0;
param passes{q in RULES, k in OFFERS} binary :=
    if (rule_family[q] = '' or (if main[k] = '' then '' else family[main[k]]) = rule_family[q])
       and (rule_occupation[q] = '' or rule_occupation[q] = main[k])
       and (rule_department[q] = '' or rule_department[q] = department[site[k]])
       and (rule_zone[q] = '' or rule_zone[q] = site[k])
       and (rule_provider[q] = '' or rule_provider[q] = provider[k])
       and (rule_lot[q] = '' or rule_lot[q] = lot[k])
       and (rule_kind[q] = '' or rule_kind[q] = kind[k])
       and (rule_offer[q] = '' or rule_offer[q] = k) then 1 else 0;
param weight{q in RULES, k in OFFERS} :=
    passes[q, k] * (if rule_audience[q] = '' then 1 else audience_share[k, rule_audience[q]]);
param coefficient{q in RULES, k in OFFERS, i in MAY_BUY[k]} :=            # a^q_ki
    same_money[q, i] * measure[q, k, i]
    * (weight[q, k] - (if rule_unit[q] = 'share' then rule_value[q] else 0));
param bound{q in RULES} := if rule_unit[q] = 'share' then 0 else rule_value[q];   # b^q

# Decisions, rules and budgets may be missed only where the stage asks by how much they must be.
param elastic binary := if stage = 'conflict' then 1 else 0;
# Exact arithmetic must not call a plan impossible for the last bit of a sum of signed places.
param hair := 1e-9;
set SIGNED := setof{k in OFFERS, i in MAY_BUY[k]: signed[k, i] > 0} (k, i);
set LIMITED := setof{k in OFFERS, i in MAY_BUY[k]: allowed[k, i] < places[k]} (k, i);

# Courses and cells where buyers may meet; in the other stages none, and nothing is integer.
set BUYERS := setof{i in INSTITUTIONS} buyer[i];
param own_family{k in OFFERS} symbolic := if main[k] = '' then '' else family[main[k]];
set MET_COURSES := setof{k in OFFERS: stage = 'overlap'} k;
set MET_CELLS dimen 3 := setof{k in OFFERS: stage = 'overlap'} (site[k], own_family[k], kind[k]);

# What is bought in whole sessions; in the other stages nothing, and a session's price is spread.
set SOLD := setof{k in OFFERS, i in MAY_BUY[k]: stage = 'whole'} (k, i);
param place_price{k in OFFERS, i in MAY_BUY[k]} :=
    price[k, i] + if stage = 'whole' or session_price[k, i] = 0 then 0
                  else session_price[k, i] / group_max[k];

# ---- variables ----------------------------------------------------------------------------------
var x{k in OFFERS, i in MAY_BUY[k]} >= 0;
var y{k in OFFERS, o in LEADS[k], z in USERS[k, o]} >= 0;
var t;
var short_of_signed{SIGNED} >= 0;
var above_allowed{LIMITED} >= 0;
var above_budget{INSTITUTIONS} >= 0;
var beyond_rule{RULES} >= 0;
var leads_course{MET_COURSES, BUYERS} binary;
var leads_cell{MET_CELLS, BUYERS} binary;
var course_overlap{MET_COURSES} >= 0;
var cell_overlap{MET_CELLS} >= 0;
var whole_places{SOLD} integer >= 0;
var sessions{SOLD} integer >= 0;

# ---- constraints --------------------------------------------------------------------------------
s.t. link{k in OFFERS}:
    sum{o in LEADS[k], z in USERS[k, o]} y[k, o, z] <= sum{i in MAY_BUY[k]} x[k, i];
s.t. no_empty_places{k in OFFERS: stage <> 'whole'}:
    sum{o in LEADS[k], z in USERS[k, o]} y[k, o, z] >= sum{i in MAY_BUY[k]} (x[k, i] - signed[k, i]) - hair
       + elastic * sum{i in MAY_BUY[k]: (k, i) in SIGNED} short_of_signed[k, i];
s.t. capacity{k in OFFERS}: sum{i in MAY_BUY[k]} x[k, i] <= places[k] + hair;
s.t. not_paid_twice{(z, o) in NEEDS: residual[z, o] > 0}:
    sum{k in COURSES[o]: z in USERS[k, o]} effect[k, o, z] * y[k, o, z] <= residual[z, o];
s.t. signed_places{(k, i) in SIGNED}: x[k, i] + elastic * short_of_signed[k, i] >= signed[k, i];
s.t. allowed_places{(k, i) in LIMITED}: x[k, i] - elastic * above_allowed[k, i] <= allowed[k, i];
s.t. within_budget{i in INSTITUTIONS}:
    sum{k in OFFERS: i in MAY_BUY[k]} place_price[k, i] * x[k, i]
    + sum{(k, j) in SOLD: j = i} session_price[k, i] * sessions[k, i] - elastic * above_budget[i]
    <= budget[i];
s.t. rule_min{q in RULES: rule_sense[q] = 'min'}:
    sum{k in OFFERS, i in MAY_BUY[k]} coefficient[q, k, i] * x[k, i] + elastic * beyond_rule[q]
    >= bound[q];
s.t. rule_max{q in RULES: rule_sense[q] = 'max'}:
    sum{k in OFFERS, i in MAY_BUY[k]} coefficient[q, k, i] * x[k, i] - elastic * beyond_rule[q]
    <= bound[q];
s.t. balance{z in RATED}:                                                 # r_z
    (zone_committed[z] + sum{o in WANTED[z], k in COURSES[o]: z in USERS[k, o]}
        effect[k, o, z] * y[k, o, z]) / zone_need[z]
    - (if z in FREE then t else 0) >= if z in FREE then 0 else floor_rate[z];
s.t. level_only_where_asked: (if stage = 'level' then 0 else 1) * t = 0;
s.t. keep_value:
    sum{k in OFFERS, o in LEADS[k], z in USERS[k, o]} priority[z, o] * effect[k, o, z] * y[k, o, z]
    >= if stage = 'cost' or stage = 'overlap' then held else 0;
s.t. one_course_leader{k in MET_COURSES}: sum{b in BUYERS} leads_course[k, b] = 1;
s.t. one_cell_leader{(z, f, d) in MET_CELLS}: sum{b in BUYERS} leads_cell[z, f, d, b] = 1;
s.t. beside_course_leader{k in MET_COURSES, b in BUYERS}:
    sum{i in MAY_BUY[k]: buyer[i] <> b} x[k, i]
    <= course_overlap[k] + places[k] * (1 - leads_course[k, b]);
s.t. beside_cell_leader{(z, f, d) in MET_CELLS, b in BUYERS}:
    sum{k in OFFERS, i in MAY_BUY[k]: site[k] = z and own_family[k] = f and kind[k] = d
        and buyer[i] <> b} x[k, i]
    <= cell_overlap[z, f, d] + (1 - leads_cell[z, f, d, b])
        * sum{k in OFFERS: site[k] = z and own_family[k] = f and kind[k] = d} places[k];

s.t. no_part_of_a_place{(k, i) in SOLD}: x[k, i] = whole_places[k, i];
# An offer that can cover nothing is not there to be bought, unless it is signed.
s.t. nothing_for_nobody{(k, i) in SOLD: sum{j in MAY_BUY[k]} signed[k, j] = 0
    and sum{o in LEADS[k], z in USERS[k, o]} 1 = 0}: x[k, i] = 0;
s.t. shortest_session{(k, i) in SOLD}: x[k, i] >= group_min[k] * sessions[k, i];
s.t. longest_session{(k, i) in SOLD}: x[k, i] <= group_max[k] * sessions[k, i];

# t counts 100,000 fold, so that a solver's tolerances do not stop it short.
maximize goal:
    (if stage = 'level' then 100000 else 0) * t
    + (if stage = 'value' or stage = 'whole' then 1 else 0) * sum{k in OFFERS, o in LEADS[k], z in USERS[k, o]}
        priority[z, o] * effect[k, o, z] * y[k, o, z]
    - (if stage = 'overlap' then 1 else 0)
        * (sum{k in MET_COURSES} course_overlap[k]
           + sum{(z, f, d) in MET_CELLS} cell_overlap[z, f, d])
    - (if stage = 'cost' then 1 else 0) * sum{k in OFFERS, i in MAY_BUY[k]} place_price[k, i] * x[k, i]
    - elastic * (
        sum{(k, i) in SIGNED} short_of_signed[k, i] / max(1, signed[k, i])
        + sum{(k, i) in LIMITED} above_allowed[k, i] / max(1, allowed[k, i])
        + sum{i in INSTITUTIONS} above_budget[i] / max(1, budget[i])
        + sum{q in RULES} beyond_rule[q] / max(1, abs(bound[q])));

solve;

# ---- results ------------------------------------------------------------------------------------
printf "result level %.17g\n", t;
printf "result value %.17g\n", sum{k in OFFERS, o in LEADS[k], z in USERS[k, o]}
    priority[z, o] * effect[k, o, z] * y[k, o, z];
printf "result overlap %.17g\n", sum{k in MET_COURSES} course_overlap[k]
    + sum{(z, f, d) in MET_CELLS} cell_overlap[z, f, d];
printf "result cost %.17g\n", sum{k in OFFERS, i in MAY_BUY[k]} place_price[k, i] * x[k, i];
printf "result violation %.17g\n", sum{(k, i) in SIGNED} short_of_signed[k, i] / max(1, signed[k, i])
    + sum{(k, i) in LIMITED} above_allowed[k, i] / max(1, allowed[k, i])
    + sum{i in INSTITUTIONS} above_budget[i] / max(1, budget[i])
    + sum{q in RULES} beyond_rule[q] / max(1, abs(bound[q]));
printf{z in RATED} "result rate %s %.17g\n", z, (zone_committed[z]
    + sum{o in WANTED[z], k in COURSES[o]: z in USERS[k, o]} effect[k, o, z] * y[k, o, z])
    / zone_need[z];
printf{z in RATED} "result dual %s %.17g\n", z, balance[z].dual;
end;
