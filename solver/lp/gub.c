#include "solver/lp/gub.h"

#include "models/base/memory.h"
#include "models/base/names.h"
#include "models/base/search.h"

#include <math.h>
#include <string.h>

/* Values may be this far outside their bounds; reduced costs this far on the wrong side, relative
 * to the largest cost. */
#define FEASIBLE 1e-9
#define OPTIMAL 1e-12

/* What bounds may give in one step, so that a larger pivot can be chosen; below FEASIBLE. */
#define SLACK 5e-10

/* Smaller entries do not stop a step; smaller pivots of an inversion mean a singular basis. */
#define GOOD_PIVOT 1e-9
#define LEAST_PIVOT 1e-12

/* A pivot computed in two ways may differ by this share before the inverse counts as worn out. */
#define PIVOT_ERROR 1e-6

/* The inverse is built anew after so many pivots, or when it misses by more than this. */
#define PIVOTS_PER_INVERSE 400
#define INVERSE_ERROR 1e-8

/* Values and prices are computed afresh after so many steps. */
#define STEPS_PER_REFRESH 200

/* Steps of length 0 in a row after which the first possible column enters (Bland 1977), which
 * cannot cycle. */
#define PATIENCE 500

/* The dual method does with pivots of this size, and so many steps per row, or leaves it to the
 * primal one. */
#define LEAST_DUAL_PIVOT 1e-7
#define DUAL_STEPS_PER_ROW 4

/* Pivots per row and set after which a solve has failed. */
#define PIVOTS_PER_ROW 400

/* A variable: a column, the activity of a row, or what is left of a set. */
typedef enum { COLUMN, ACTIVITY, REST } variable_kind;
typedef struct variable {
    variable_kind kind;
    uint32_t index;
} variable;

typedef enum { AT_LOWER, AT_UPPER, BASIC, KEY } position;

/* What a column takes of a row. */
typedef struct entry {
    double value;
    uint32_t row;
} entry;

typedef struct column {
    /* What every step looks at, within one line of the cache. */
    position position;
    uint32_t set;
    double lower, upper;
    double reduced, weight; /* reduced cost, and the square of its yardstick (devex) */
    double alpha;           /* its entry in the pivot row */
    size_t start;           /* its entries stand there among all, with room for more */
    uint32_t count, room;
    double cost, x;
    uint32_t next; /* column of the same set, EQP_NONE at the end */
    uint32_t kept; /* bases in slots that have it */
} column;

/* A basis that is kept: rows and sets as they were then. */
typedef struct kept_basis {
    variable *basis;             /* [rows], NULL where nothing is kept */
    position *activity_position; /* [rows] */
    variable *key;               /* [sets] */
    position *rest_position;     /* [sets] */
    uint32_t rows;
} kept_basis;

/* Reduced cost and yardstick of a variable that is not a column. */
typedef struct price {
    double reduced, weight;
} price;

struct eqp_gub {
    uint32_t sets, rows, columns;
    column *column;
    size_t column_room;
    entry *entries;                               /* of all columns, beside one another for speed */
    size_t entry_room, entry_count, entries_left; /* left: gaps that columns have left */
    double *lower, *upper;                        /* [rows] of activities */
    position *activity_position;                  /* [rows] */
    double *activity;                             /* [rows] */
    position *rest_position;                      /* [sets] BASIC, KEY, or AT_LOWER */
    double *rest;                                 /* [sets] */
    price *activity_price;                        /* [rows] */
    price *rest_price;                            /* [sets] */
    uint32_t *first;   /* [sets] a column of each, EQP_NONE where there is none */
    uint32_t *filled;  /* [rows] where a vector at hand is not 0 */
    double *pivot_row; /* [rows] the inverse's row of the leaving variable */
    double *set_pivot; /* [sets] that row times each key's column */
    variable *key;     /* [sets] */
    variable *basis;   /* [rows] */
    double *inverse;   /* [rows × stride] of the working basis, row by row */
    size_t stride;     /* room for rows */
    double *direction; /* [rows] how the basis answers the entering variable */
    double *dual;      /* [rows] */
    double *set_dual;  /* [sets] */
    double *set_rate;  /* [sets] change of each key per unit of the entering variable */
    double *right;     /* [rows] scratch */
    double *work;      /* [rows × stride] scratch of inversion */
    uint32_t pivots_since_inverse;
    int must_invert;
    double largest_cost;
    kept_basis kept[EQP_GUB_SLOTS];
};

static int make_row(eqp_gub *gub);

/* Room for rows is made at once, so that no array is ever NULL. */
eqp_gub *eqp_gub_create(uint32_t sets) {
    eqp_gub *gub = eqp_allocate(1, sizeof *gub);
    if (!gub)
        return NULL;
    gub->sets = sets;
    gub->rest_position = eqp_allocate(sets, sizeof *gub->rest_position);
    gub->rest = eqp_allocate(sets, sizeof *gub->rest);
    gub->key = eqp_allocate(sets, sizeof *gub->key);
    gub->rest_price = eqp_allocate(sets, sizeof *gub->rest_price);
    gub->first = eqp_allocate(sets, sizeof *gub->first);
    gub->set_pivot = eqp_allocate(sets, sizeof *gub->set_pivot);
    gub->set_dual = eqp_allocate(sets, sizeof *gub->set_dual);
    gub->set_rate = eqp_allocate(sets, sizeof *gub->set_rate);
    if (!gub->rest_position || !gub->rest || !gub->key || !gub->rest_price || !gub->first ||
        !gub->set_pivot || !gub->set_dual || !gub->set_rate || make_row(gub)) {
        eqp_gub_free(gub);
        return NULL;
    }
    for (uint32_t b = 0; b < sets; b++) {
        gub->key[b] = (variable){REST, b};
        gub->rest_position[b] = KEY;
    }
    return gub;
}

static void free_kept(kept_basis *kept) {
    eqp_free(kept->basis);
    eqp_free(kept->activity_position);
    eqp_free(kept->key);
    eqp_free(kept->rest_position);
    *kept = (kept_basis){0};
}

/* Room for the rows and sets that there are. */
static int make_kept(kept_basis *kept, uint32_t rows, uint32_t sets) {
    free_kept(kept);
    kept->basis = eqp_allocate((size_t)rows + 1, sizeof *kept->basis);
    kept->activity_position = eqp_allocate((size_t)rows + 1, sizeof *kept->activity_position);
    kept->key = eqp_allocate(sets, sizeof *kept->key);
    kept->rest_position = eqp_allocate(sets, sizeof *kept->rest_position);
    if (!kept->basis || !kept->activity_position || !kept->key || !kept->rest_position) {
        free_kept(kept);
        return -1;
    }
    kept->rows = rows;
    return 0;
}

static void fill_kept(kept_basis *kept, uint32_t sets, const variable *basis,
                      const position *activity_position, const variable *key,
                      const position *rest_position) {
    memcpy(kept->basis, basis, kept->rows * sizeof *basis);
    memcpy(kept->activity_position, activity_position, kept->rows * sizeof *activity_position);
    memcpy(kept->key, key, sets * sizeof *key);
    memcpy(kept->rest_position, rest_position, sets * sizeof *rest_position);
}

void eqp_gub_free(eqp_gub *gub) {
    if (!gub)
        return;
    for (uint32_t slot = 0; slot < EQP_GUB_SLOTS; slot++)
        free_kept(&gub->kept[slot]);
    eqp_free(gub->column);
    eqp_free(gub->entries);
    eqp_free(gub->lower);
    eqp_free(gub->upper);
    eqp_free(gub->activity_position);
    eqp_free(gub->activity);
    eqp_free(gub->rest_position);
    eqp_free(gub->rest);
    eqp_free(gub->key);
    eqp_free(gub->activity_price);
    eqp_free(gub->rest_price);
    eqp_free(gub->first);
    eqp_free(gub->pivot_row);
    eqp_free(gub->filled);
    eqp_free(gub->set_pivot);
    eqp_free(gub->basis);
    eqp_free(gub->inverse);
    eqp_free(gub->direction);
    eqp_free(gub->dual);
    eqp_free(gub->set_dual);
    eqp_free(gub->set_rate);
    eqp_free(gub->right);
    eqp_free(gub->work);
    eqp_free(gub);
}

static double *inverse_row(const eqp_gub *gub, uint32_t row) {
    return gub->inverse + row * gub->stride;
}

static int copy_columns(eqp_gub *copy, const eqp_gub *gub) {
    if (eqp_grow(&copy->column, &copy->column_room, gub->columns, sizeof *copy->column) ||
        eqp_grow(&copy->entries, &copy->entry_room, gub->entry_count, sizeof *copy->entries))
        return -1;
    if (gub->columns > 0)
        memcpy(copy->column, gub->column, gub->columns * sizeof *gub->column);
    if (gub->entry_count > 0)
        memcpy(copy->entries, gub->entries, gub->entry_count * sizeof *gub->entries);
    copy->columns = gub->columns;
    copy->entry_count = gub->entry_count;
    copy->entries_left = gub->entries_left;
    return 0;
}

/* Everything that a solve begins with: the rest is computed by it. */
static void copy_basis(eqp_gub *copy, const eqp_gub *gub) {
    size_t rows = gub->rows, sets = gub->sets;
    memcpy(copy->rest_position, gub->rest_position, sets * sizeof *gub->rest_position);
    memcpy(copy->rest, gub->rest, sets * sizeof *gub->rest);
    memcpy(copy->key, gub->key, sets * sizeof *gub->key);
    memcpy(copy->set_dual, gub->set_dual, sets * sizeof *gub->set_dual);
    memcpy(copy->lower, gub->lower, rows * sizeof *gub->lower);
    memcpy(copy->upper, gub->upper, rows * sizeof *gub->upper);
    memcpy(copy->activity_position, gub->activity_position, rows * sizeof *gub->activity_position);
    memcpy(copy->activity, gub->activity, rows * sizeof *gub->activity);
    memcpy(copy->basis, gub->basis, rows * sizeof *gub->basis);
    memcpy(copy->dual, gub->dual, rows * sizeof *gub->dual);
    for (uint32_t r = 0; r < gub->rows; r++)
        memcpy(inverse_row(copy, r), inverse_row(gub, r), rows * sizeof(double));
    copy->rows = gub->rows;
    copy->pivots_since_inverse = gub->pivots_since_inverse;
    copy->must_invert = gub->must_invert;
    copy->largest_cost = gub->largest_cost;
}

static int copy_kept(eqp_gub *copy, const eqp_gub *gub) {
    for (uint32_t slot = 0; slot < EQP_GUB_SLOTS; slot++) {
        const kept_basis *from = &gub->kept[slot];
        if (!from->basis)
            continue;
        if (make_kept(&copy->kept[slot], from->rows, gub->sets))
            return -1;
        fill_kept(&copy->kept[slot], gub->sets, from->basis, from->activity_position, from->key,
                  from->rest_position);
    }
    return 0;
}

eqp_gub *eqp_gub_copy(const eqp_gub *gub) {
    eqp_gub *copy = eqp_gub_create(gub->sets);
    int failed = !copy;
    while (!failed && copy->stride < gub->stride) {
        copy->rows = (uint32_t)copy->stride; /* full: the next one makes room */
        failed = make_row(copy);
    }
    if (!failed)
        copy->rows = 0;
    if (failed || copy_columns(copy, gub) || copy_kept(copy, gub)) {
        eqp_gub_free(copy);
        return NULL;
    }
    copy_basis(copy, gub);
    return copy;
}

/* What the three kinds of variable have in common. */
static position *position_of(eqp_gub *gub, variable v) {
    return v.kind == COLUMN     ? &gub->column[v.index].position
           : v.kind == ACTIVITY ? &gub->activity_position[v.index]
                                : &gub->rest_position[v.index];
}

static double *value_of(eqp_gub *gub, variable v) {
    return v.kind == COLUMN     ? &gub->column[v.index].x
           : v.kind == ACTIVITY ? &gub->activity[v.index]
                                : &gub->rest[v.index];
}

static double lower_of(const eqp_gub *gub, variable v) {
    return v.kind == COLUMN     ? gub->column[v.index].lower
           : v.kind == ACTIVITY ? gub->lower[v.index]
                                : 0;
}

static double upper_of(const eqp_gub *gub, variable v) {
    return v.kind == COLUMN     ? gub->column[v.index].upper
           : v.kind == ACTIVITY ? gub->upper[v.index]
                                : INFINITY;
}

static uint32_t set_of(const eqp_gub *gub, variable v) {
    return v.kind == COLUMN ? gub->column[v.index].set : v.kind == REST ? v.index : EQP_NONE;
}

/* vector += factor × the variable's own column: an activity leaves its row, a rest has none. */
static void add_own(const eqp_gub *gub, variable v, double factor, double *vector) {
    if (v.kind == ACTIVITY) {
        vector[v.index] -= factor;
    } else if (v.kind == COLUMN) {
        const column *c = &gub->column[v.index];
        const entry *e = gub->entries + c->start, *end = e + c->count;
        for (; e < end; e++)
            vector[e->row] += factor * e->value;
    }
}

/* The same relative to the key of its set. */
static void add_relative(const eqp_gub *gub, variable v, double factor, double *vector) {
    uint32_t set = set_of(gub, v);
    add_own(gub, v, factor, vector);
    if (set != EQP_NONE)
        add_own(gub, gub->key[set], -factor, vector);
}

static double dot_own(const eqp_gub *gub, variable v, const double *vector) {
    double sum = 0;
    if (v.kind == ACTIVITY)
        return -vector[v.index];
    if (v.kind == COLUMN) {
        const column *c = &gub->column[v.index];
        const entry *e = gub->entries + c->start, *end = e + c->count;
        for (; e < end; e++)
            sum += e->value * vector[e->row];
    }
    return sum;
}

/* Copies the inverse into a wider array. */
static int widen_inverse(eqp_gub *gub, size_t room) {
    double *inverse = eqp_allocate(room * room, sizeof *inverse);
    double *work = eqp_allocate(room * room, sizeof *work);
    if (!inverse || !work) {
        eqp_free(inverse);
        eqp_free(work);
        return -1;
    }
    for (uint32_t r = 0; r < gub->rows; r++)
        memcpy(inverse + r * room, inverse_row(gub, r), gub->rows * sizeof *inverse);
    eqp_free(gub->inverse);
    eqp_free(gub->work);
    gub->inverse = inverse;
    gub->work = work;
    gub->stride = room;
    return 0;
}

/* Room for one more row. */
static int make_row(eqp_gub *gub) {
    const struct {
        void *array;
        size_t size;
    } parts[] = {
        {&gub->lower, sizeof *gub->lower},
        {&gub->upper, sizeof *gub->upper},
        {&gub->activity_position, sizeof *gub->activity_position},
        {&gub->activity, sizeof *gub->activity},
        {&gub->activity_price, sizeof *gub->activity_price},
        {&gub->basis, sizeof *gub->basis},
        {&gub->pivot_row, sizeof *gub->pivot_row},
        {&gub->filled, sizeof *gub->filled},
        {&gub->direction, sizeof *gub->direction},
        {&gub->dual, sizeof *gub->dual},
        {&gub->right, sizeof *gub->right},
    };
    size_t room = gub->stride ? 2 * gub->stride : 32;
    if (gub->rows < gub->stride)
        return 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t capacity = gub->stride;
        if (eqp_grow(parts[i].array, &capacity, room, parts[i].size))
            return -1;
    }
    return widen_inverse(gub, room);
}

/* Moves a column to the end of all entries, with room for so many. */
static int move_column(eqp_gub *gub, column *c, uint32_t room) {
    if (eqp_grow(&gub->entries, &gub->entry_room, gub->entry_count + room, sizeof *gub->entries))
        return -1;
    for (uint32_t e = 0; e < c->count; e++)
        gub->entries[gub->entry_count + e] = gub->entries[c->start + e];
    gub->entries_left += c->room;
    c->start = gub->entry_count;
    c->room = room;
    gub->entry_count += room;
    return 0;
}

static int add_entry(eqp_gub *gub, column *c, uint32_t row, double value) {
    if (c->count == c->room && move_column(gub, c, c->room + 8))
        return -1;
    gub->entries[c->start + c->count++] = (entry){value, row};
    return 0;
}

/* Closes the gaps between columns once they are as much as the columns; not where memory is short.
 */
static void close_gaps(eqp_gub *gub) {
    size_t used = 0;
    entry *entries;
    if (2 * gub->entries_left < gub->entry_count)
        return;
    entries = eqp_allocate(gub->entry_room, sizeof *entries);
    if (!entries)
        return;
    for (uint32_t j = 0; j < gub->columns; j++) {
        column *c = &gub->column[j];
        for (uint32_t e = 0; e < c->count; e++)
            entries[used + e] = gub->entries[c->start + e];
        c->start = used;
        c->room = c->count;
        used += c->count;
    }
    eqp_free(gub->entries);
    gub->entries = entries;
    gub->entry_count = used;
    gub->entries_left = 0;
}

/* The new activity is basic in the new row: the inverse gains a row (what the basis takes of the
 * new row, times the inverse) and a unit column. */
static void border_inverse(eqp_gub *gub, uint32_t row) {
    double *last = inverse_row(gub, row);
    memset(last, 0, (row + 1) * sizeof *last);
    for (uint32_t i = 0; i < row; i++) {
        double taken;
        inverse_row(gub, i)[row] = 0;
        memset(gub->right, 0, (row + 1) * sizeof *gub->right);
        add_relative(gub, gub->basis[i], 1, gub->right);
        taken = gub->right[row];
        for (uint32_t r = 0; taken != 0 && r < row; r++)
            last[r] += taken * inverse_row(gub, i)[r];
    }
    last[row] = -1;
}

int eqp_gub_add_row(eqp_gub *gub, double lower, double upper, uint32_t count,
                    const uint32_t *columns, const double *value) {
    uint32_t row = gub->rows;
    if (make_row(gub))
        return -1;
    for (uint32_t i = 0; i < count; i++)
        if (add_entry(gub, &gub->column[columns[i]], row, value[i]))
            return -1;
    gub->lower[row] = lower;
    gub->upper[row] = upper;
    gub->basis[row] = (variable){ACTIVITY, row};
    gub->activity_position[row] = BASIC;
    gub->dual[row] = 0;
    border_inverse(gub, row);
    gub->rows++;
    return 0;
}

int eqp_gub_add_column(eqp_gub *gub, uint32_t set, double lower, double upper, double cost,
                       uint32_t count, const uint32_t *row, const double *value) {
    column *c;
    if (eqp_grow(&gub->column, &gub->column_room, (size_t)gub->columns + 1, sizeof *gub->column))
        return -1;
    c = &gub->column[gub->columns];
    *c = (column){.set = set, .lower = lower, .upper = upper, .cost = cost, .x = lower};
    c->position = AT_LOWER;
    if (move_column(gub, c, count))
        return -1;
    for (uint32_t e = 0; e < count; e++)
        gub->entries[c->start + e] = (entry){value[e], row[e]};
    c->count = count;
    gub->columns++;
    return 0;
}

/* An index after columns before it have been taken out. */
static void move_up(variable *v, uint32_t count, const uint32_t *columns) {
    if (v->kind == COLUMN)
        v->index -= eqp_search_first(count, columns, sizeof *columns, v->index);
}

static void move_all_up(variable *list, uint32_t length, uint32_t count, const uint32_t *columns) {
    for (uint32_t i = 0; i < length; i++)
        move_up(&list[i], count, columns);
}

void eqp_gub_delete_columns(eqp_gub *gub, uint32_t count, const uint32_t *columns) {
    uint32_t kept = 0, next = 0;
    for (uint32_t j = 0; j < gub->columns; j++) {
        if (next < count && columns[next] == j) {
            gub->entries_left += gub->column[j].room;
            next++;
            continue;
        }
        gub->column[kept++] = gub->column[j];
    }
    gub->columns = kept;
    close_gaps(gub);
    move_all_up(gub->basis, gub->rows, count, columns);
    move_all_up(gub->key, gub->sets, count, columns);
    for (uint32_t slot = 0; slot < EQP_GUB_SLOTS; slot++)
        if (gub->kept[slot].basis) {
            move_all_up(gub->kept[slot].basis, gub->kept[slot].rows, count, columns);
            move_all_up(gub->kept[slot].key, gub->sets, count, columns);
        }
}

void eqp_gub_set_cost(eqp_gub *gub, uint32_t index, double cost) {
    gub->column[index].cost = cost;
}

void eqp_gub_set_row_bounds(eqp_gub *gub, uint32_t row, double lower, double upper) {
    gub->lower[row] = lower;
    gub->upper[row] = upper;
}

void eqp_gub_set_column_bounds(eqp_gub *gub, uint32_t index, double lower, double upper) {
    gub->column[index].lower = lower;
    gub->column[index].upper = upper;
}

int eqp_gub_set_column(eqp_gub *gub, uint32_t index, uint32_t count, const uint32_t *row,
                       const double *value) {
    column *c = &gub->column[index];
    if (c->position == BASIC || c->position == KEY)
        gub->must_invert = 1;
    c->count = 0;
    if (count > c->room && move_column(gub, c, count))
        return -1;
    for (uint32_t e = 0; e < count; e++)
        if (add_entry(gub, c, row[e], value[e]))
            return -1;
    return 0;
}

/* Everything that is not basic moves to a finite bound, the one it is at if that is finite. A free
 * activity stays where it is: at 0 it would be far from where the values are. */
static void rest_at_bound(const eqp_gub *gub, variable v, position *where, double *value) {
    double lower = lower_of(gub, v), upper = upper_of(gub, v);
    if (*where == AT_UPPER && isinf(upper))
        *where = AT_LOWER;
    if (*where == AT_LOWER && isinf(lower) && !isinf(upper))
        *where = AT_UPPER;
    if (*where == AT_UPPER)
        *value = upper;
    else if (!isinf(lower))
        *value = lower;
}

/* Values of all variables from the basis. */
static void compute_values(eqp_gub *gub) {
    double *right = gub->right;
    memset(right, 0, gub->rows * sizeof *right);
    for (uint32_t j = 0; j < gub->columns; j++) {
        column *c = &gub->column[j];
        variable v = {COLUMN, j};
        if (c->position == BASIC || c->position == KEY)
            continue;
        rest_at_bound(gub, v, &c->position, &c->x);
        if (c->x != 0)
            add_relative(gub, v, -c->x, right);
    }
    for (uint32_t r = 0; r < gub->rows; r++) {
        variable v = {ACTIVITY, r};
        if (gub->activity_position[r] == BASIC)
            continue;
        rest_at_bound(gub, v, &gub->activity_position[r], &gub->activity[r]);
        add_own(gub, v, -gub->activity[r], right);
    }
    for (uint32_t b = 0; b < gub->sets; b++) {
        if (gub->rest_position[b] == AT_LOWER)
            gub->rest[b] = 0;
        add_own(gub, gub->key[b], -1, right);
        *value_of(gub, gub->key[b]) = 1;
    }
    for (uint32_t i = 0; i < gub->rows; i++) {
        const double *row = inverse_row(gub, i);
        uint32_t set = set_of(gub, gub->basis[i]);
        double x = 0;
        for (uint32_t r = 0; r < gub->rows; r++)
            x += row[r] * right[r];
        *value_of(gub, gub->basis[i]) = x;
        if (set != EQP_NONE)
            *value_of(gub, gub->key[set]) -= x;
    }
    for (uint32_t j = 0; j < gub->columns; j++) {
        const column *c = &gub->column[j];
        if (c->set != EQP_NONE && c->x != 0 && c->position != BASIC && c->position != KEY)
            *value_of(gub, gub->key[c->set]) -= c->x;
    }
}

/* Puts every activity into its own row and every rest as key: the basis that always is one. */
static void start_afresh(eqp_gub *gub) {
    for (uint32_t j = 0; j < gub->columns; j++)
        gub->column[j].position = AT_LOWER;
    for (uint32_t b = 0; b < gub->sets; b++) {
        gub->key[b] = (variable){REST, b};
        gub->rest_position[b] = KEY;
    }
    for (uint32_t r = 0; r < gub->rows; r++) {
        gub->basis[r] = (variable){ACTIVITY, r};
        gub->activity_position[r] = BASIC;
    }
}

/* Gauss and Jordan with the largest pivot of each column; -1 where the basis is singular. */
static int invert(eqp_gub *gub) {
    uint32_t rows = gub->rows;
    double *work = gub->work, *inverse = gub->inverse;
    size_t stride = gub->stride;
    for (uint32_t r = 0; r < rows; r++) {
        memset(work + r * stride, 0, rows * sizeof *work);
        memset(inverse + r * stride, 0, rows * sizeof *inverse);
        inverse[r * stride + r] = 1;
    }
    for (uint32_t i = 0; i < rows; i++) {
        memset(gub->right, 0, rows * sizeof *gub->right);
        add_relative(gub, gub->basis[i], 1, gub->right);
        for (uint32_t r = 0; r < rows; r++)
            work[r * stride + i] = gub->right[r];
    }
    for (uint32_t i = 0; i < rows; i++) {
        uint32_t best = i;
        double pivot;
        for (uint32_t r = i + 1; r < rows; r++)
            if (fabs(work[r * stride + i]) > fabs(work[best * stride + i]))
                best = r;
        pivot = work[best * stride + i];
        if (fabs(pivot) < LEAST_PIVOT)
            return -1;
        for (uint32_t r = 0; best != i && r < rows; r++) {
            double keep = work[i * stride + r];
            work[i * stride + r] = work[best * stride + r];
            work[best * stride + r] = keep;
            keep = inverse[i * stride + r];
            inverse[i * stride + r] = inverse[best * stride + r];
            inverse[best * stride + r] = keep;
        }
        for (uint32_t r = 0; r < rows; r++) {
            work[i * stride + r] /= pivot;
            inverse[i * stride + r] /= pivot;
        }
        for (uint32_t q = 0; q < rows; q++) {
            double factor = work[q * stride + i];
            if (q == i || factor == 0)
                continue;
            for (uint32_t r = i; r < rows; r++)
                work[q * stride + r] -= factor * work[i * stride + r];
            for (uint32_t r = 0; r < rows; r++)
                inverse[q * stride + r] -= factor * inverse[i * stride + r];
        }
    }
    gub->pivots_since_inverse = 0;
    gub->must_invert = 0;
    return 0;
}

/* How far the values are from satisfying the rows. */
static double row_error(eqp_gub *gub) {
    double worst = 0;
    memset(gub->right, 0, gub->rows * sizeof *gub->right);
    for (uint32_t j = 0; j < gub->columns; j++)
        if (gub->column[j].x != 0)
            add_own(gub, (variable){COLUMN, j}, gub->column[j].x, gub->right);
    for (uint32_t r = 0; r < gub->rows; r++)
        worst =
            fmax(worst, fabs(gub->right[r] - gub->activity[r]) / fmax(1, fabs(gub->activity[r])));
    return worst;
}

static double violation(const eqp_gub *gub, variable v, double value) {
    double lower = lower_of(gub, v), upper = upper_of(gub, v);
    if (value < lower - FEASIBLE * fmax(1, fabs(lower)))
        return lower - value;
    if (value > upper + FEASIBLE * fmax(1, fabs(upper)))
        return upper - value;
    return 0;
}

/* The cost that counts now: in phase 1 a variable below its bounds wants up, one above wants down.
 */
static double cost_of(eqp_gub *gub, variable v, int phase_one) {
    if (!phase_one)
        return v.kind == COLUMN ? gub->column[v.index].cost : 0;
    double missing = violation(gub, v, *value_of(gub, v));
    return missing > 0 ? 1 : missing < 0 ? -1 : 0;
}

static double infeasibility(eqp_gub *gub) {
    double sum = 0;
    for (uint32_t i = 0; i < gub->rows; i++)
        sum += fabs(violation(gub, gub->basis[i], *value_of(gub, gub->basis[i])));
    for (uint32_t b = 0; b < gub->sets; b++)
        sum += fabs(violation(gub, gub->key[b], *value_of(gub, gub->key[b])));
    return sum;
}

static void compute_set_duals(eqp_gub *gub, int phase_one) {
    for (uint32_t b = 0; b < gub->sets; b++)
        gub->set_dual[b] =
            cost_of(gub, gub->key[b], phase_one) - dot_own(gub, gub->key[b], gub->dual);
}

static void compute_duals(eqp_gub *gub, int phase_one) {
    memset(gub->dual, 0, gub->rows * sizeof *gub->dual);
    for (uint32_t i = 0; i < gub->rows; i++) {
        uint32_t set = set_of(gub, gub->basis[i]);
        const double *row = inverse_row(gub, i);
        double cost = cost_of(gub, gub->basis[i], phase_one);
        if (set != EQP_NONE)
            cost -= cost_of(gub, gub->key[set], phase_one);
        for (uint32_t r = 0; cost != 0 && r < gub->rows; r++)
            gub->dual[r] += cost * row[r];
    }
    compute_set_duals(gub, phase_one);
}

/* All reduced costs from the dual values. */
static void compute_reduced_costs(eqp_gub *gub, int phase_one) {
    for (uint32_t j = 0; j < gub->columns; j++) {
        column *c = &gub->column[j];
        c->reduced = (phase_one ? 0 : c->cost) - dot_own(gub, (variable){COLUMN, j}, gub->dual) -
                     (c->set == EQP_NONE ? 0 : gub->set_dual[c->set]);
    }
    for (uint32_t r = 0; r < gub->rows; r++)
        gub->activity_price[r].reduced = gub->dual[r];
    for (uint32_t b = 0; b < gub->sets; b++)
        gub->rest_price[b].reduced = -gub->set_dual[b];
}

/* Every yardstick begins at 1 (Forrest and Goldfarb 1992). */
static void reset_weights(eqp_gub *gub) {
    for (uint32_t j = 0; j < gub->columns; j++)
        gub->column[j].weight = 1;
    for (uint32_t r = 0; r < gub->rows; r++)
        gub->activity_price[r].weight = 1;
    for (uint32_t b = 0; b < gub->sets; b++)
        gub->rest_price[b].weight = 1;
}

typedef struct entering {
    variable variable;
    double reduced, weight, sign; /* sign: +1 up, -1 down */
    double score;
} entering;

static void consider(entering *best, variable v, position where, double lower, double upper,
                     double reduced, double weight, double tolerance) {
    double sign = reduced > 0 ? 1 : -1;
    if (where == BASIC || where == KEY || lower == upper || fabs(reduced) <= tolerance ||
        reduced * reduced <= best->score * weight)
        return;
    /* A free activity may move both ways, others only off their bound. */
    if ((where == AT_LOWER ? sign < 0 : sign > 0) && !(isinf(lower) && isinf(upper)))
        return;
    *best = (entering){v, reduced, weight, sign, reduced * reduced / weight};
}

/* The first possible variable, or the one that gains most by its yardstick. */
static entering choose_entering(const eqp_gub *gub, int phase_one, int first) {
    double tolerance = OPTIMAL * (phase_one ? 1 : fmax(1, gub->largest_cost));
    entering best = {{COLUMN, 0}, 0, 0, 0, 0};
    for (uint32_t j = 0; j < gub->columns && !(first && best.score > 0); j++) {
        const column *c = &gub->column[j];
        consider(&best, (variable){COLUMN, j}, c->position, c->lower, c->upper, c->reduced,
                 c->weight, tolerance);
    }
    for (uint32_t r = 0; r < gub->rows && !(first && best.score > 0); r++)
        consider(&best, (variable){ACTIVITY, r}, gub->activity_position[r], gub->lower[r],
                 gub->upper[r], gub->activity_price[r].reduced, gub->activity_price[r].weight,
                 tolerance);
    for (uint32_t b = 0; b < gub->sets && !(first && best.score > 0); b++)
        consider(&best, (variable){REST, b}, gub->rest_position[b], 0, INFINITY,
                 gub->rest_price[b].reduced, gub->rest_price[b].weight, tolerance);
    return best;
}

/* direction = inverse × the entering variable's relative column; set_rate: what each key gains per
 * unit of it. */
static void compute_direction(eqp_gub *gub, entering in) {
    uint32_t own = set_of(gub, in.variable), filled = 0;
    memset(gub->right, 0, gub->rows * sizeof *gub->right);
    add_relative(gub, in.variable, 1, gub->right);
    for (uint32_t r = 0; r < gub->rows; r++)
        if (gub->right[r] != 0)
            gub->filled[filled++] = r;
    for (uint32_t i = 0; i < gub->rows; i++) {
        const double *row = inverse_row(gub, i);
        double sum = 0;
        for (uint32_t at = 0; at < filled; at++)
            sum += gub->right[gub->filled[at]] * row[gub->filled[at]];
        gub->direction[i] = sum;
    }
    memset(gub->set_rate, 0, gub->sets * sizeof *gub->set_rate);
    for (uint32_t i = 0; i < gub->rows; i++) {
        uint32_t set = set_of(gub, gub->basis[i]);
        if (set != EQP_NONE)
            gub->set_rate[set] += gub->direction[i];
    }
    if (own != EQP_NONE)
        gub->set_rate[own] -= 1;
}

typedef struct leaving {
    int none, flip; /* nothing stops the step; the entering variable meets its own other bound */
    int is_key;
    uint32_t index; /* row of the basis, or set of the key */
    double step, pivot;
    position to;
} leaving;

/* The bound that a basic variable meets first when its value changes by rate per unit of step; 0
 * where it meets none. One that is outside its bounds moves further out freely (phase 1 pays for
 * it), and back in to the nearer bound. */
static int bound_ahead(const eqp_gub *gub, variable v, double value, double rate, double *bound,
                       position *to) {
    double missing = violation(gub, v, value);
    int upward = rate > 0;
    if (fabs(rate) < GOOD_PIVOT || (missing > 0 && !upward) || (missing < 0 && upward))
        return 0;
    *to = missing > 0 || (missing == 0 && !upward) ? AT_LOWER : AT_UPPER;
    *bound = *to == AT_LOWER ? lower_of(gub, v) : upper_of(gub, v);
    return !isinf(*bound);
}

typedef struct step_search {
    double longest; /* no bound is passed by more than the tolerance up to here */
    leaving out;
} step_search;

static void consider_leaving(const eqp_gub *gub, step_search *search, int choose, variable v,
                             double value, double rate, int is_key, uint32_t index) {
    double bound, step;
    position to;
    if (!bound_ahead(gub, v, value, rate, &bound, &to))
        return;
    if (!choose) {
        double slack = SLACK * fmax(1, fabs(bound));
        search->longest = fmin(search->longest, (fabs(bound - value) + slack) / fabs(rate));
        return;
    }
    step = (bound - value) / rate;
    if (step <= search->longest && fabs(rate) > fabs(search->out.pivot))
        search->out = (leaving){0, 0, is_key, index, fmax(0, step), rate, to};
}

static void search_step(eqp_gub *gub, entering in, step_search *search, int choose) {
    for (uint32_t i = 0; i < gub->rows; i++)
        if (gub->direction[i] != 0)
            consider_leaving(gub, search, choose, gub->basis[i], *value_of(gub, gub->basis[i]),
                             -in.sign * gub->direction[i], 0, i);
    for (uint32_t b = 0; b < gub->sets; b++)
        if (gub->set_rate[b] != 0)
            consider_leaving(gub, search, choose, gub->key[b], *value_of(gub, gub->key[b]),
                             in.sign * gub->set_rate[b], 1, b);
}

/* Harris's ratio test in two passes: how far the step may go when bounds give a little, then the
 * largest pivot among the variables that stop it before. */
static leaving choose_leaving(eqp_gub *gub, entering in) {
    double range = upper_of(gub, in.variable) - lower_of(gub, in.variable);
    step_search search = {.longest = INFINITY, .out = {.none = 1}};
    search_step(gub, in, &search, 0);
    if (!isinf(range) && range <= search.longest)
        return (leaving){.flip = 1, .step = range};
    if (!isinf(search.longest))
        search_step(gub, in, &search, 1);
    return search.out;
}

static void move(eqp_gub *gub, entering in, double step) {
    for (uint32_t i = 0; i < gub->rows; i++)
        *value_of(gub, gub->basis[i]) -= in.sign * step * gub->direction[i];
    for (uint32_t b = 0; b < gub->sets; b++)
        if (gub->set_rate[b] != 0)
            *value_of(gub, gub->key[b]) += in.sign * step * gub->set_rate[b];
    *value_of(gub, in.variable) += in.sign * step;
}

/* The set's key and one of its basic variables change roles; only that row of the inverse changes:
 * row_p := −Σ of the rows of the set's basic variables. */
static int swap_key(eqp_gub *gub, uint32_t set) {
    uint32_t row = 0;
    double *into;
    variable key = gub->key[set];
    while (row < gub->rows && set_of(gub, gub->basis[row]) != set)
        row++;
    if (row == gub->rows)
        return -1;
    into = inverse_row(gub, row);
    for (uint32_t r = 0; r < gub->rows; r++)
        into[r] = -into[r];
    for (uint32_t i = row + 1; i < gub->rows; i++)
        if (set_of(gub, gub->basis[i]) == set)
            for (uint32_t r = 0; r < gub->rows; r++)
                into[r] -= inverse_row(gub, i)[r];
    gub->key[set] = gub->basis[row];
    *position_of(gub, gub->key[set]) = KEY;
    gub->basis[row] = key;
    *position_of(gub, key) = BASIC;
    return (int)row;
}

/* The basic variable of a row makes way for the entering one. Rows that do not bind leave whole
 * columns of the inverse empty, so only what is filled in the pivot row is touched. */
static void replace(eqp_gub *gub, entering in, uint32_t row, position to) {
    double *pivot_row = inverse_row(gub, row), pivot = gub->direction[row];
    uint32_t filled = 0, *index = gub->filled;
    for (uint32_t r = 0; r < gub->rows; r++) {
        if (pivot_row[r] == 0)
            continue;
        pivot_row[r] /= pivot;
        index[filled++] = r;
    }
    for (uint32_t i = 0; i < gub->rows; i++) {
        double factor = gub->direction[i], *other = inverse_row(gub, i);
        if (i == row || factor == 0)
            continue;
        for (uint32_t at = 0; at < filled; at++)
            other[index[at]] -= factor * pivot_row[index[at]];
    }
    *position_of(gub, gub->basis[row]) = to;
    gub->basis[row] = in.variable;
    *position_of(gub, in.variable) = BASIC;
}

static void set_price(eqp_gub *gub, variable v, double reduced, double weight) {
    if (v.kind == COLUMN) {
        gub->column[v.index].reduced = reduced;
        gub->column[v.index].weight = weight;
    } else if (v.kind == ACTIVITY) {
        gub->activity_price[v.index] = (price){reduced, weight};
    } else {
        gub->rest_price[v.index] = (price){reduced, weight};
    }
}

/* One variable's part of a pivot: its entry in the leaving row is alpha, the entering one's pivot.
 */
static void update_price(double *reduced, double *weight, double alpha, double pivot, entering in) {
    double ratio = alpha / pivot;
    if (alpha == 0)
        return;
    *reduced -= in.reduced * ratio;
    if (ratio * ratio * in.weight > *weight) /* fmax is a call */
        *weight = ratio * ratio * in.weight;
}

/* The entries of all variables in a row of the basis, whose inverse is that before a pivot. */
static void compute_pivot_row(eqp_gub *gub, uint32_t row) {
    double *pivot_row = gub->pivot_row;
    memcpy(pivot_row, inverse_row(gub, row), gub->rows * sizeof *pivot_row);
    for (uint32_t b = 0; b < gub->sets; b++)
        gub->set_pivot[b] = dot_own(gub, gub->key[b], pivot_row);
    for (uint32_t j = 0; j < gub->columns; j++) {
        column *c = &gub->column[j];
        c->alpha = 0;
        if (c->position != BASIC && c->position != KEY && c->lower != c->upper)
            c->alpha = dot_own(gub, (variable){COLUMN, j}, pivot_row) -
                       (c->set == EQP_NONE ? 0 : gub->set_pivot[c->set]);
    }
}

/* Reduced costs, yardsticks and dual values after a pivot on `row`, whose entries are computed. */
static void update_prices(eqp_gub *gub, entering in, uint32_t row) {
    double pivot = gub->direction[row], *pivot_row = gub->pivot_row;
    for (uint32_t b = 0; b < gub->sets; b++) {
        gub->set_dual[b] -= in.reduced / pivot * gub->set_pivot[b];
        update_price(&gub->rest_price[b].reduced, &gub->rest_price[b].weight, -gub->set_pivot[b],
                     pivot, in);
    }
    for (uint32_t j = 0; j < gub->columns; j++)
        update_price(&gub->column[j].reduced, &gub->column[j].weight, gub->column[j].alpha, pivot,
                     in);
    for (uint32_t r = 0; r < gub->rows; r++) {
        price *p = &gub->activity_price[r];
        update_price(&p->reduced, &p->weight, -pivot_row[r], pivot, in);
        gub->dual[r] += in.reduced / pivot * pivot_row[r];
    }
    set_price(gub, gub->basis[row], -in.reduced / pivot, fmax(1, in.weight / (pivot * pivot)));
    set_price(gub, in.variable, 0, 1);
}

/* The entering variable becomes its set's key, and no other of the set is basic: nothing but the
 * set's own prices changes. */
static void replace_key(eqp_gub *gub, entering in, uint32_t set, position to) {
    variable old = gub->key[set];
    for (uint32_t j = gub->first[set]; j != EQP_NONE; j = gub->column[j].next)
        update_price(&gub->column[j].reduced, &gub->column[j].weight, 1, 1, in);
    update_price(&gub->rest_price[set].reduced, &gub->rest_price[set].weight, 1, 1, in);
    gub->set_dual[set] += in.reduced;
    set_price(gub, old, -in.reduced, fmax(1, in.weight));
    set_price(gub, in.variable, 0, 1);
    *position_of(gub, old) = to;
    gub->key[set] = in.variable;
    *position_of(gub, in.variable) = KEY;
}

static int has_basic(const eqp_gub *gub, uint32_t set) {
    for (uint32_t i = 0; i < gub->rows; i++)
        if (set_of(gub, gub->basis[i]) == set)
            return 1;
    return 0;
}

/* Changes the basis after a step, -1 where the inverse is too worn out to do so. */
static int change_basis(eqp_gub *gub, entering in, leaving out) {
    uint32_t row = out.index;
    if (out.flip) {
        *position_of(gub, in.variable) = in.sign > 0 ? AT_UPPER : AT_LOWER;
        return 0;
    }
    if (out.is_key && set_of(gub, in.variable) == out.index && !has_basic(gub, out.index)) {
        replace_key(gub, in, out.index, out.to);
        return 0;
    }
    if (out.is_key) {
        int swapped = swap_key(gub, out.index);
        if (swapped < 0)
            return -1;
        row = (uint32_t)swapped;
        compute_direction(gub, in);
    }
    if (fabs(fabs(gub->direction[row]) - fabs(out.pivot)) > PIVOT_ERROR * fabs(out.pivot))
        return -1;
    compute_pivot_row(gub, row);
    update_prices(gub, in, row);
    replace(gub, in, row, out.to);
    gub->pivots_since_inverse++;
    return 0;
}

static int refresh(eqp_gub *gub) {
    if (gub->must_invert || gub->pivots_since_inverse > PIVOTS_PER_INVERSE) {
        if (invert(gub))
            return -1;
    }
    compute_values(gub);
    return 0;
}

typedef enum { STEP_DONE, STEP_OPTIMAL, STEP_STUCK } step_result;

static step_result make_step(eqp_gub *gub, int phase_one, uint32_t *idle) {
    entering in = choose_entering(gub, phase_one, *idle > PATIENCE);
    leaving out;
    if (in.score == 0)
        return STEP_OPTIMAL;
    compute_direction(gub, in);
    out = choose_leaving(gub, in);
    if (out.none)
        return STEP_STUCK; /* unbounded: only noise can say so of a bounded programme */
    move(gub, in, out.step);
    *idle = out.step > 1e-12 ? 0 : *idle + 1;
    return change_basis(gub, in, out) ? STEP_STUCK : STEP_DONE;
}

static void compute_prices(eqp_gub *gub, int phase_one) {
    compute_duals(gub, phase_one);
    compute_reduced_costs(gub, phase_one);
}

/* From the present basis to the end of a phase; the end is told by fresh values and prices. */
static step_result run_phase(eqp_gub *gub, int phase_one) {
    uint64_t most = (uint64_t)PIVOTS_PER_ROW * (gub->rows + gub->sets + 10);
    uint32_t idle = 0, since = 0;
    compute_prices(gub, phase_one);
    reset_weights(gub);
    for (uint64_t step = 0; step < most; step++) {
        step_result result = make_step(gub, phase_one, &idle);
        if (result == STEP_STUCK && gub->pivots_since_inverse > 0)
            gub->must_invert = 1; /* once more with a fresh inverse */
        else if (result == STEP_STUCK || (result == STEP_OPTIMAL && since == 0))
            return result;
        since++;
        if (result != STEP_DONE || since == STEPS_PER_REFRESH) {
            if (refresh(gub))
                return STEP_STUCK;
            compute_prices(gub, phase_one);
            since = 0;
        } else if (phase_one) {
            compute_prices(gub, 1); /* costs change with every variable that becomes feasible */
        }
        if (phase_one && infeasibility(gub) == 0)
            return STEP_DONE;
    }
    return STEP_STUCK;
}

/* Whether the reduced costs are right but for a few, as they are where bounds alone have moved. */
static int nearly_optimal(const eqp_gub *gub) {
    double tolerance = OPTIMAL * fmax(1, gub->largest_cost);
    uint32_t wrong = 0;
    for (uint32_t j = 0; j < gub->columns; j++) {
        const column *c = &gub->column[j];
        if (c->position == BASIC || c->position == KEY || c->lower == c->upper)
            continue;
        wrong += c->position == AT_LOWER ? c->reduced > tolerance : c->reduced < -tolerance;
    }
    return wrong <= gub->rows;
}

/* The basic variable that is furthest outside its bounds, by the length of its row (steepest edge,
 * Forrest and Goldfarb 1992). */
typedef struct outside {
    variable variable;
    double score;
    int is_key;
    uint32_t index; /* row of the basis, or set of the key */
} outside;

static double square_length(const double *row, uint32_t count) {
    double sum = 0;
    for (uint32_t r = 0; r < count; r++)
        sum += row[r] * row[r];
    return sum;
}

/* The row that a key would have as a basic variable: minus those of its set's basic variables. */
static const double *key_row(eqp_gub *gub, uint32_t set) {
    memset(gub->right, 0, gub->rows * sizeof *gub->right);
    for (uint32_t i = 0; i < gub->rows; i++)
        if (set_of(gub, gub->basis[i]) == set)
            for (uint32_t r = 0; r < gub->rows; r++)
                gub->right[r] -= inverse_row(gub, i)[r];
    return gub->right;
}

static void consider_outside(outside *worst, variable v, double missing, const double *row,
                             uint32_t rows, int is_key, uint32_t index) {
    double score = missing * missing / fmax(1e-30, square_length(row, rows));
    if (score > worst->score)
        *worst = (outside){v, score, is_key, index};
}

static outside find_outside(eqp_gub *gub) {
    outside worst = {{COLUMN, 0}, 0, 0, 0};
    for (uint32_t i = 0; i < gub->rows; i++) {
        double missing = violation(gub, gub->basis[i], *value_of(gub, gub->basis[i]));
        if (missing != 0)
            consider_outside(&worst, gub->basis[i], missing, inverse_row(gub, i), gub->rows, 0, i);
    }
    for (uint32_t b = 0; b < gub->sets; b++) {
        double missing = violation(gub, gub->key[b], *value_of(gub, gub->key[b]));
        if (missing != 0)
            consider_outside(&worst, gub->key[b], missing, key_row(gub, b), gub->rows, 1, b);
    }
    return worst;
}

/* The search for the variable whose reduced cost is the first to reach 0 as the leaving one's
 * moves; upward: the leaving variable has to grow. */
typedef struct dual_search {
    int choose; /* second pass of Harris's test */
    double upward, tolerance;
    double longest;
    entering in;
    double alpha;
} dual_search;

static void consider_dual(dual_search *search, variable v, position where, double lower,
                          double upper, double reduced, double weight, double alpha) {
    double sign = alpha > 0 ? -search->upward : search->upward, slack, ratio;
    if (where == BASIC || where == KEY || lower == upper || fabs(alpha) < GOOD_PIVOT)
        return;
    if ((where == AT_LOWER ? sign < 0 : sign > 0) && !(isinf(lower) && isinf(upper)))
        return;
    slack = fmax(0, -sign * reduced);
    if (!search->choose) {
        search->longest = fmin(search->longest, (slack + search->tolerance) / fabs(alpha));
        return;
    }
    ratio = slack / fabs(alpha);
    if (ratio <= search->longest && fabs(alpha) > fabs(search->alpha)) {
        search->alpha = alpha;
        search->in = (entering){v, reduced, weight, sign, 1};
    }
}

static void search_dual(const eqp_gub *gub, dual_search *search, int choose) {
    search->choose = choose;
    for (uint32_t j = 0; j < gub->columns; j++) {
        const column *c = &gub->column[j];
        consider_dual(search, (variable){COLUMN, j}, c->position, c->lower, c->upper, c->reduced,
                      c->weight, c->alpha);
    }
    for (uint32_t r = 0; r < gub->rows; r++)
        consider_dual(search, (variable){ACTIVITY, r}, gub->activity_position[r], gub->lower[r],
                      gub->upper[r], gub->activity_price[r].reduced, gub->activity_price[r].weight,
                      -gub->pivot_row[r]);
    for (uint32_t b = 0; b < gub->sets; b++)
        consider_dual(search, (variable){REST, b}, gub->rest_position[b], 0, INFINITY,
                      gub->rest_price[b].reduced, gub->rest_price[b].weight, -gub->set_pivot[b]);
}

/* One step of the dual simplex method; STEP_OPTIMAL: all values are within their bounds. */
static step_result make_dual_step(eqp_gub *gub) {
    outside out = find_outside(gub);
    dual_search search = {.longest = INFINITY};
    double missing, bound;
    if (out.score == 0)
        return STEP_OPTIMAL;
    if (out.is_key) {
        int row = swap_key(gub, out.index);
        if (row < 0)
            return STEP_STUCK;
        out.index = (uint32_t)row;
    }
    compute_pivot_row(gub, out.index);
    missing = violation(gub, out.variable, *value_of(gub, out.variable));
    bound = missing > 0 ? lower_of(gub, out.variable) : upper_of(gub, out.variable);
    search.upward = missing > 0 ? 1 : -1;
    search.tolerance = OPTIMAL * fmax(1, gub->largest_cost);
    search_dual(gub, &search, 0);
    if (isinf(search.longest))
        return STEP_STUCK; /* nothing can help: phase 1 will tell */
    search_dual(gub, &search, 1);
    if (fabs(search.alpha) < LEAST_DUAL_PIVOT)
        return STEP_STUCK;
    compute_direction(gub, search.in);
    if (fabs(gub->direction[out.index] - search.alpha) > PIVOT_ERROR * fabs(search.alpha))
        return STEP_STUCK;
    move(gub, search.in, fabs((*value_of(gub, out.variable) - bound) / search.alpha));
    update_prices(gub, search.in, out.index);
    replace(gub, search.in, out.index, missing > 0 ? AT_LOWER : AT_UPPER);
    gub->pivots_since_inverse++;
    return STEP_DONE;
}

/* Back to feasible values from a basis whose prices are still right. Where that does not succeed
 * the primal method goes on from wherever it has come. */
static void run_dual(eqp_gub *gub) {
    compute_prices(gub, 0);
    if (!nearly_optimal(gub))
        return;
    reset_weights(gub);
    for (uint32_t step = 0; step < DUAL_STEPS_PER_ROW * gub->rows; step++)
        if (make_dual_step(gub) != STEP_DONE)
            break;
    compute_values(gub);
}

static void find_largest_cost(eqp_gub *gub) {
    gub->largest_cost = 0;
    for (uint32_t j = 0; j < gub->columns; j++)
        gub->largest_cost = fmax(gub->largest_cost, fabs(gub->column[j].cost));
}

static eqp_gub_outcome attempt(eqp_gub *gub) {
    if (refresh(gub))
        return EQP_GUB_FAILED;
    if (row_error(gub) > INVERSE_ERROR && (invert(gub) || refresh(gub)))
        return EQP_GUB_FAILED;
    if (infeasibility(gub) > 0)
        run_dual(gub);
    for (int rounds = 0; rounds < 10; rounds++) {
        if (infeasibility(gub) > 0) {
            step_result end = run_phase(gub, 1);
            compute_values(gub);
            if (end == STEP_STUCK)
                return EQP_GUB_FAILED;
            if (end == STEP_OPTIMAL && infeasibility(gub) > 0 && gub->pivots_since_inverse > 0) {
                if (invert(gub) || refresh(gub)) /* only a fresh inverse is believed */
                    return EQP_GUB_FAILED;
                continue;
            }
            if (end == STEP_OPTIMAL && infeasibility(gub) > 0)
                return EQP_GUB_INFEASIBLE;
        }
        if (run_phase(gub, 0) == STEP_STUCK)
            return EQP_GUB_FAILED;
        if (row_error(gub) > INVERSE_ERROR) {
            if (invert(gub) || refresh(gub))
                return EQP_GUB_FAILED;
        } else if (infeasibility(gub) == 0) {
            return EQP_GUB_OPTIMAL;
        }
    }
    return EQP_GUB_FAILED;
}

/* The columns of each set as a chain. */
static void chain_sets(eqp_gub *gub) {
    for (uint32_t b = 0; b < gub->sets; b++)
        gub->first[b] = EQP_NONE;
    for (uint32_t j = 0; j < gub->columns; j++) {
        column *c = &gub->column[j];
        if (c->set != EQP_NONE) {
            c->next = gub->first[c->set];
            gub->first[c->set] = j;
        }
    }
}

eqp_gub_outcome eqp_gub_solve(eqp_gub *gub) {
    eqp_gub_outcome outcome;
    chain_sets(gub);
    find_largest_cost(gub);
    outcome = attempt(gub);
    if (outcome == EQP_GUB_FAILED) {
        start_afresh(gub);
        gub->must_invert = 1;
        outcome = attempt(gub);
    }
    return outcome;
}

double eqp_gub_objective(const eqp_gub *gub) {
    double sum = 0;
    for (uint32_t j = 0; j < gub->columns; j++)
        sum += gub->column[j].cost * gub->column[j].x;
    return sum;
}

double eqp_gub_value(const eqp_gub *gub, uint32_t index) {
    return gub->column[index].x;
}

double eqp_gub_row_dual(const eqp_gub *gub, uint32_t row) {
    return gub->dual[row];
}

double eqp_gub_set_dual(const eqp_gub *gub, uint32_t set) {
    return gub->set_dual[set];
}

int eqp_gub_is_kept(const eqp_gub *gub, uint32_t index) {
    position where = gub->column[index].position;
    return where == BASIC || where == KEY || gub->column[index].kept > 0;
}

/* Counts the columns of a kept basis in or out. */
static void count_kept(eqp_gub *gub, const kept_basis *kept, int in) {
    for (uint32_t i = 0; i < kept->rows; i++)
        if (kept->basis[i].kind == COLUMN)
            gub->column[kept->basis[i].index].kept += in ? 1 : (uint32_t)-1;
    for (uint32_t b = 0; b < gub->sets; b++)
        if (kept->key[b].kind == COLUMN)
            gub->column[kept->key[b].index].kept += in ? 1 : (uint32_t)-1;
}

int eqp_gub_save(eqp_gub *gub, uint32_t slot) {
    kept_basis *kept = &gub->kept[slot];
    if (kept->basis)
        count_kept(gub, kept, 0);
    if (make_kept(kept, gub->rows, gub->sets))
        return -1;
    fill_kept(kept, gub->sets, gub->basis, gub->activity_position, gub->key, gub->rest_position);
    count_kept(gub, kept, 1);
    return 0;
}

void eqp_gub_restore(eqp_gub *gub, uint32_t slot) {
    const kept_basis *kept = &gub->kept[slot];
    if (!kept->basis)
        return;
    start_afresh(gub); /* rows that are new since then are their own */
    memcpy(gub->basis, kept->basis, kept->rows * sizeof *kept->basis);
    memcpy(gub->activity_position, kept->activity_position,
           kept->rows * sizeof *kept->activity_position);
    memcpy(gub->key, kept->key, gub->sets * sizeof *kept->key);
    memcpy(gub->rest_position, kept->rest_position, gub->sets * sizeof *kept->rest_position);
    for (uint32_t i = 0; i < kept->rows; i++)
        *position_of(gub, kept->basis[i]) = BASIC;
    for (uint32_t b = 0; b < gub->sets; b++)
        *position_of(gub, kept->key[b]) = KEY;
    gub->must_invert = 1;
}
