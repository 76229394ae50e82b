/* Where pages stand on sheets: first tables, then what must hold of any number of pages. */
#include "cmocka_offprint.h"

#include "base/buf.h"
#include "impose/impose.h"

static int open_arena(void **state)
{
    static struct arena arena;
    arena_init(&arena, 0);
    *state = &arena;
    return 0;
}

static int close_arena(void **state)
{
    arena_clear(*state);
    return 0;
}

static struct imposition imposed(struct arena *arena, size_t pages, size_t closing,
                                 const struct booklet_options *options, bool from_right)
{
    struct impose_input input = {.options = options,
                                 .page_count = pages,
                                 .closing_count = closing,
                                 .bound_right = booklet_is_bound_right(options, from_right),
                                 .page_width = SP_PT(400),
                                 .page_height = SP_PT(590),
                                 .sheet_width = SP_PT(842),
                                 .sheet_height = SP_PT(600)};
    struct imposition out;
    assert_true(impose(arena, &input, &out));
    return out;
}

static void add_page(struct buf *out, size_t page)
{
    if (page == IMPOSE_BLANK) {
        buf_add_byte(out, '-');
    } else {
        buf_add_unsigned(out, page + 1);
    }
}

/* "8|1 2|7", sheets with '/' between them, signatures with "//". */
static struct str told(struct arena *arena, const struct imposition *imposition)
{
    struct buf out = {.kept_in = arena};
    for (size_t i = 0; i < imposition->side_count; i++) {
        const struct imposed_side *side = &imposition->sides[i];
        buf_add_text(&out, i == 0 ? "" : side->begins ? "//" : i % 2 ? " " : "/");
        add_page(&out, side->left);
        buf_add_byte(&out, '|');
        add_page(&out, side->right);
    }
    return arena_take(arena, &out);
}

static const struct {
    const char *name;
    size_t pages, closing, sheets; /* the last: of a signature at the most */
    bool from_right;
    enum binding binding;
    const char *want;
} cases[] = {
    {"none", 0, 0, 0, false, BINDING_AS_READ, ""},
    {"one page", 1, 0, 0, false, BINDING_AS_READ, "-|1 -|-"},
    {"one page, which would close itself", 1, 1, 0, false, BINDING_AS_READ, "-|1 -|-"},
    {"two, the last behind", 2, 1, 0, false, BINDING_AS_READ, "2|1 -|-"},
    {"three, two of them close", 3, 2, 0, false, BINDING_AS_READ, "3|1 -|2"},
    {"a whole sheet", 4, 1, 0, false, BINDING_AS_READ, "4|1 2|3"},
    {"two sheets", 8, 1, 0, false, BINDING_AS_READ, "8|1 2|7/6|3 4|5"},
    {"blanks before the back", 5, 1, 0, false, BINDING_AS_READ, "5|1 2|-/-|3 4|-"},
    {"blanks before all that closes", 6, 2, 0, false, BINDING_AS_READ, "6|1 2|5/-|3 4|-"},
    {"nothing closes: blanks are last", 6, 0, 0, false, BINDING_AS_READ, "-|1 2|-/6|3 4|5"},
    {"read from the right", 8, 1, 0, true, BINDING_AS_READ, "1|8 7|2/3|6 5|4"},
    {"read from the right, bound left", 4, 1, 0, true, BINDING_LEFT, "4|1 2|3"},
    {"bound right", 4, 1, 0, false, BINDING_RIGHT, "1|4 3|2"},
    {"two signatures", 16, 1, 2, false, BINDING_AS_READ,
     "8|1 2|7/6|3 4|5//16|9 10|15/14|11 12|13"},
    {"signatures as even as can be", 20, 1, 4, false, BINDING_AS_READ,
     "12|1 2|11/10|3 4|9/8|5 6|7//20|13 14|19/18|15 16|17"},
    {"a sheet each", 8, 1, 1, false, BINDING_AS_READ, "4|1 2|3//8|5 6|7"},
};

static void puts_pages_in_their_places(void **state)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct booklet_options options = {.signature_sheets = cases[i].sheets,
                                          .binding = cases[i].binding};
        struct imposition got = imposed(*state, cases[i].pages, cases[i].closing, &options,
                                        cases[i].from_right);
        struct str text = told(*state, &got);
        if (!str_is(text, cases[i].want)) {
            fail_msg("%s: '%.*s'", cases[i].name, STR_ARG(text));
        }
    }
}

/* The leaves of folded sheets, from the first page to the last. */
static void fold(const struct imposition *imposition, struct signature signature,
                 size_t *places, size_t *count)
{
    const struct imposed_side *sides = &imposition->sides[signature.first_sheet * 2];
    bool right = imposition->bound_right;
    for (size_t i = 0; i < signature.sheet_count; i++) {
        const struct imposed_side *outer = &sides[2 * i], *inner = outer + 1;
        places[(*count)++] = right ? outer->left : outer->right;
        places[(*count)++] = right ? inner->right : inner->left;
    }
    for (size_t i = signature.sheet_count; i > 0; i--) {
        const struct imposed_side *outer = &sides[2 * i - 2], *inner = outer + 1;
        places[(*count)++] = right ? inner->left : inner->right;
        places[(*count)++] = right ? outer->right : outer->left;
    }
}

/* Fronts and backs take turns. */
static void check_fronts(const struct imposition *imposition, const size_t *places,
                         size_t place_count)
{
    for (size_t i = 0; i < place_count; i++) {
        if (places[i] != IMPOSE_BLANK) {
            assert_int_equal(imposition_is_front(imposition, places[i]), i % 2 == 0);
        }
    }
}

static void check_order(const size_t *places, size_t place_count, size_t pages,
                        size_t closing)
{
    size_t next = 0, last_blank = 0, blanks = 0;
    assert_int_equal(place_count % 4, 0);
    for (size_t i = 0; i < place_count; i++) {
        if (places[i] == IMPOSE_BLANK) {
            last_blank = i;
            blanks++;
        } else {
            assert_int_equal(places[i], next++);
        }
    }
    assert_int_equal(next, pages);
    assert_true(blanks < 4);
    assert_true(blanks == 0 || last_blank + 1 + closing == place_count);
}

static void folds_back_in_order(void **state)
{
    static const size_t sheets[] = {0, 1, 3, 16, 64};
    static size_t places[320];
    for (size_t pages = 1; pages <= 300; pages++) {
        for (size_t k = 0; k < sizeof sheets / sizeof sheets[0]; k++) {
            for (size_t closing = 0; closing < 4; closing++) {
                struct booklet_options options = {.signature_sheets = sheets[k],
                                                  .flip_long = k & 1};
                struct imposition got =
                    imposed(*state, pages, closing, &options, closing & 1);
                size_t count = 0, sheet = 0, most = sheets[k] ? sheets[k] : 16;
                for (size_t i = 0; i < got.signature_count; i++) {
                    assert_int_equal(got.signatures[i].first_sheet, sheet);
                    assert_in_range(got.signatures[i].sheet_count, 1, most);
                    sheet += got.signatures[i].sheet_count;
                    fold(&got, got.signatures[i], places, &count);
                }
                assert_int_equal(count, got.side_count * 2);
                check_order(places, count, pages, closing < pages ? closing : 0);
                check_fronts(&got, places, count);
            }
        }
    }
}

/* Pages meet at the fold, and those further inside reach over to it by the creep. */
static void moves_inner_sheets_to_the_fold(void **state)
{
    struct booklet_options options = {.has_creep = true, .creep = SP_PT(3)};
    struct imposition got = imposed(*state, 12, 1, &options, false);
    for (size_t sheet = 0; sheet < 3; sheet++) {
        for (size_t i = 0; i < 2; i++) {
            const struct imposed_side *side = &got.sides[2 * sheet + i];
            const struct imposed_place *left = &got.places[side->left];
            const struct imposed_place *right = &got.places[side->right];
            sp shift = (sp)sheet * SP_PT(3);
            assert_int_equal(left->side, 2 * sheet + i);
            assert_int_equal(right->side, 2 * sheet + i);
            assert_int_equal(left->x, SP_PT(21) + shift);
            assert_int_equal(right->x, SP_PT(421) - shift);
            assert_int_equal(left->y, SP_PT(5));
            assert_int_equal(right->y, SP_PT(5));
        }
    }
}

/* Each signature's own sheets alone. */
static void begins_the_creep_anew_with_each_signature(void **state)
{
    struct booklet_options options = {.signature_sheets = 2};
    struct imposition got = imposed(*state, 16, 1, &options, false);
    assert_int_equal(got.places[0].x, SP_PT(421));
    assert_int_equal(got.places[2].x, SP_PT(421) - CREEP_USUAL);
    assert_int_equal(got.places[8].x, SP_PT(421));
    assert_int_equal(got.places[10].x, SP_PT(421) - CREEP_USUAL);
}

static void leaves_creep_out(void **state)
{
    struct booklet_options options = {.has_creep = true};
    struct imposition got = imposed(*state, 8, 1, &options, false);
    assert_int_equal(got.places[2].x, SP_PT(421));
}

/* The inner sides alone, so that a printer that flips at the long edge turns them back. */
static void turns_inner_sides(void **state)
{
    for (int flip_long = 0; flip_long < 2; flip_long++) {
        struct booklet_options options = {.flip_long = flip_long};
        struct imposition got = imposed(*state, 12, 1, &options, false);
        for (size_t i = 0; i < got.side_count; i++) {
            assert_int_equal(got.sides[i].turned, flip_long && i % 2 == 1);
        }
    }
}

static void says_when_memory_is_gone(void **state)
{
    (void)state;
    struct arena small;
    struct booklet_options options = {0};
    struct impose_input input = {.options = &options, .page_count = 10000};
    struct imposition out;
    arena_init(&small, 1000);
    assert_false(impose(&small, &input, &out));
    arena_clear(&small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(puts_pages_in_their_places),
        cmocka_unit_test(folds_back_in_order),
        cmocka_unit_test(moves_inner_sheets_to_the_fold),
        cmocka_unit_test(begins_the_creep_anew_with_each_signature),
        cmocka_unit_test(leaves_creep_out),
        cmocka_unit_test(turns_inner_sides),
        cmocka_unit_test(says_when_memory_is_gone),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
