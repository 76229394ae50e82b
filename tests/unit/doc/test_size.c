/* Sizes that attributes and styles of pictures ask for, as Chromium takes them. */
#include "cmocka_offprint.h"
#include "doc/doc.h"

static const struct {
    const char *width, *height, *style;
    struct asked_size want;
} cases[] = {
    {"60", NULL, NULL, {.width = {LENGTH_PIXELS, 60000}}},
    {"60px", " 30 ", NULL, {{LENGTH_PIXELS, 60000}, {LENGTH_PIXELS, 30000}, {0}, {0}, 0}},
    {"60.5", NULL, NULL, {.width = {LENGTH_PIXELS, 60500}}},
    {"50%", NULL, NULL, {.width = {LENGTH_PERCENT, 50000}}},
    {"33.3333%", NULL, NULL, {.width = {LENGTH_PERCENT, 33333}}},
    {"12em", NULL, NULL, {.width = {LENGTH_PIXELS, 12000}}}, /* so in HTML */
    {"auto", "-5", NULL, {{0}, {0}, {0}, {0}, 0}},
    {"", ".", NULL, {{0}, {0}, {0}, {0}, 0}},
    {NULL, NULL, "width:50%", {.width = {LENGTH_PERCENT, 50000}}},
    {NULL,
     NULL,
     "WIDTH: 10EM; height:2rem",
     {{LENGTH_EM, 10000}, {LENGTH_REM, 2000}, {0}, {0}, 0}},
    {NULL,
     NULL,
     "width:72pt;height:1in",
     {{LENGTH_PIXELS, 96000}, {LENGTH_PIXELS, 96000}, {0}, {0}, 0}},
    {NULL,
     NULL,
     "width:2.54cm;height:25.4mm",
     {{LENGTH_PIXELS, 96000}, {LENGTH_PIXELS, 96000}, {0}, {0}, 0}},
    {NULL,
     NULL,
     "width:30vw;max-height:20vh",
     {.width = {LENGTH_WINDOW_WIDTH, 30000}, .most_height = {LENGTH_WINDOW_HEIGHT, 20000}}},
    {NULL, NULL, "max-width:60px", {.most_width = {LENGTH_PIXELS, 60000}}},
    {"60", NULL, "width:auto", {.width = {0}}},
    {"60", NULL, "width:none", {.width = {LENGTH_PIXELS, 60000}}},
    {"60", NULL, "width:70", {.width = {LENGTH_PIXELS, 60000}}},
    {"60", NULL, "width:calc(1px + 2px)", {.width = {LENGTH_PIXELS, 60000}}},
    {"60", NULL, "width:0", {.width = {LENGTH_PIXELS, 0}}},
    {NULL, NULL, "width:10px !important;width:20px", {.width = {LENGTH_PIXELS, 10000}}},
    {NULL, NULL, "max-width:9px;max-width:none", {{0}, {0}, {0}, {0}, 0}},
    {NULL, NULL, "zoom:50%", {.zoom = 500}},
    {"60", NULL, "zoom:0.5", {.width = {LENGTH_PIXELS, 30000}, .zoom = 500}},
    {"60%",
     NULL,
     "max-width:2em;zoom:150%",
     {.width = {LENGTH_PERCENT, 60000}, .most_width = {LENGTH_EM, 3000}, .zoom = 1500}},
    {"60", NULL, "zoom:normal;zoom:-1;zoom:0;zoom:2px", {.width = {LENGTH_PIXELS, 60000}}},
    {"99999999999999999999", NULL, NULL, {.width = {LENGTH_PIXELS, 1000000000}}},
};

static void check_length(const char *name, size_t i, struct asked_length got,
                         struct asked_length want)
{
    if (got.unit != want.unit ||
        (got.unit != LENGTH_AUTO && got.thousandths != want.thousandths)) {
        fail_msg("case %zu: %s has unit %d, %lld", i, name, (int)got.unit,
                 (long long)got.thousandths);
    }
}

static void reads_sizes(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct node *node = node_new(&arena, NODE_IMAGE, (struct spot){0});
        const char *const names[] = {"width", "height", "style"};
        const char *const values[] = {cases[i].width, cases[i].height, cases[i].style};
        for (size_t k = 0; k < 3; k++) {
            if (values[k]) {
                node_set_attribute(&arena, node, str_from(names[k]), str_from(values[k]));
            }
        }
        struct asked_size got = node_asked_size(node), want = cases[i].want;
        assert_int_equal(got.zoom, want.zoom);
        check_length("width", i, got.width, want.width);
        check_length("height", i, got.height, want.height);
        check_length("max-width", i, got.most_width, want.most_width);
        check_length("max-height", i, got.most_height, want.most_height);
    }
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_sizes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
