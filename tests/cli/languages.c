/* The languages as people meet them: which one is spoken, that nothing is left in the other one,
 * how numbers are written, and that no file and no JSON depends on it. */
#include "models/base/memory.h"
#include "shell.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CASES "'" EQP_SOURCE_DIR "/tests/cases"
#define TINY CASES "/tiny'"
#define NARROW "\xE2\x80\xAF" /* U+202F, between thousands */
#define FIXED "\xC2\xA0"      /* U+00A0, before signs */

/* Words that English has and French has not, and that no name in the cases holds. */
#define ENGLISH                                                                                    \
    "the|of|and|is|are|with|which|that|would|there|people|from|not|nothing|each|it|its|was|"       \
    "bought|stopped|unknown|places in|covered|unmet|error|warning|note|seconds|an|this|every"

static void begin(void) {
    CU_ASSERT_EQUAL_FATAL(shell_begin(), 0);
    CU_ASSERT_EQUAL(shell_do("cp -r " TINY " tiny && cp -r " CASES "/explain' explain && "
                             "cp -r " CASES "/bmo' bmo && "
                             "printf 'offer,institution,places\\nk1,region,30\\n' >plan.csv && "
                             "printf 'scenario,parameter,target,change,value\\n"
                             "richer,budget,institution=ft,scale,1.5\\n' >tiny/scenarios.csv"),
                    0);
}

/* What to run; the exit status; a French sentence that is said on either stream. */
static const struct {
    const char *arguments;
    int status;
    const char *sentence;
} runs[] = {
    {"--help", 0, "planifie quel commanditaire achète combien de places"},
    {"init new", 0, "Une étude à remplir est dans new"},
    {"import bmo bmo/survey_2024.csv --region 93 --out paca", 0,
     "Les besoins de l'enquête sont dans paca"},
    {"generate made --zones 3 --occupations 4", 0, "Des tables illustratives"},
    {"check tiny", 0, "L'étude est saine"},
    {"solve tiny", 0, "Aucun besoin n'est payé deux fois"},
    {"solve made --whole", 0, "sessions entières"},
    {"solve tiny --out results", 0, "Les résultats sont dans results"},
    {"compare tiny", 0, "comparé à la base"},
    {"sweep tiny --vary balance=0:1:3", 0, "en faisant varier balance"},
    {"sweep made --draws 4", 0, "Sur les tirages"},
    {"frontier tiny --transfer region:ft=-5000:5000", 0, "La plus forte couverture"},
    {"explain explain --offer c", 0, "Son prix coûte"},
    {"explain explain --zone z1", 0, "Plus grands besoins restants"},
    {"explain explain --zone z1 --occupation o1", 0, "Les engagements couvrent"},
    {"explain explain --institution city", 0, "achèteraient"},
    {"explain explain --rule cap", 0, "Elle est serrée"},
    {"explain explain --all --out values", 0, "Ce que vaut chaque offre"},
    {"evaluate tiny plan.csv", 0, "Ce qu'il vaut"},
    {"evaluate tiny plan.csv", 0, "places qu'elle a 20, achetées 30"},
    {"solve tiny --xlsx", 2, "à côté des autres résultats"},
    {"solve tiny --xlsx --out book", 0, "Les résultats sont dans book"},
    {"export tiny tiny.lp", 0, "à minimiser"},
    {"solve tiny --set rsa=1", 2, "erreur: "},
    {"solve tiny --scenario nope", 2, "scénario «" FIXED "nope" FIXED "»" FIXED ": nom inconnu"},
    {"frontier tiny --transfer region", 2, "attendu"},
    {"slove tiny", 2, "commande inconnue «" FIXED "slove" FIXED "»"},
    {"solve tiny --engine x", 2, "n'est pas l'un de ces mots"},
    {"solve nowhere", 1, "aucun fichier ni dossier de ce nom"},
    {"frontier tiny", 2, "une frontière fait varier une seule chose"},
    {"sweep tiny", 2, "rien ne varie"},
};

/* A study whose decision and budget contradict each other, and one with errors. */
static void make_bad_studies(void) {
    CU_ASSERT_EQUAL(shell_do("cp -r tiny torn && printf "
                             "'offer,institution,min_places,max_places\\nk1,ft,20,20\\n'"
                             " >torn/decisions.csv"),
                    0);
    CU_ASSERT_EQUAL(shell_do("cp -r tiny wrong && printf 'institution,budget\\nregion,x\\n'"
                             " >wrong/budgets.csv"),
                    0);
}

static int file_says(const char *file, const char *sentence) {
    char *text = shell_read(file);
    int says = text && strstr(text, sentence);
    eqp_free(text);
    return says;
}

/* Runs a command in French: its status, its sentence, no English word, an answer of at most
 * 80 columns. */
static void expect_french(const char *arguments, int status, const char *sentence) {
    char command[512];
    char *text;
    int found, said;
    snprintf(command, sizeof command, "'%s' %s --lang fr >out 2>err </dev/null", EQP_PROGRAM,
             arguments);
    found = shell_do(command);
    CU_ASSERT_EQUAL(shell_do("cat out err >both"), 0);
    said = file_says("both", sentence);
    CU_ASSERT_EQUAL(found, status);
    CU_ASSERT_TRUE(said);
    CU_ASSERT_EQUAL(shell_do("grep -nwE '" ENGLISH "' both"), 1);
    if (found != status || !said)
        shell_do("cat both");
    text = shell_read("out");
    CU_ASSERT(eqp_longest_line(text) <= 80);
    eqp_free(text);
}

static void every_command_speaks_french(void) {
    begin();
    make_bad_studies();
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++)
        expect_french(runs[i].arguments, runs[i].status, runs[i].sentence);
    expect_french("solve torn", 4, "se contredisent");
    expect_french("check wrong", 3, "budget «" FIXED "x" FIXED "» n'est pas un nombre");
    CU_ASSERT_TRUE(file_says("both", "wrong/budgets.csv:2:2: erreur: "));
    shell_end();
}

static void the_same_commands_speak_english(void) {
    begin();
    make_bad_studies();
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
        shell_result result;
        char arguments[512];
        snprintf(arguments, sizeof arguments, "%s --lang en", runs[i].arguments);
        result = shell_run(arguments);
        CU_ASSERT_EQUAL(result.status, runs[i].status);
        CU_ASSERT_PTR_NULL(strstr(result.out, runs[i].sentence));
        CU_ASSERT_PTR_NULL(strstr(result.err, runs[i].sentence));
        shell_free(&result);
    }
    shell_end();
}

static void every_help_is_french_and_fits(void) {
    static const char *const commands[] = {"init",   "import bmo", "generate", "check",
                                           "solve",  "sweep",      "compare",  "frontier",
                                           "export", "explain",    "evaluate"};
    begin();
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        char arguments[64];
        snprintf(arguments, sizeof arguments, "%s --help", commands[i]);
        expect_french(arguments, 0, "Options de toutes les commandes");
    }
    shell_end();
}

static void numbers_have_the_form_of_the_language(void) {
    static const char *const said[] = {"153" NARROW "524     100,0" FIXED "%",
                                       "91" NARROW "772" NARROW "000", FIXED "EUR" FIXED ": ",
                                       "coefficient\n  de Gini 0,1", "équilibre 0,8"};
    begin();
    /* by a short name: a long one would move the lines' ends */
    CU_ASSERT_EQUAL(shell_do("ln -s '" EQP_SOURCE_DIR
                             "/input/examples/sud-2024' sud && '" EQP_PROGRAM
                             "' solve sud --quiet --lang fr >out"),
                    0);
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        CU_ASSERT_TRUE(file_says("out", said[i]));
    CU_ASSERT_EQUAL(shell_do("grep -n '[0-9][.][0-9]' out"), 1);
    shell_expect("solve tiny --quiet", 0, "balance 0.5", "");
    shell_expect("solve tiny --quiet --lang fr", 0, "équilibre 0,5", "");
    shell_end();
}

/* The variables of the locale, and the language that they ask for. */
static void the_language_is_that_of_the_locale(void) {
    static const struct {
        const char *variables;
        int french;
    } locales[] = {
        {"LC_ALL= LC_MESSAGES= LANG=", 0},
        {"LC_ALL= LC_MESSAGES= LANG=fr_FR.UTF-8", 1},
        {"LC_ALL= LC_MESSAGES= LANG=fr", 1},
        {"LC_ALL= LC_MESSAGES= LANG=fr_CA@euro", 1},
        {"LC_ALL= LC_MESSAGES= LANG=frp_FR", 0},
        {"LC_ALL= LC_MESSAGES= LANG=de_DE.UTF-8", 0},
        {"LC_ALL= LC_MESSAGES=fr_FR LANG=en_GB.UTF-8", 1},
        {"LC_ALL= LC_MESSAGES=en_GB LANG=fr_FR.UTF-8", 0},
        {"LC_ALL=C LC_MESSAGES=fr_FR LANG=fr_FR", 0},
        {"LC_ALL=POSIX LANG=fr_FR", 0},
        {"LC_ALL=fr_FR.UTF-8 LANG=C", 1},
        {"LC_ALL= LC_MESSAGES= LANG=C LANGUAGE=fr", 0},
    };
    begin();
    for (size_t i = 0; i < sizeof locales / sizeof *locales; i++) {
        char command[512];
        snprintf(command, sizeof command, "%s '%s' check tiny 2>&1 | grep -q 'tude est saine'",
                 locales[i].variables, EQP_PROGRAM);
        CU_ASSERT_EQUAL(shell_do(command), !locales[i].french);
        snprintf(command, sizeof command,
                 "%s '%s' check tiny --lang fr 2>&1 | grep -q 'tude est saine'",
                 locales[i].variables, EQP_PROGRAM);
        CU_ASSERT_EQUAL(shell_do(command), 0);
        snprintf(command, sizeof command,
                 "%s '%s' --lang=en check tiny 2>&1 | grep -q 'study is sound'",
                 locales[i].variables, EQP_PROGRAM);
        CU_ASSERT_EQUAL(shell_do(command), 0);
    }
    shell_end();
}

static void an_unknown_language_is_told_with_those_that_are_known(void) {
    begin();
    shell_expect("check tiny --lang xx", 2, "", "option --lang: \"xx\" is not one of en|fr");
    shell_expect("check tiny --lang", 2, "", "option --lang needs a value: --lang en|fr");
    shell_expect("--lang xx --help", 2, "", "option --lang: \"xx\" is not one of en|fr");
    shell_expect("--lang", 2, "", "option --lang needs a value");
    shell_expect("--lang fr", 2, "", "aucune commande");
    shell_expect("--lang fr --help", 0, "usage" FIXED ": equiplace COMMAND", "");
    shell_expect("--langue fr check tiny", 2, "",
                 "unknown option \"--langue\"; did you mean \"--lang\"?");
    shell_expect("--frobnicate", 2, "",
                 "unknown option \"--frobnicate\"; equiplace --help lists what there is");
    shell_end();
}

/* A program without its catalogue speaks English, and says so where French was asked for. */
static void without_a_catalogue_english_is_spoken(void) {
    begin();
    CU_ASSERT_EQUAL(shell_do("mkdir -p far/away && cp '" EQP_PROGRAM "' far/away/alone"), 0);
    CU_ASSERT_EQUAL(shell_do("LC_ALL=fr_FR far/away/alone check tiny | grep -q 'study is sound'"),
                    0);
    CU_ASSERT_EQUAL(shell_do("far/away/alone check tiny --lang fr 2>said"), 1);
    CU_ASSERT_TRUE(file_says("said", "the texts of the language fr are not where the program"));
    /* A tree that was moved keeps its languages. */
    CU_ASSERT_EQUAL(
        shell_do("mkdir -p moved/bin moved/share && cp far/away/alone moved/bin/equiplace && "
                 "cp -r '" EQP_BINARY_DIR "/share/locale' moved/share"),
        0);
    CU_ASSERT_EQUAL(shell_do("moved/bin/equiplace check tiny --lang fr | grep -q 'tude est saine'"),
                    0);
    shell_end();
}

static void no_file_depends_on_the_language(void) {
    static const char *const commands[] = {
        "solve tiny", "compare tiny", "sweep tiny --vary balance=0:1:3 --draws 3 --seed 2",
        "frontier tiny --transfer region:ft=-5000:5000", "explain explain --all"};
    begin();
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        for (int french = 0; french < 2; french++) {
            char command[512];
            snprintf(command, sizeof command,
                     "'%s' %s --json --csv-style fr --out %s --lang %s 2>/dev/null >%s/printed",
                     EQP_PROGRAM, commands[i], french ? "fr" : "en", french ? "fr" : "en",
                     french ? "fr" : "en");
            CU_ASSERT_EQUAL(shell_do(french ? "mkdir -p fr" : "rm -rf en fr && mkdir -p en"), 0);
            CU_ASSERT_EQUAL(shell_do(command), 0);
            if (french)
                CU_ASSERT_EQUAL(
                    shell_do("for d in en fr; do for f in printed summary.json; do "
                             "sed -i '/\"seconds\": {/,/}/d; /\"sha256\"/d' $d/$f; done; "
                             "rm -f $d/results.sqlite; done; diff -r en fr"),
                    0);
        }
    for (int french = 0; french < 2; french++)
        CU_ASSERT_EQUAL(
            shell_do(french ? "'" EQP_PROGRAM "' generate b --seed 3 --zones 3 --occupations 3 "
                              "--lang fr >said && diff -r a b"
                            : "'" EQP_PROGRAM "' generate a --seed 3 --zones 3 --occupations 3 "
                              "--lang en >said"),
            0);
    shell_end();
}

/* What the program draws on a terminal of a kind. */
static void draw(const char *variables, const char *arguments) {
    char command[512];
    snprintf(command, sizeof command, "%s script -qec \"'%s' %s\" seen >/dev/null", variables,
             EQP_PROGRAM, arguments);
    shell_do(command);
}

static void colours_are_for_terminals_that_want_them(void) {
    begin();
    make_bad_studies();
    draw("TERM=xterm", "check wrong");
    CU_ASSERT_TRUE(file_says("seen", "\033[1;31merror:\033[0m "));
    draw("TERM=xterm", "solve tiny --lang fr");
    CU_ASSERT_TRUE(file_says("seen", "\033[1mAchats\033[0m"));
    CU_ASSERT_TRUE(file_says("seen", "\033[1mLe meilleur plan de tiny, "));
    draw("TERM=xterm", "solve tiny --json");
    CU_ASSERT_FALSE(file_says("seen", "\033[1m"));
    draw("TERM=xterm NO_COLOR=1", "solve tiny");
    CU_ASSERT_FALSE(file_says("seen", "\033[1"));
    CU_ASSERT_TRUE(file_says("seen", "####"));
    draw("TERM=dumb", "solve tiny");
    CU_ASSERT_FALSE(file_says("seen", "\033"));
    CU_ASSERT_FALSE(file_says("seen", "####"));
    CU_ASSERT_EQUAL(shell_do("TERM=xterm '" EQP_PROGRAM "' check wrong >seen 2>&1"), 3);
    CU_ASSERT_FALSE(file_says("seen", "\033"));
    shell_end();
}

/* Reading a large study takes more than a second where the file is a pipe that waits. */
static void what_takes_over_a_second_has_a_bar(void) {
    begin();
    CU_ASSERT_EQUAL(shell_do("cp -r tiny slow && rm slow/zones.csv && mkfifo slow/zones.csv"), 0);
    shell_do("(sleep 2; cat tiny/zones.csv >slow/zones.csv) &");
    draw("TERM=xterm", "check slow");
    CU_ASSERT_EQUAL(shell_do("grep -q '\\[.*######.*\\] reading the study  1 s' seen"), 0);
    CU_ASSERT_TRUE(file_says("seen", "The study is sound"));
    shell_do("(sleep 2; cat tiny/zones.csv >slow/zones.csv) &");
    draw("TERM=xterm", "check slow --quiet");
    CU_ASSERT_FALSE(file_says("seen", "reading the study"));
    shell_end();
}

static const eqp_test tests[] = {
    {"every command speaks French", every_command_speaks_french},
    {"the same commands speak English", the_same_commands_speak_english},
    {"every help is French and fits", every_help_is_french_and_fits},
    {"numbers have the form of the language", numbers_have_the_form_of_the_language},
    {"the language is that of the locale", the_language_is_that_of_the_locale},
    {"an unknown language is told with those that are known",
     an_unknown_language_is_told_with_those_that_are_known},
    {"without a catalogue English is spoken", without_a_catalogue_english_is_spoken},
    {"no file depends on the language", no_file_depends_on_the_language},
    {"colours are for terminals that want them", colours_are_for_terminals_that_want_them},
    {"what takes over a second has a bar", what_takes_over_a_second_has_a_bar},
};

EQP_SUITE_MAIN("cli/languages", tests)
