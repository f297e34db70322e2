#include "random_study.h"

#include "input/generate/random.h"
#include "input/tables/study_rows.h"
#include "models/base/memory.h"
#include "models/base/number.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define LARGEST 32 /* most zones, occupations, offers … of a study */

typedef struct cell_table {
    const eqp_table_view *view;
    char **cells; /* [rows × columns] owned; NULL = blank */
    uint32_t rows;
    size_t capacity;
} cell_table;

struct eqp_random_study {
    cell_table *tables; /* [table_count] */
    size_t table_count;
    int failed; /* memory ran short while rows were added */
};

/* ---- cells ---- */

static cell_table *find_table(const eqp_random_study *study, const char *name) {
    for (size_t t = 0; t < study->table_count; t++)
        if (strcmp(study->tables[t].view->name, name) == 0)
            return &study->tables[t];
    return NULL;
}

static uint32_t find_column(const cell_table *table, const char *name) {
    for (uint32_t c = 0; c < table->view->column_count; c++)
        if (strcmp(table->view->columns[c].name, name) == 0)
            return c;
    return EQP_NONE;
}

static char **cell_at(const cell_table *table, uint32_t row, uint32_t column) {
    return &table->cells[(size_t)row * table->view->column_count + column];
}

static const char *cell_text(const eqp_random_study *study, const char *name, uint32_t row,
                             const char *column) {
    const cell_table *table = find_table(study, name);
    const char *text = *cell_at(table, row, find_column(table, column));
    return text ? text : "";
}

/* Adds a blank row, for put to fill. */
static void add_row(eqp_random_study *study, const char *name) {
    cell_table *table = find_table(study, name);
    size_t width = table->view->column_count, used = table->rows * width;
    if (study->failed || eqp_grow(&table->cells, &table->capacity, used + width, sizeof(char *))) {
        study->failed = 1;
        return;
    }
    memset(table->cells + used, 0, width * sizeof(char *));
    table->rows++;
}

/* Fills a cell of the last row of a table. */
__attribute__((format(printf, 4, 5))) static void put(eqp_random_study *study, const char *name,
                                                      const char *column, const char *format, ...) {
    cell_table *table = find_table(study, name);
    char text[64];
    va_list arguments;
    if (study->failed)
        return;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    char **cell = cell_at(table, table->rows - 1, find_column(table, column));
    eqp_free(*cell);
    *cell = eqp_text_copy(text);
    study->failed = !*cell;
}

static void put_number(eqp_random_study *study, const char *name, const char *column,
                       double value) {
    char text[32];
    eqp_number_format(value, text);
    put(study, name, column, "%s", text);
}

void eqp_random_study_free(eqp_random_study *study) {
    if (!study)
        return;
    for (size_t t = 0; study->tables && t < study->table_count; t++) {
        cell_table *table = &study->tables[t];
        for (size_t c = 0; c < (size_t)table->rows * table->view->column_count; c++)
            eqp_free(table->cells[c]);
        eqp_free(table->cells);
    }
    eqp_free(study->tables);
    eqp_free(study);
}

/* ---- drawing ---- */

/* What the tables of one study are drawn from. */
typedef struct drawing {
    eqp_random random;
    int ties; /* few different numbers, so that many plans are equally good */
    uint32_t zones, occupations, institutions, offers;
    double places[LARGEST], hours[LARGEST];         /* of each offer */
    int priced[LARGEST][LARGEST];                   /* [offer][institution] */
    double price[LARGEST][LARGEST], money[LARGEST]; /* money: price of all that i may buy */
} drawing;

static int happens(drawing *draw, uint32_t percent) {
    return eqp_random_happens(&draw->random, percent * 10000);
}

static uint32_t between(drawing *draw, uint32_t low, uint32_t high) {
    return eqp_random_between(&draw->random, low, high);
}

/* A number of four digits; where ties are wanted, one of three. */
static double number(drawing *draw, double low, double high) {
    uint32_t step = draw->ties ? between(draw, 0, 2) * 5000 : between(draw, 0, 10000);
    return low + (high - low) * step / 10000;
}

static void draw_sizes(drawing *draw) {
    draw->ties = happens(draw, 30);
    draw->zones = happens(draw, 10) ? 1 : between(draw, 2, 5);
    draw->occupations = happens(draw, 10) ? 1 : between(draw, 2, 6);
    draw->institutions = between(draw, 1, 3);
    draw->offers = happens(draw, 6) ? 1 : between(draw, 4, 24);
}

static void add_institutions(eqp_random_study *study, drawing *draw) {
    int shared = happens(draw, 40);
    for (uint32_t i = 0; i < draw->institutions; i++) {
        add_row(study, "institutions");
        put(study, "institutions", "institution", "inst%u", i);
        if (shared && i > 0)
            put(study, "institutions", "buyer", "agency");
    }
}

static void add_zones(eqp_random_study *study, drawing *draw) {
    for (uint32_t z = 0; z < draw->zones; z++) {
        add_row(study, "zones");
        put(study, "zones", "zone", "%02u", z);
        put(study, "zones", "name", "Zone %u", z);
        if (happens(draw, 60))
            put(study, "zones", "department", "0%u", between(draw, 1, 2));
    }
}

static void add_occupations(eqp_random_study *study, drawing *draw) {
    for (uint32_t o = 0; o < draw->occupations; o++) {
        add_row(study, "occupations");
        put(study, "occupations", "occupation", "job%u", o);
        if (happens(draw, 70))
            put(study, "occupations", "family", "fam%u", between(draw, 0, 2));
    }
}

static void add_needs_of_zone(eqp_random_study *study, drawing *draw, uint32_t zone) {
    for (uint32_t o = 0; o < draw->occupations; o++) {
        double need = happens(draw, 10) ? 0 : number(draw, 2, 40);
        if (!happens(draw, 75))
            continue;
        add_row(study, "needs");
        put(study, "needs", "zone", "%02u", zone);
        put(study, "needs", "occupation", "job%u", o);
        put_number(study, "needs", "need", need);
        if (happens(draw, 50))
            put_number(study, "needs", "priority", number(draw, happens(draw, 20) ? 0 : 0.5, 3));
        if (happens(draw, 30))
            put_number(study, "needs", "need_low", need * number(draw, 0, 1));
        if (happens(draw, 30))
            put_number(study, "needs", "need_high", need * number(draw, 1, 2));
    }
}

static void add_needs(eqp_random_study *study, drawing *draw) {
    for (uint32_t z = 0; z < draw->zones; z++)
        if (!happens(draw, 12))
            add_needs_of_zone(study, draw, z);
}

static void add_label(eqp_random_study *study, drawing *draw, const char *column,
                      const char *stem) {
    if (happens(draw, 60))
        put(study, "offers", column, "%s%u", stem, between(draw, 0, 2));
}

static void add_offers(eqp_random_study *study, drawing *draw) {
    for (uint32_t k = 0; k < draw->offers; k++) {
        draw->places[k] = happens(draw, 5) ? 0 : number(draw, 1, 30);
        draw->hours[k] = number(draw, 50, 600);
        add_row(study, "offers");
        put(study, "offers", "offer", "%03u", k);
        put(study, "offers", "zone", "%02u", between(draw, 0, draw->zones - 1));
        put_number(study, "offers", "places", draw->places[k]);
        put_number(study, "offers", "hours", draw->hours[k]);
        add_label(study, draw, "provider", "school");
        add_label(study, draw, "lot", "0");
        add_label(study, draw, "kind", "kind");
        if (happens(draw, 70))
            put_number(study, "offers", "fill_rate", number(draw, 0.5, 1));
        if (happens(draw, 80))
            put_number(study, "offers", "success_rate",
                       happens(draw, 5) ? 0 : number(draw, 0.2, 1));
    }
}

/* Up to three occupations, none now and then: consecutive ones from a random start. */
static void add_offer_occupations(eqp_random_study *study, drawing *draw) {
    for (uint32_t k = 0; k < draw->offers; k++) {
        uint32_t first = between(draw, 0, draw->occupations - 1);
        uint32_t count = happens(draw, 3) ? 0 : happens(draw, 65) ? 1 : happens(draw, 60) ? 2 : 3;
        for (uint32_t n = 0; n < count && n < draw->occupations; n++) {
            add_row(study, "offer_occupations");
            put(study, "offer_occupations", "offer", "%03u", k);
            put(study, "offer_occupations", "occupation", "job%u", (first + n) % draw->occupations);
            if (happens(draw, 50))
                put_number(study, "offer_occupations", "fit", number(draw, 0.4, 1));
        }
    }
}

static void add_price(eqp_random_study *study, drawing *draw, uint32_t offer,
                      uint32_t institution) {
    double price = number(draw, 500, 6000);
    draw->priced[offer][institution] = 1;
    draw->price[offer][institution] = price;
    draw->money[institution] += price * draw->places[offer];
    add_row(study, "prices");
    put(study, "prices", "offer", "%03u", offer);
    put(study, "prices", "institution", "inst%u", institution);
    put_number(study, "prices", "price", price);
}

static void add_prices(eqp_random_study *study, drawing *draw) {
    for (uint32_t k = 0; k < draw->offers; k++)
        for (uint32_t i = 0; i < draw->institutions; i++)
            if (happens(draw, 70))
                add_price(study, draw, k, i);
}

static void add_budgets(eqp_random_study *study, drawing *draw) {
    for (uint32_t i = 0; i < draw->institutions; i++) {
        add_row(study, "budgets");
        put(study, "budgets", "institution", "inst%u", i);
        put_number(study, "budgets", "budget",
                   happens(draw, 4) ? 0 : draw->money[i] * number(draw, 0.1, 0.8));
    }
}

static void add_commitments(eqp_random_study *study, drawing *draw) {
    uint32_t count = happens(draw, 60) ? between(draw, 1, 4) : 0;
    for (uint32_t c = 0; c < count; c++) {
        add_row(study, "commitments");
        put(study, "commitments", "zone", "%02u", between(draw, 0, draw->zones - 1));
        put(study, "commitments", "occupation", "job%u", between(draw, 0, draw->occupations - 1));
        put_number(study, "commitments", "places", number(draw, 0, happens(draw, 30) ? 60 : 15));
        if (happens(draw, 50))
            put_number(study, "commitments", "success_rate", number(draw, 0.2, 1));
    }
}

static void add_mobility(eqp_random_study *study, drawing *draw) {
    int open = happens(draw, 80), own_listed = happens(draw, 25);
    for (uint32_t z = 0; z < draw->zones; z++)
        for (uint32_t s = 0; s < draw->zones; s++) {
            if (z == s ? !own_listed || !happens(draw, 60) : !open || !happens(draw, 60))
                continue;
            add_row(study, "mobility");
            put(study, "mobility", "residence", "%02u", z);
            put(study, "mobility", "site", "%02u", s);
            put_number(study, "mobility", "share", happens(draw, 5) ? 0 : number(draw, 0.2, 1));
        }
}

static void add_audiences(eqp_random_study *study, drawing *draw) {
    static const char *const audiences[] = {"rsa", "young"};
    for (uint32_t k = 0; k < draw->offers; k++)
        for (uint32_t a = 0; a < 2; a++)
            if (happens(draw, 50)) {
                add_row(study, "audiences");
                put(study, "audiences", "offer", "%03u", k);
                put(study, "audiences", "audience", "%s", audiences[a]);
                put_number(study, "audiences", "share", number(draw, 0, 1));
            }
}

static void add_decisions(eqp_random_study *study, drawing *draw) {
    uint32_t percent = happens(draw, 45) ? 20 : 0;
    for (uint32_t k = 0; k < draw->offers; k++)
        for (uint32_t i = 0; i < draw->institutions; i++) {
            double least = draw->places[k] * number(draw, 0, 0.15);
            if (!draw->priced[k][i] || !happens(draw, percent))
                continue;
            add_row(study, "decisions");
            put(study, "decisions", "offer", "%03u", k);
            put(study, "decisions", "institution", "inst%u", i);
            if (happens(draw, 60))
                put_number(study, "decisions", "min_places", least);
            if (happens(draw, 60))
                put_number(study, "decisions", "max_places",
                           least + draw->places[k] * number(draw, 0, 1));
        }
}

/* A filter that at least one offer passes; none when the offer's cell is blank. */
static void add_filter(eqp_random_study *study, drawing *draw, const char *filter, uint32_t percent,
                       const char *text) {
    if (happens(draw, percent) && *text)
        put(study, "rules", filter, "%s", text);
}

/* Every kind of filter now and then; the zone of an offer in `percent` of all cases. */
static void add_filters(eqp_random_study *study, drawing *draw, uint32_t offer, uint32_t percent) {
    static const char *const of_offer[] = {"provider", "lot", "kind", "offer"};
    const cell_table *leads = find_table(study, "offer_occupations");
    const cell_table *publics = find_table(study, "audiences");
    const char *zone = cell_text(study, "offers", offer, "zone");
    uint32_t job = between(draw, 0, draw->occupations - 1);
    uint32_t row = between(draw, 0, draw->institutions - 1);
    const char *family = cell_text(study, "occupations", job, "family");
    const char *buyer = cell_text(study, "institutions", row, "buyer");
    const char *institution = cell_text(study, "institutions", row, "institution");
    for (size_t f = 0; f < sizeof of_offer / sizeof *of_offer; f++)
        add_filter(study, draw, of_offer[f], 12, cell_text(study, "offers", offer, of_offer[f]));
    add_filter(study, draw, "zone", percent, zone);
    for (uint32_t z = 0; z < draw->zones; z++)
        if (strcmp(cell_text(study, "zones", z, "zone"), zone) == 0)
            add_filter(study, draw, "department", 15, cell_text(study, "zones", z, "department"));
    if (leads->rows)
        add_filter(
            study, draw, "occupation", 12,
            cell_text(study, "offer_occupations", between(draw, 0, leads->rows - 1), "occupation"));
    add_filter(study, draw, "family", 15,
               *family ? family : cell_text(study, "occupations", job, "occupation"));
    add_filter(study, draw, "institution", 20, institution);
    add_filter(study, draw, "buyer", 15, *buyer ? buyer : institution);
    if (publics->rows)
        add_filter(study, draw, "audience", 30,
                   cell_text(study, "audiences", between(draw, 0, publics->rows - 1), "audience"));
}

/* About half of what a measure could sum to if every offer was bought full. */
static double half_of_all(const drawing *draw, eqp_measure measure) {
    double all = 0;
    for (uint32_t i = 0; measure == EQP_MEASURE_COST && i < draw->institutions; i++)
        all += draw->money[i] / draw->institutions;
    for (uint32_t k = 0; measure != EQP_MEASURE_COST && k < draw->offers; k++)
        all += draw->places[k] * (measure == EQP_MEASURE_HOURS ? draw->hours[k] : 1);
    return all / 2;
}

static void add_rules(eqp_random_study *study, drawing *draw) {
    uint32_t count = happens(draw, 70) ? between(draw, 1, 4) : 0;
    char word[16];
    for (uint32_t q = 0; q < count; q++) {
        eqp_measure measure = (eqp_measure)between(draw, 0, EQP_MEASURE_COUNT - 1);
        int least = happens(draw, 40), share = happens(draw, 50);
        double value = least ? number(draw, 0, 0.06) : number(draw, 0.2, 0.9);
        eqp_word_text(EQP_WORDS_measure, measure, word, sizeof word);
        add_row(study, "rules");
        put(study, "rules", "rule", "rule%u", q);
        put(study, "rules", "measure", "%s", word);
        put(study, "rules", "sense", least ? "min" : "max");
        put_number(study, "rules", "value", share ? value : value * half_of_all(draw, measure));
        if (share || happens(draw, 50))
            put(study, "rules", "unit", share ? "share" : "absolute");
        add_filters(study, draw, between(draw, 0, draw->offers - 1), share && !least ? 100 : 12);
    }
}

static void add_parameters(eqp_random_study *study, drawing *draw) {
    static const char *const balance[] = {"0", "0.5", "0.8", "1"};
    static const char *const level[] = {"low", "central", "high"};
    if (happens(draw, 80)) {
        add_row(study, "parameters");
        put(study, "parameters", "parameter", "balance");
        put(study, "parameters", "value", "%s", balance[between(draw, 0, 3)]);
    }
    if (happens(draw, 40)) {
        add_row(study, "parameters");
        put(study, "parameters", "parameter", "need_level");
        put(study, "parameters", "value", "%s", level[between(draw, 0, 2)]);
    }
}

static void draw_study(eqp_random_study *study, uint64_t seed) {
    drawing draw = {.random = eqp_random_start(seed, 0, 0)};
    draw_sizes(&draw);
    add_institutions(study, &draw);
    add_zones(study, &draw);
    add_occupations(study, &draw);
    add_needs(study, &draw);
    add_offers(study, &draw);
    add_offer_occupations(study, &draw);
    add_prices(study, &draw);
    add_budgets(study, &draw);
    add_commitments(study, &draw);
    add_mobility(study, &draw);
    add_audiences(study, &draw);
    add_decisions(study, &draw);
    add_rules(study, &draw);
    add_parameters(study, &draw);
}

eqp_random_study *eqp_random_study_create(uint64_t seed) {
    eqp_random_study *study = eqp_allocate(1, sizeof *study);
    const eqp_table_view *views;
    if (!study)
        return NULL;
    views = eqp_study_tables(&study->table_count);
    study->tables = eqp_allocate(study->table_count, sizeof *study->tables);
    if (study->tables) {
        for (size_t t = 0; t < study->table_count; t++)
            study->tables[t].view = &views[t];
        draw_study(study, seed);
    }
    if (!study->tables || study->failed) {
        eqp_random_study_free(study);
        return NULL;
    }
    return study;
}

/* ---- the same study in another guise ---- */

static void swap_rows(cell_table *table, uint32_t a, uint32_t b) {
    for (uint32_t c = 0; c < table->view->column_count; c++) {
        char *kept = *cell_at(table, a, c);
        *cell_at(table, a, c) = *cell_at(table, b, c);
        *cell_at(table, b, c) = kept;
    }
}

/* Puts the rows of offer_occupations that were `main` (the cells of their occupations) before the
 * others of their offer. */
static void restore_main(cell_table *table, char *const *main, uint32_t count) {
    for (uint32_t r = 0; r < table->rows; r++)
        for (uint32_t earlier = 0; earlier < r; earlier++) {
            int same = strcmp(*cell_at(table, r, 0), *cell_at(table, earlier, 0)) == 0;
            for (uint32_t m = 0; same && m < count; m++)
                if (main[m] == *cell_at(table, r, 1))
                    swap_rows(table, earlier, r);
        }
}

static void shuffle_table(cell_table *table, eqp_random *random) {
    for (uint32_t r = table->rows; r > 1; r--)
        swap_rows(table, r - 1, eqp_random_between(random, 0, r - 1));
}

int eqp_random_study_shuffle(eqp_random_study *study, uint64_t seed) {
    eqp_random random = eqp_random_start(seed, 1, 0);
    cell_table *leads = find_table(study, "offer_occupations");
    char **main = eqp_allocate(leads->rows, sizeof *main);
    uint32_t count = 0;
    if (!main)
        return -1;
    for (uint32_t r = 0; r < leads->rows; r++)
        if (r == 0 || strcmp(*cell_at(leads, r, 0), *cell_at(leads, r - 1, 0)) != 0)
            main[count++] = *cell_at(leads, r, 1);
    for (size_t t = 0; t < study->table_count; t++)
        shuffle_table(&study->tables[t], &random);
    restore_main(leads, main, count);
    eqp_free(main);
    return 0;
}

/* "03" becomes "n30": never two the same, and sorted by the last letter first. */
static char *renamed(const char *text) {
    size_t length = strlen(text);
    char *name = eqp_allocate(length + 2, 1);
    if (!name)
        return NULL;
    name[0] = 'n';
    for (size_t c = 0; c < length; c++)
        name[1 + c] = text[length - 1 - c];
    return name;
}

static int is_name(const eqp_column_view *column) {
    return (column->kind == EQP_KIND_ID || column->kind == EQP_KIND_REF ||
            column->kind == EQP_KIND_LABEL) &&
           column->space != EQP_SPACE_parameter;
}

int eqp_random_study_rename(eqp_random_study *study) {
    for (size_t t = 0; t < study->table_count; t++) {
        cell_table *table = &study->tables[t];
        for (uint32_t r = 0; r < table->rows; r++)
            for (uint32_t c = 0; c < table->view->column_count; c++) {
                char **cell = cell_at(table, r, c), *name;
                if (!*cell || !is_name(&table->view->columns[c]))
                    continue;
                name = renamed(*cell);
                if (!name)
                    return -1;
                eqp_free(*cell);
                *cell = name;
            }
    }
    return 0;
}

static double number_of(const char *text) {
    double value;
    if (strcmp(text, "infinity") == 0)
        return INFINITY;
    return eqp_number_parse(text, strlen(text), '.', &value) == EQP_NUMBER_OK ? value : NAN;
}

static int convert_cell(cell_table *table, uint32_t row, const char *column, double factor) {
    char **cell = cell_at(table, row, find_column(table, column)), text[32], *copy;
    eqp_number_format(number_of(*cell) * factor, text);
    copy = eqp_text_copy(text);
    if (!copy)
        return -1;
    eqp_free(*cell);
    *cell = copy;
    return 0;
}

int eqp_random_study_convert(eqp_random_study *study, double factor) {
    cell_table *budgets = find_table(study, "budgets"), *prices = find_table(study, "prices");
    cell_table *rules = find_table(study, "rules");
    int failed = 0;
    for (uint32_t r = 0; r < budgets->rows; r++)
        failed |= convert_cell(budgets, r, "budget", factor);
    for (uint32_t r = 0; r < prices->rows; r++)
        failed |= convert_cell(prices, r, "price", factor);
    for (uint32_t r = 0; r < rules->rows; r++)
        if (strcmp(cell_text(study, "rules", r, "measure"), "cost") == 0 &&
            strcmp(cell_text(study, "rules", r, "unit"), "share") != 0)
            failed |= convert_cell(rules, r, "value", factor);
    return failed;
}

/* ---- to a study, to files ---- */

/* -1: memory is short. */
static int build_cell(eqp_study *study, const eqp_column_view *column, uint32_t row,
                      const char *text) {
    void *place = eqp_study_column(study, column);
    uint32_t index = EQP_NONE;
    char *copy;
    switch (column->kind) {
    case EQP_KIND_NUMBER:
        (*(double **)place)[row] = number_of(text ? text : column->blank);
        return 0;
    case EQP_KIND_TEXT:
        copy = eqp_text_copy(text ? text : "");
        (*(char ***)place)[row] = copy;
        return copy ? 0 : -1;
    case EQP_KIND_WORD:
        index = eqp_word_find(column->words, text ? text : column->blank);
        break;
    default:
        if (text && (index = eqp_rows_name(study, column->space, text)) == EQP_NONE)
            return -1;
    }
    (*(uint32_t **)place)[row] = index;
    return 0;
}

static int build_table(eqp_study *study, const cell_table *table) {
    for (uint32_t r = 0; r < table->rows; r++) {
        uint32_t row = eqp_rows_add(study, table->view->name);
        if (row == EQP_NONE)
            return -1;
        for (uint32_t c = 0; c < table->view->column_count; c++)
            if (build_cell(study, &table->view->columns[c], row, *cell_at(table, r, c)))
                return -1;
    }
    return 0;
}

static eqp_status build_settings(const eqp_random_study *cells, eqp_study *study,
                                 eqp_error *error) {
    eqp_status status = EQP_OK;
    for (uint32_t r = 0; !status && r < find_table(cells, "parameters")->rows; r++)
        status = eqp_settings_set(&study->settings, cell_text(cells, "parameters", r, "parameter"),
                                  cell_text(cells, "parameters", r, "value"), error);
    return status;
}

eqp_status eqp_random_study_build(const eqp_random_study *cells, eqp_study **out,
                                  eqp_error *error) {
    eqp_study *study = NULL;
    eqp_status status = eqp_study_create(&study, error);
    for (size_t t = 0; !status && t < cells->table_count; t++)
        if (build_table(study, &cells->tables[t]))
            status = eqp_error_memory(error);
    if (!status)
        status = build_settings(cells, study, error);
    if (!status)
        status = eqp_study_finish(study, error);
    if (status) {
        eqp_study_free(study);
        study = NULL;
    }
    *out = study;
    return status;
}

/* No cell holds a comma or a quote. */
static void write_table(const cell_table *table, FILE *file) {
    for (uint32_t c = 0; c < table->view->column_count; c++)
        fprintf(file, "%s%s", c ? "," : "", table->view->columns[c].name);
    for (uint32_t r = 0; r < table->rows; r++)
        for (uint32_t c = 0; c < table->view->column_count; c++) {
            const char *text = *cell_at(table, r, c);
            fprintf(file, "%s%s", c ? "," : "\n", text ? text : "");
        }
    fputc('\n', file);
}

int eqp_random_study_write(const eqp_random_study *study, const char *folder) {
    int failed = 0;
    for (size_t t = 0; !failed && t < study->table_count; t++) {
        char path[512];
        FILE *file;
        snprintf(path, sizeof path, "%s/%s.csv", folder, study->tables[t].view->name);
        file = fopen(path, "w");
        if (!file)
            return -1;
        write_table(&study->tables[t], file);
        failed = ferror(file);
        failed |= fclose(file);
    }
    return failed ? -1 : 0;
}
