/* Tables as people and spreadsheets garble them: each is read as a person would, or not at all. */
#include "small_study.h"
#include "suite.h"

#include <stdlib.h>
#include <string.h>

#define RULES "rule,measure,sense,value,unit\n"
#define SCENARIOS "scenario,parameter,target,change,value\n"

/* One table of the small study replaced by a text, and all that is then found. */
typedef struct {
    const char *table, *text, *problems;
} table_case;

static void expect(const table_case *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        small_study texts = small_study_make();
        char *found;
        small_study_set(&texts, cases[i].table, cases[i].text);
        found = small_study_problems(&texts);
        if (strcmp(found, cases[i].problems) != 0)
            fprintf(stderr, "case %zu (%s):\n%s", i, cases[i].table, found);
        CU_ASSERT_STRING_EQUAL(found, cases[i].problems);
        free(found);
    }
}

#define EXPECT(cases) expect(cases, sizeof(cases) / sizeof *(cases))

/* A table of budgets that is read without a word: region 60000, state 1.5, ft 40000. */
static void expect_budgets(const char *text, double region, double state, double ft) {
    small_study texts = small_study_make();
    eqp_study *study;
    small_study_set(&texts, "budgets", text);
    study = small_study_read(&texts);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    CU_ASSERT_EQUAL(study->budgets.budget[0], ft);
    CU_ASSERT_EQUAL(study->budgets.budget[1], region);
    CU_ASSERT_EQUAL(study->budgets.budget[2], state);
    eqp_study_free(study);
}

static void numbers_are_read_by_the_signs_that_leave_no_doubt(void) {
    static const char *const texts[] = {
        "institution;budget\nregion;60000,00\nstate;1500,5\nft;40000\n",
        "institution;budget\nregion;60.000,00\nstate;1.500,5\nft;40.000\n",
        "institution;budget\nft;40.000\nstate;1.500,5\nregion;60.000\n",
        "institution\tbudget\nregion\t\"60,000\"\nstate\t\"1,500.5\"\nft\t\"40,000\"\n",
        "institution,budget\nregion,\"60,000\"\nstate,\"1,500.50\"\nft,\"40,000.0\"\n",
        "institution;budget\nregion;60 000\nstate;1 500,5\nft;40 000,00\n",
        "institution;budget\nregion;60'000\nstate;1'500.5\nft;40’000\n",
        "institution;budget\nregion;60\u202F000 €\nstate;1\u00A0500,50 €\nft;€ 40 000\n",
        "institution;budget\nregion;6e4\nstate;1500.5\nft;40.000,0e0\n",
    };
    for (size_t i = 0; i + 1 < sizeof texts / sizeof *texts; i++)
        expect_budgets(texts[i], 60000, 1500.5, 40000);
    expect_budgets("institution;budget\nregion;1.234.567\nstate;1.500\nft;40\n", 1234567, 1500, 40);
    expect_budgets("institution;budget\nregion;0,125\nstate;1,500\nft;40\n", 0.125, 1.5, 40);
    expect_budgets("institution,budget\nregion,1234.567\nstate,1.500\nft,40\n", 1234.567, 1.5, 40);
}

static void a_number_of_two_readings_is_refused(void) {
    static const table_case cases[] = {
        {"budgets", "institution;budget\nregion;60.000\nstate;40.500\nft;7\n",
         "budgets.csv:2:2: error: budget \"60.000\" may be 60000 or 60; write one of these\n"
         "budgets.csv:3:2: error: budget \"40.500\" may be 40500 or 40.5; write one of these\n"},
        {"budgets", "institution\tbudget\nregion\t60,000\nstate\t1\nft\t7.250\n",
         "budgets.csv:2:2: error: budget \"60,000\" may be 60000 or 60; write one of these\n"
         "budgets.csv:4:2: error: budget \"7.250\" may be 7250 or 7.25; write one of these\n"},
        {"budgets", "institution,budget\nregion,\"60,125\"\nstate,1\nft,7\n",
         "budgets.csv:2:2: error: budget \"60,125\" may be 60125 or 60.125; write one of these\n"},
        {"budgets", "institution,budget\nregion,60.000\nstate,1\nft,7\n",
         "budgets.csv:2:2: error: budget \"60.000\" may be 60000 or 60; write one of these\n"},
        {"budgets", "institution;budget\nregion;1.250 €\nstate;1\nft;7\n",
         "budgets.csv:2:2: error: budget \"1.250\" may be 1250 or 1.25; write one of these\n"},
        {"needs",
         "zone;occupation;need\n9306;B2X36;1.250\n9306;A1;980\n04;B2X36;15\n9302;B2X37;8\n",
         "needs.csv:2:3: error: need \"1.250\" may be 1250 or 1.25; write one of these\n"},
        {"rules", "rule;measure;sense;value\nr;cost;max;-1.250\n",
         "rules.csv:2:4: error: value \"-1.250\" may be -1250 or -1.25; write one of these\n"},
        {"scenarios", "scenario;parameter;target;change;value\ns;budget;;set;1.250\n",
         "scenarios.csv:2:5: error: value \"1.250\" may be 1250 or 1.25; write one of these\n"},
        /* as the file's delimiter has it, and no rounded thousands: read, and said */
        {"budgets", "institution,budget\nregion,60.125\nstate,1\nft,7\n",
         "budgets.csv:2:2: warning: budget \"60.125\" was read as 60.125, not as 60125\n"},
        {"budgets", "institution;budget\nregion;60,125\nstate;1\nft;7\n",
         "budgets.csv:2:2: warning: budget \"60,125\" was read as 60.125, not as 60125\n"},
        /* two signs */
        {"budgets", "institution;budget\nregion;60000,5\nstate;1.5\nft;7\n",
         "budgets.csv:3:2: error: budget \"1.5\" has another decimal sign than \"60000,5\" in line "
         "2; a file has one\n"},
        {"budgets", "institution;budget\nregion;60.000,5\nstate;1,234,567\nft;7\n",
         "budgets.csv:3:2: error: budget \"1,234,567\" has another decimal sign than \"60.000,5\" "
         "in "
         "line 2; a file has one\n"},
        {"budgets", "institution;budget\nregion;1.23.456\nstate;1,2345,6\nft;12.345.67\n",
         "budgets.csv:2:2: error: budget \"1.23.456\" is not a number\n"
         "budgets.csv:3:2: error: budget \"1,2345,6\" is not a number\n"
         "budgets.csv:4:2: error: budget \"12.345.67\" is not a number\n"},
        /* the range leaves one reading */
        {"mobility", "residence;site;share\n9306;04;1.000\n04;9306;0.250\n", ""},
        {"zones",
         "zone;name;longitude;latitude\n9306;M;5.123;43.250\n04;D;6.250;44.125\n9302;N;7;43\n",
         "rules.csv:4:11: error: department \"13\" is unknown\n"},
    };
    EXPECT(cases);
}

static void a_per_cent_is_a_share_or_refused(void) {
    static const table_case cases[] = {
        {"needs", "zone,occupation,need\n9306,B2X36,20%\n9306,A1,10\n04,B2X36,7.5\n9302,B2X37,12\n",
         "needs.csv:2:3: error: need \"20%\" is a per cent; write the number itself\n"},
        {"rules", RULES "r,places,min,25,share\n",
         "rules.csv:2:4: error: value 25 is no share from 0 to 1; 25% is 0.25\n"},
        {"rules", RULES "r,places,min,150%,share\ns,places,max,-0.5,share\n",
         "rules.csv:2:4: error: value 1.5 is no share from 0 to 1; 1.5% is 0.015\n"
         "rules.csv:3:4: error: value -0.5 is no share from 0 to 1; -0.5% is -0.005\n"},
        {"rules", RULES "r,places,min,-0.037,share\n",
         "rules.csv:2:4: warning: value -0.037 is below 0; a least share of that asks for "
         "nothing\n"},
        {"rules", RULES "r,places,min,25%,absolute\ns,cost,max,10%,\nt,places,max,90%,share\n",
         "rules.csv:2:4: error: value is a per cent, but the rule's unit is not share\n"
         "rules.csv:3:4: error: value is a per cent, but the rule's unit is not share\n"},
        {"scenarios",
         SCENARIOS
         "a,budget,,add,10%\nb,budget,,scale,+10%\nc,need,,add,-5 %\nd,price,,scale,-10%\n"
         "e,places,,set,50%\nf,price,,scale,+1.1\ng,success_rate,,add,10%\n",
         "scenarios.csv:2:5: error: value \"10%\" is a per cent and cannot be added; to make it so "
         "much more or less, scale by 110%\n"
         "scenarios.csv:3:5: error: value \"+10%\" has a sign, but a factor has none; to make it "
         "so "
         "much more or less, scale by 110%\n"
         "scenarios.csv:4:5: error: value \"-5 %\" is a per cent and cannot be added; to make it "
         "so "
         "much more or less, scale by 95%\n"
         "scenarios.csv:5:5: error: value \"-10%\" has a sign, but a factor has none; to make it "
         "so "
         "much more or less, scale by 90%\n"
         "scenarios.csv:6:5: error: value \"50%\" is a per cent of nothing; write the number "
         "itself, "
         "or scale\n"
         "scenarios.csv:7:5: error: value \"+1.1\" has a sign, but a factor has none; to make it "
         "so "
         "much more or less, scale by 110%, 0.9 …\n"
         "scenarios.csv:8:5: error: value \"10%\" is a per cent and cannot be added; to make it so "
         "much more or less, scale by 110%\n"},
        {"scenarios", SCENARIOS "a,budget,,scale,10%\n",
         "scenarios.csv:2:5: warning: value \"10%\" leaves only so much of what was; 110% would be "
         "10% more\n"},
        {"scenarios",
         SCENARIOS "a,budget,,scale,110%\nb,success_rate,,set,50%\nc,balance,,set,80 %\n"
                   "d,need,,scale,90%\ne,budget,,add,1 000 €\n",
         ""},
    };
    EXPECT(cases);
}

static void a_head_that_is_none_is_named(void) {
    static const table_case cases[] = {
        {"budgets", "sep=;\ninstitution;budget\nregion;1\nstate;2\nft;3\n", ""},
        {"budgets", "\uFEFF\uFEFFinstitution,bud\u200Bget\nregion,1\nstate,2\nft,3\n", ""},
        {"budgets", " Institution ,\"BUDGET\u00A0\"\nregion,1\nstate,2\nft,3\n", ""},
        {"budgets", "institution|budget\nregion|1\n",
         "budgets.csv:1:1: error: the columns are separated by \"|\"; save the table with commas, "
         "semicolons or tabs\n"},
        {"budgets", "institution:budget\nregion:1\n",
         "budgets.csv:1:1: error: the columns are separated by \":\"; save the table with commas, "
         "semicolons or tabs\n"},
        {"budgets", "Budgets 2025,\ninstitution,budget\nregion,1\nstate,2\nft,3\n",
         "budgets.csv:1:1: error: this line names no column; the header stands in line 2: take "
         "away "
         "what is above it\n"},
        {"budgets", "Budgets 2025;;\n\nin euros;;\nbudget;institution;\n1;region;\n",
         "budgets.csv:1:1: error: this line names no column; the header stands in line 4: take "
         "away "
         "what is above it\n"},
        {"budgets", "region,1\nstate,2\nft,3\n",
         "budgets.csv:1:1: error: the first line must name the columns (institution, budget); it "
         "begins with \"region\"\n"},
        {"budgets", ",\"\"\n,,1\n",
         "budgets.csv:2:1: error: the first line must name the columns (institution, budget); it "
         "begins with \"1\"\n"},
        {"budgets", "institution,\"budget\n(EUR)\"\nregion,1\nstate,2\nft,3\n",
         "budgets.csv:1:1: error: column \"budget\" (the most that may be spent) is missing\n"
         "budgets.csv:1:2: warning: column \"budget (EUR)\" is unknown and ignored; did you mean "
         "\"budget\"?\n"},
        {"budgets", "institution,budget,\nregion,1,\nstate,2,50\nft,3,7\n",
         "budgets.csv:3:3: error: \"50\" stands in a column without a name; name it in the header "
         "or "
         "clear it\n"},
        {"budgets", ",institution,budget\n0,region,1\n1,state,2\n2,ft,3\n",
         "budgets.csv:2:1: error: \"0\" stands in a column without a name; name it in the header "
         "or "
         "clear it\n"},
        {"budgets", "institution,,budget,\nregion,,1,\nstate,a,2,\nft,b,3,c\n",
         "budgets.csv:3:2: error: \"a\" stands in a column without a name; name it in the header "
         "or "
         "clear it\n"
         "budgets.csv:4:4: error: \"c\" stands in a column without a name; name it in the header "
         "or "
         "clear it\n"},
        {"occupations",
         "occupation,name,family\nA1,G,\nB2X36,P,B\noccupation,name,family\nB2X37,R,B\n",
         "occupations.csv:4:1: error: the header stands here again; take this line away\n"},
    };
    EXPECT(cases);
}

static void quotes_that_swallow_rows_are_found(void) {
    static const table_case cases[] = {
        {"commitments",
         "zone,occupation,places,funder\n9306,B2X36,5,\"Fund A\n9306,A1,20,plan B\n04,B2X36,7,Fund "
         "C\"\n",
         "commitments.csv:2:4: error: this cell holds a whole row; was a quote not closed, or not "
         "doubled?\n"},
        {"commitments", "zone,occupation,places,funder\n9306,B2X36,5,\"Fund\nA\"\n",
         "commitments.csv:2:4: error: funder \"Fund A\" holds a line end; was a quote not closed, "
         "or "
         "not doubled?\n"},
        {"zones", "zone;name\n9306;\"Marseille\nville\"\n\"04\n\";D\n\"93\r\n02\";N\n",
         "zones.csv:6:1: error: zone \"93 02\" holds a line end; was a quote not closed, or not "
         "doubled?\n"
         "needs.csv:5:1: error: zone \"9302\" is unknown: rows of zones.csv could not be read\n"
         "offers.csv:4:3: error: zone \"9302\" is unknown: rows of zones.csv could not be read\n"
         "mobility.csv:4:1: error: residence \"9302\" is unknown: rows of zones.csv could not be "
         "read; so is 1 more here\n"
         "rules.csv:4:11: error: department \"13\" is unknown: rows of zones.csv could not be "
         "read\n"},
        {"mobility",
         "residence,site,share\n\"9306\n\",04,0.5\n04,\"9306\n04\",0.2\n04,04,\"0\n.5\"\n",
         "mobility.csv:4:2: error: site \"9306 04\" holds a line end; was a quote not closed, or "
         "not "
         "doubled?\n"
         "mobility.csv:6:3: error: share \"0 .5\" holds a line end; was a quote not closed, or not "
         "doubled?\n"},
        {"mobility",
         "residence,site,share,note\n9306,04,0.5,\"see\n04,9306,0.2,page\n9302,9302,0.9,5\"\n",
         "mobility.csv:1:4: warning: column \"note\" is unknown and ignored\n"
         "mobility.csv:2:4: error: this cell holds a whole row; was a quote not closed, or not "
         "doubled?\n"},
        {"mobility", "residence,site,share\n=\"9306\",=\"04\",0.5\n\"=\"\"04\"\"\",9306,0.2\n", ""},
    };
    EXPECT(cases);
}

static void letters_that_were_lost_are_told_once(void) {
    static const table_case cases[] = {
        {"institutions",
         "institution,name,buyer\nregion,RÃ©gion,\nstate,Ã\u2030tat,region\nft,\uFFFD,\n",
         "institutions.csv:2:2: warning: name \"RÃ©gion\" lost letters in an earlier conversion "
         "(such "
         "as Ã© for é, or U+FFFD); save the table anew where they are right\n"},
        {"institutions", "institution,name,buyer\nregion,R\uFFFDgion,\nstate,S,region\nft,F,\n",
         "institutions.csv:2:2: warning: name \"R\uFFFDgion\" lost letters in an earlier "
         "conversion "
         "(such as Ã© for é, or U+FFFD); save the table anew where they are right\n"},
        {"institutions",
         "institution,name,buyer\nregion,Lâ€™aide,\nstate,São João Ângela,region\nft,Åse À,\n",
         "institutions.csv:2:2: warning: name \"Lâ€™aide\" lost letters in an earlier conversion "
         "(such as Ã© for é, or U+FFFD); save the table anew where they are right\n"},
        {"institutions", "institution,name,buyer\nregion,SÃO PAULO « Ã »,\nstate,S,region\nft,F,\n",
         ""},
    };
    EXPECT(cases);
}

static void names_that_a_spreadsheet_made_are_told(void) {
    static const table_case cases[] = {
        {"commitments",
         "zone;occupation;places;funder\n9306;B2X36;10;1,30012E+13\n9306;B2X36;1;1.3E+7\n"
         "9306;B2X36;1;#REF!\n9306;B2X36;1;#n/a\n9306;B2X36;1;########\n9306;B2X36;1;-\n"
         "9306;B2X36;1;n.d.\n9306;B2X36;1;1,30012E+13\n9306;B2X36;1;#1\n9306;B2X36;1;1E3\n",
         "commitments.csv:2:4: warning: funder \"1,30012E+13\" is what a spreadsheet makes of a "
         "long "
         "code; codes that differ may have become one\n"
         "commitments.csv:3:4: warning: funder \"1.3E+7\" is what a spreadsheet makes of a long "
         "code; "
         "codes that differ may have become one\n"
         "commitments.csv:4:4: warning: funder \"#REF!\" is a spreadsheet's mark for an error; it "
         "is "
         "taken as a name\n"
         "commitments.csv:5:4: warning: funder \"#n/a\" is a spreadsheet's mark for an error; it "
         "is "
         "taken as a name\n"
         "commitments.csv:6:4: warning: funder \"########\" is a spreadsheet's mark for an error; "
         "it "
         "is taken as a name\n"
         "commitments.csv:7:4: warning: funder \"-\" is taken as a name; leave the cell blank "
         "where "
         "there is none\n"
         "commitments.csv:8:4: warning: funder \"n.d.\" is taken as a name; leave the cell blank "
         "where there is none\n"},
    };
    EXPECT(cases);
}

static void the_cause_is_told_and_what_follows_is_counted(void) {
    static const table_case cases[] = {
        {"offers",
         "offer,name,zone,places,success_rate,provider,lot,kind\nplumber,P,9306,24,1,AFPA,building,"
         "certifying,x\ngarden,G,04,10,1,,,\nroof,R,9302,20,1,AFPA,building,certifying\n",
         "offers.csv:2:9: error: the row has too many cells: 9, where the header has 8\n"
         "offer_occupations.csv:2:1: error: offer \"plumber\" is unknown: rows of offers.csv could "
         "not be read\n"
         "prices.csv:2:1: error: offer \"plumber\" is unknown: rows of offers.csv could not be "
         "read; "
         "so are 2 more here\n"
         "audiences.csv:2:1: error: offer \"plumber\" is unknown: rows of offers.csv could not be "
         "read\n"
         "decisions.csv:2:1: error: offer \"plumber\" is unknown: rows of offers.csv could not be "
         "read; so is 1 more here\n"
         "rules.csv:4:16: error: offer \"plumber\" is unknown: rows of offers.csv could not be "
         "read\n"},
        {"budgets", "institution,budget\nregoin,1\nstate,2\nft,3\n",
         "budgets.csv:2:1: error: institution \"regoin\" is unknown; did you mean \"region\"?\n"},
        {"budgets", "institution,budget\nregion,1\nstate,2,\nft,3\n",
         "budgets.csv:3:3: error: the row has too many cells: 3, where the header has 2\n"},
    };
    EXPECT(cases);
}

static void names_that_look_alike_are_told(void) {
    static const table_case cases[] = {
        {"commitments",
         "zone,occupation,places,funder\n9306,B2X36,1,pr\u00E9paratoire\n"
         "9306,B2X36,1,pre\u0301paratoire\n9306,B2X36,1,Open School\n9306,B2X36,1,Open  School\n"
         "9306,B2X36,1,open\u00A0school\n9306,B2X36,1,sho\u00ADrt\n9306,B2X36,1,short\u200B\n"
         "9306,B2X36,1,L'Isle\n9306,B2X36,1,L\u2019Isle\n9306,B2X36,1,04\n9306,B2X36,1,4.0\n",
         "commitments.csv:3:4: warning: funder \"pre<U+0301>paratoire\" looks like "
         "\"préparatoire\" (commitments.csv, line 2), but counts as another; write one name in one "
         "way\n"
         "commitments.csv:5:4: warning: funder \"Open  School\" looks like \"Open School\" "
         "(commitments.csv, line 4), but counts as another; write one name in one way\n"
         "commitments.csv:6:4: warning: funder \"open<U+00A0>school\" looks like \"Open School\" "
         "(commitments.csv, line 4), but counts as another; write one name in one way\n"
         "commitments.csv:8:4: warning: funder \"short<U+200B>\" looks like \"sho<U+00AD>rt\" "
         "(commitments.csv, line 7), but counts as another; write one name in one way\n"
         "commitments.csv:10:4: warning: funder \"L’Isle\" looks like \"L'Isle\" "
         "(commitments.csv, line 9), but counts as another; write one name in one way\n"
         "commitments.csv:12:4: warning: funder \"4.0\" looks like \"04\" (commitments.csv, line "
         "11), but counts as another; write one name in one way\n"},
        {"occupations", "occupation,name,family\nA1,G,\nB2X36,P,B\nB2X37,R,B\na1,H,C\nA 1,I,\n",
         "occupations.csv:5:1: warning: occupation \"a1\" looks like \"A1\" (occupations.csv, line "
         "2), but counts as another; write one name in one way\n"},
        {"occupations", "occupation,name,family\nA1,G,\nB2X36,P,B\nB2X37,R,B\nA\u200B1,H,C\n",
         "occupations.csv:5:1: error: occupation \"A<U+200B>1\" looks like \"A1\" "
         "(occupations.csv, "
         "line 2), but counts as another; write one name in one way\n"},
        {"mobility", "residence,site,share\n4,9306,0.5\n9306.0,04,1\n9302\u200B,04,0.5\n",
         "mobility.csv:2:1: error: residence \"4\" is unknown; did you mean \"04\"?\n"
         "mobility.csv:3:1: error: residence \"9306.0\" is unknown; did you mean \"9306\"?\n"
         "mobility.csv:4:1: error: residence \"9302<U+200B>\" is unknown; did you mean "
         "\"9302\"?\n"},
    };
    EXPECT(cases);
}

static void rules_and_scenarios_that_meet_nothing_are_told(void) {
    static const table_case cases[] = {
        {"rules",
         "rule,measure,sense,value,unit,institution,audience,provider,kind\n"
         "a,cost,max,1000,,,,GRETA,certifying\nb,places,min,5,,,,GRETA,certifying\n"
         "c,places,min,0.2,share,ft,youth,,\nd,places,max,0.2,share,ft,youth,,\n"
         "e,places,min,0,,,,GRETA,certifying\nf,places,min,1,,state,,AFPA,\n"
         "g,hires,min,1,,region,,GRETA,\n",
         "rules.csv:2:1: warning: rule \"a\" meets nothing that can be bought, and bounds nothing\n"
         "rules.csv:3:1: warning: rule \"b\" meets nothing that can be bought, and cannot be kept\n"
         "rules.csv:4:1: warning: rule \"c\" meets nothing that can be bought; it is kept only "
         "where "
         "nothing is bought\n"
         "rules.csv:5:1: warning: rule \"d\" meets nothing that can be bought, and bounds nothing\n"
         "rules.csv:6:1: warning: rule \"e\" meets nothing that can be bought, and bounds nothing\n"
         "rules.csv:8:1: warning: rule \"g\" meets nothing that can be bought, and cannot be "
         "kept\n"},
        {"scenarios",
         SCENARIOS
         "a,need,zone=9302&occupation=A1,scale,2\nb,price,institution=region&offer=garden,"
         "set,1\nc,need,zone=9306,scale,2\n",
         "scenarios.csv:2:3: warning: target \"zone=9302&occupation=A1\" of need meets no row\n"
         "scenarios.csv:3:3: warning: target \"institution=region&offer=garden\" of price meets no "
         "row\n"},
        {"scenarios",
         SCENARIOS "a,need,\"zone=\"\"9306\"\"&family=B\",scale,2\n"
                   "b,price,\"provider = \"\"AFPA\"\" & institution=region\",set,1\n",
         ""},
        {"offers",
         "offer,name,zone,places,success_rate,provider,lot,kind,hours\nplumber,P,9306,24,1,AFPA,"
         "building,certifying,1\ngarden,G,04,10,1,A & B = [C],,,1\nroof,R,9302,20,1,AFPA,building,"
         "certifying,1\n",
         ""},
    };
    EXPECT(cases);
}

static void a_target_in_quotes_may_hold_any_sign(void) {
    small_study texts = small_study_make();
    char *found;
    small_study_set(
        &texts, "offers",
        "offer,name,zone,places,success_rate,provider,lot,kind,hours\nplumber,P,9306,24,"
        "1,AFPA,building,certifying,1\ngarden,G,04,10,1,\"A & \"\"B\"\" = "
        "[C]\",,,1\nroof,R,9302,20,1,AFPA,building,certifying,1\n");
    small_study_set(&texts, "scenarios",
                    SCENARIOS
                    "a,places,\"provider=\"\"A & \"\"\"\"B\"\"\"\" = [C]\"\"&zone=04\",scale,2\n"
                    "b,places,\"provider=A & B\",scale,2\n");
    found = small_study_problems(&texts);
    CU_ASSERT_STRING_EQUAL(found, "scenarios.csv:3:3: error: provider \"A\" is unknown\n");
    if (!strstr(found, "scenarios.csv:3:3"))
        fprintf(stderr, "%s", found);
    free(found);
}

static const eqp_test tests[] = {
    {"numbers are read by the signs that leave no doubt",
     numbers_are_read_by_the_signs_that_leave_no_doubt},
    {"a number of two readings is refused", a_number_of_two_readings_is_refused},
    {"a per cent is a share, or refused", a_per_cent_is_a_share_or_refused},
    {"a head that is none is named", a_head_that_is_none_is_named},
    {"quotes that swallow rows are found", quotes_that_swallow_rows_are_found},
    {"letters that were lost are told once", letters_that_were_lost_are_told_once},
    {"names that a spreadsheet made are told", names_that_a_spreadsheet_made_are_told},
    {"the cause is told, and what follows is counted",
     the_cause_is_told_and_what_follows_is_counted},
    {"names that look alike are told", names_that_look_alike_are_told},
    {"rules and scenarios that meet nothing are told",
     rules_and_scenarios_that_meet_nothing_are_told},
    {"a target in quotes may hold any sign", a_target_in_quotes_may_hold_any_sign},
};

EQP_SUITE_MAIN("input/misread", tests)
