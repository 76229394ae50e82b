/* The table grid: HTML's table model made regular. Each case is a table's rows and the
 * grid's dump: cells by text, "." for filled gaps, "(columns x rows)" for spans, " |" where
 * a cell reaches into the next row. */
#include "cmocka_offprint.h"

#include "html/html.h"
#include "layout/grid.h"

static const struct {
    const char *name, *html, *want;
} cases[] = {
    {"regular", "<tr><td>a<td>b<tr><td>c<td>d", "a b\nc d\n"},
    {"a short row is filled", "<tr><td>a<td>b<td>c<tr><td>d", "a b c\nd .(2x1)\n"},
    {"an empty row is left out", "<tr><td>a<td>b<tr><tr><td>c<td>d", "a b\nc d\n"},
    {"a row span over an empty row covers what is left",
     "<tr><td rowspan=3>a<td>b<tr><tr><td>c", "a(1x2) b |\nc\n"},
    {"rows that only spans cover are left out",
     "<tr><td rowspan=3>a<td rowspan=3>b<tr><tr><tr><td>c<td>d", "a b\nc d\n"},
    {"the table is as wide as a row below a row span", "<tr><td rowspan=2>a<tr><td>b<td>c",
     "a(1x2) .(2x1) |\nb c\n"},
    {"a cell moves beside a row span", "<tr><td rowspan=2>a<td>b<tr><td>c<td>d",
     "a(1x2) b . |\nc d\n"},
    {"row span 0 reaches to the section's end",
     "<tr><td rowspan=0>a<td>1<tr><td>2<tr><td>3", "a(1x3) 1 |\n2 |\n3\n"},
    {"a row span ends with the table", "<tr><td rowspan=99>a<td>1<tr><td>2",
     "a(1x2) 1 |\n2\n"},
    {"a row span ends with its section",
     "<thead><tr><th rowspan=2>S<th>D<tbody><tr><td>L<td>1", "S D\nL 1\n"},
    {"a row span ends with its body",
     "<tbody><tr><td rowspan=3>a<td>b<tbody><tr><td>c<td>d", "a b\nc d\n"},
    {"a column span over no column ends with the table",
     "<tr><td>a<td>b<tr><td colspan=9>c", "a b\nc(2x1)\n"},
    {"columns that no cell begins in are left out",
     "<tr><td colspan=2>a<td colspan=3>b<tr><td colspan=2>c<td colspan=3>d", "a b\nc d\n"},
    {"a head over two columns", "<thead><tr><th colspan=2>h<th>i<tbody><tr><td>1<td>2<td>3",
     "h(2x1) i\n1 2 3\n"},
    {"cells do not overlap", "<tr><td>a<td rowspan=2>b<td>c<tr><td colspan=3>d<td>e",
     "a b(1x2) c . |\nd . e\n"},
    {"behind a cell that is overlapped, as far as it was to reach",
     "<tr><td>a<td rowspan=9>b<tr><td colspan=2>c<td>d<td colspan=2>e<tr><td>f<td>g"
     "<td colspan=2 rowspan=2>h<tr><td colspan=3>i<td>j",
     "a b(1x4) .(3x1) |\nc d e . |\nf g h(1x2) . |\ni . j\n"},
    {"a further body begins a group, wherever the foot is written",
     "<tbody><tr><td>a<td rowspan=9>b<tfoot><tr><td>c<tbody><tr><td>d<td>e",
     "a b\nd e\nc .\n"},
    {"head first and foot last, wherever they are written",
     "<tfoot><tr><td>f<tbody><tr><td>b<thead><tr><th>h", "h\nb\nf\n"},
    {"spans both ways", "<tr><td rowspan=2 colspan=2>a<td>b<tr><td>c<tr><td>d<td>e<td>f",
     "a(2x2) b |\nc\nd e f\n"},
    {"a cell over an empty row", "<tr><td>a<td rowspan=2>b<td>c<tr><tr><td>d<td>e<td>f",
     "a b c\nd e f\n"},
};

static const struct node *find_table(const struct node *root)
{
    struct walk walk;
    walk_init(&walk, root);
    while (walk_next(&walk)) {
        if (walk.entering && walk.node->kind == NODE_TABLE) {
            return walk.node;
        }
    }
    return NULL;
}

static const struct node *read_table(struct arena *arena, struct str html,
                                     struct report *report)
{
    struct node *root;
    struct line_map map = {0};
    struct str file = STR("t.html");
    map.files = &file;
    map.file_count = 1;
    assert_true(html_read(arena, html, &map, &root, report));
    assert_true(html_absorb(arena, &root, &file, report));
    return find_table(root);
}

static void gives_every_slot_to_one_cell(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct report *report = report_new();
        struct str html = arena_format(&arena, "<table>%s</table>", cases[i].html);
        struct grid grid;
        struct buf got = {0};

        const struct node *table = read_table(&arena, html, report);
        assert_non_null(table);
        assert_true(grid_build(&arena, table, &grid));
        grid_dump(&grid, &got);

        if (!str_eq(buf_str(&got), str_from(cases[i].want))) {
            fail_msg("%s:\n%.*s", cases[i].name, STR_ARG(buf_str(&got)));
        }
        buf_clear(&got);
        report_free(report);
        arena_clear(&arena);
    }
}

/* A row of cells that span many columns each: all of them stay, or it is told. */
static void tells_what_wide_spans_push_out(void **state)
{
    (void)state;
    static const struct {
        size_t cells, span, asked, shown;
    } rows[] = {{37, 60, 37, 37}, {16, 1000, 16, 16}, {20, 1000, 20, 17}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct report *report = report_new();
        struct buf html = {0};
        struct grid grid;
        buf_add_text(&html, "<table><tr>");
        for (size_t cell = 0; cell < rows[i].cells; cell++) {
            buf_add_format(&html, "<td colspan=%zu>x", rows[i].span);
        }
        assert_true(grid_build(&arena, read_table(&arena, buf_str(&html), report), &grid));
        assert_int_equal(grid.columns_asked, rows[i].asked);
        assert_int_equal(grid.column_count, rows[i].shown);
        buf_clear(&html);
        report_free(report);
        arena_clear(&arena);
    }
}

/* Random tables: every slot belongs to one cell, and no cell of the table is lost. */
static void is_regular_whatever_is_written(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 400; round++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct report *report = report_new();
        struct buf html = {0};
        size_t written = 0;
        buf_add_text(&html, "<table>");
        for (int row = 0; row < 6; row++) {
            seed = seed * 1664525U + 1013904223U;
            buf_add_text(&html, (seed >> 28) == 0 ? "<tbody><tr>" : "<tr>");
            for (uint32_t cell = 0; cell < (seed >> 13) % 5; cell++, written++) {
                seed = seed * 1664525U + 1013904223U;
                buf_add_format(&html, "<td colspan=%u rowspan=%u>x", (seed >> 20) % 4,
                               (seed >> 24) % 5);
            }
        }
        buf_add_text(&html, "</table>");
        struct grid grid;
        const struct node *table = read_table(&arena, buf_str(&html), report);
        if (table && grid_build(&arena, table, &grid)) {
            size_t own = 0;
            uint8_t *taken =
                ARENA_ARRAY(&arena, uint8_t, grid.row_count * grid.column_count + 1);
            for (size_t i = 0; i < grid.cell_count; i++) {
                const struct grid_cell *cell = &grid.cells[i];
                own += cell->node != NULL;
                for (size_t r = 0; r < cell->row_span; r++) {
                    for (size_t c = 0; c < cell->column_span; c++) {
                        size_t slot =
                            (cell->row + r) * grid.column_count + cell->column + c;
                        assert_true(slot < grid.row_count * grid.column_count);
                        assert_int_equal(taken[slot]++, 0);
                    }
                }
            }
            for (size_t i = 0; i < grid.row_count * grid.column_count; i++) {
                assert_int_equal(taken[i], 1);
            }
            assert_int_equal(own, written);
        }
        buf_clear(&html);
        report_free(report);
        arena_clear(&arena);
    }
}

static void cuts_what_lies_behind_the_limit(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    struct report *report = report_new();
    struct buf html = {0};
    buf_add_text(&html, "<table><tr>");
    for (int i = 0; i < 300; i++) {
        buf_add_text(&html, "<td>x");
    }
    buf_add_text(&html, "<tr><td colspan=299>a<td>b</table>");
    struct grid grid;
    assert_true(grid_build(&arena, read_table(&arena, buf_str(&html), report), &grid));
    assert_int_equal(grid.columns_asked, 300);
    assert_int_equal(grid.column_count, TABLE_COLUMN_LIMIT);
    assert_int_equal(grid.rows[1].count, 1);
    assert_int_equal(grid.cells[grid.rows[1].first].column_span, TABLE_COLUMN_LIMIT);
    buf_clear(&html);
    report_free(report);
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_every_slot_to_one_cell),
        cmocka_unit_test(tells_what_wide_spans_push_out),
        cmocka_unit_test(is_regular_whatever_is_written),
        cmocka_unit_test(cuts_what_lies_behind_the_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
