#include "cmocka_offprint.h"
#include "safe/style.h"

static const struct {
    const char *css, *want;
    size_t removed;
} rows[] = {
    {"a{color:red}", "a{color:red}", 0},
    {"a{fill:url(#g)}", "a{fill:url(\"#g\")}", 0},
    {"a{fill:url( '#g' )}", "a{fill:url(\"#g\")}", 0},
    {"a{b:url(http://x/y)}", "a{b:none}", 1},
    {"a{b:URL(\"http://x/y\") c}", "a{b:none c}", 1},
    {"a{b:u\\72l(http://x)}", "a{b:none}", 1},
    {"a{b:\\75\\000072 \\6c(x)}", "a{b:none}", 1},
    {"a{b:url(//x)}", "a{b:none}", 1},
    {"a{b:url(\\68ttp://x)}", "a{b:none}", 1},
    {"a{b:url(x.png)}", "a{b:none}", 1},
    {"a{b:url(data:image/png;base64,AA==)}", "a{b:url(\"data:image/png;base64,AA==\")}", 0},
    {"a{b:url(data:image/svg+xml,<svg/>)}", "a{b:none}", 1},
    {"a{b:url(data:text/html,x)}", "a{b:none}", 1},
    {"a{b:url(#a\"b)}", "a{b:none}", 1},
    {"a{b:url(", "a{b:none", 1},
    {"a{b:url('", "a{b:none", 1},
    {"a{b:url('#a", "a{b:url(\"#\")", 0},
    {"@import 'x';a{}", "a{}", 1},
    {"@IMPORT url(http://x/;y);a{}", "a{}", 1},
    {"@\\69mport 'x';a{}", "a{}", 1},
    {"@import", "", 1},
    {"@charset \"utf-8\";a{}", "a{}", 0},
    {"@namespace x url(http://x);a{}", "a{}", 0},
    {"@document url(http://x){a{b:c}}d{}", "d{}", 0},
    {"@media print{a{b:url(x)}}", "@media print{a{b:none}}", 1},
    {"@font-face{src:url(data:font/woff2;base64,AA)}",
     "@font-face{src:url(\"data:font/woff2;base64,AA\")}", 0},
    {"a{b:image-set('x' 1x,url(y) 2x);c:d}", "a{b:none;c:d}", 1},
    {"a{b:-webkit-image-set(url(y) 2x)}", "a{b:none}", 1},
    {"a{b:expression(alert(1));c:d}", "a{b:none;c:d}", 1},
    {"a{b:src('x')}", "a{b:none}", 1},
    {"a{b:rgb(1,2,3) calc(1px + 2px)}", "a{b:rgb(1,2,3) calc(1px + 2px)}", 0},
    {"a/* url(x) */b{}", "a b{}", 0},
    {"a/* @import", "a ", 0},
    {"<!--a{}-->", "a{}", 0},
    {"a{}</style><script>", "a{} /style> script>", 0},
    {"a{content:\"</style>\"}", "a{content:\"\"}", 0},
    {"a{content:\"x\\\"url(y)\"}", "a{content:\"x\\\"url(y)\"}", 0},
    {"a{content:\"x\n;b:url(y)}", "a{content:\"\";b:none}", 1},
    {".md\\:flex{}", ".md\\:flex{}", 0},
    {"translate(1,2)", "translate(1,2)", 0},
    {"\\", "\\", 0},
    {"a\\", "a\\", 0},
};

static void keeps_what_fetches_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buf out = {0};
        size_t removed = style_sieve(str_from(rows[i].css), &out);
        if (!str_is(buf_str(&out), rows[i].want) || removed != rows[i].removed) {
            fail_msg("'%s': '%.*s', %zu removed", rows[i].css, STR_ARG(buf_str(&out)),
                     removed);
        }
        buf_clear(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(keeps_what_fetches_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
