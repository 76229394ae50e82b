#include "cmocka_offprint.h"
#include "safe/style.h"

static const struct {
    const char *css, *want;
    size_t removed;
} rows[] = {
    {"a{color:red}", "a{color:red}", 0},
    {"a{fill:url(#g)}", "a{fill:url(#g)}", 0},
    {"a{fill:url( '#g' )}", "a{fill:url(#g)}", 0},
    {"a{fill:url('#g h')}", "a{fill:url(\"#g h\")}", 0},
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
    {"a/* url(x) */b{}", "a/**/b{}", 0},
    {"a/* @import", "a/**/", 0},
    {"<!--a{}-->", "a{}", 0},
    {"a{}</style><script>", "a{}< /style>< script>", 0},
    {"@media(width<40em){a{}}", "@media(width< 40em){a{}}", 0},
    {"@media (1px<=width <= 2px){a{}}", "@media (1px<=width <= 2px){a{}}", 0},
    {"@container(1px\n<\tx){a{}}", "@container(1px\n<\tx){a{}}", 0},
    {"<<!--</!--<=!--", "< /**/< /!--<=!--", 0},
    {"a{content:\"</style>\"}", "a{content:\"\\3c /style>\"}", 0},
    {"a{content:\"\\</style>\"}", "a{content:\"\\3c /style>\"}", 0},
    {"a{content:\"x\\\"", "a{content:\"\"", 0},
    {"a{} \\</style>", "a{} \\3c /style>", 0},
    {"a{b:\\</style>(c)}", "a{b:\\3c /style>(c)}", 0},
    {"a{b:x\\<(c)}", "a{b:x\\3c (c)}", 0},
    {"@\\</style>;a{}", "a{}", 0},
    {"u<!--rl(x)u -->rl(x)", "u/**/rl(x)u /**/rl(x)", 0},
    {"\\75/*x*/rl(x)", "\\75/**/rl(x)", 0},
    {"\\75 /*x*/rl(x)", "\\75 /**/rl(x)", 0},
    {"\\75<rl(x)", "\\75< rl(x)", 0},
    {"u@import;rl(x)", "u/**/rl(x)", 1},
    {"\\\nurl(x)", " \nnone", 1},
    {"\\75\r\nrl(x)", "none", 1},
    {"a{b:\"\r;c:url(x)}", "a{b:\"\";c:none}", 1},
    {"a{b:\"\f;c:url(x)}", "a{b:\"\";c:none}", 1},
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

/* Whether a '<' stands where it could open or end an element. */
static bool opens(struct str css)
{
    for (size_t at = str_find_byte(css, '<', 0); at != STR_NONE;
         at = str_find_byte(css, '<', at + 1)) {
        char next = at + 1 < css.len ? css.ptr[at + 1] : '\0';
        if (next != '=' && !ascii_is_space(next)) {
            return true;
        }
    }
    return false;
}

/* Parts at random: nothing ends the element around them, and a second look at what is left
 * finds nothing to remove, whatever what went stood between. */
static void leaves_nothing_of_any_parts(void **state)
{
    (void)state;
    static const char *const parts[] = {"\\",       "<",
                                        "</style>", "<!--",
                                        "-->",      "]]>",
                                        "\n",       "\r",
                                        "\f",       "\"",
                                        "'",        "(",
                                        ")",        "{",
                                        "}",        ";",
                                        ":",        "url",
                                        "u",        "rl",
                                        "rl(",      "#a",
                                        "http://x", "@",
                                        "import",   "@media",
                                        "/*",       "*/",
                                        "75",       "\\75",
                                        " ",        "src",
                                        "\xE4",     "\xFF",
                                        "-",        "1",
                                        "image",    "var",
                                        "\\3c",     "[",
                                        "<=",       "</",
                                        "]",        "!",
                                        "%",        "data:image/png;base64,A"};
    uint64_t seed = 1;
    for (size_t round = 0; round < 20000; round++) {
        struct buf css = {0}, once = {0}, twice = {0};
        for (size_t count = 1 + round % 14; count; count--) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            size_t pick = (size_t)(seed >> 33) % (sizeof parts / sizeof parts[0] + 1);
            bool zero = pick == sizeof parts / sizeof parts[0];
            buf_add(&css, zero ? str_make("\0", 1) : str_from(parts[pick]));
        }
        style_sieve(buf_str(&css), &once);
        size_t removed = style_sieve(buf_str(&once), &twice);
        if (opens(buf_str(&once)) || removed) {
            fail_msg("'%.*s': '%.*s'", STR_ARG(buf_str(&css)), STR_ARG(buf_str(&once)));
        }
        buf_clear(&css);
        buf_clear(&once);
        buf_clear(&twice);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_what_fetches_nothing),
        cmocka_unit_test(leaves_nothing_of_any_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
