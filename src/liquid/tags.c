/* Tags: what each is made of, one function each, and the table of them. Apart from
 * outputs, conditions and loops (grammar.c), Liquid looks for fragments it knows and
 * passes over the rest. */
#include "liquid/parser.h"

static struct markup markup_of(const struct parser *parser, struct str text)
{
    const struct str *source = &parser->template->source.text;
    return (struct markup){
        .arena = parser->arena, .text = text, .base = (size_t)(text.ptr - source->ptr)};
}

static enum grammar grammar_of(const struct parser *parser)
{
    return parser->options->strict   ? GRAMMAR_STRICT
           : parser->options->jekyll ? GRAMMAR_EITHER
                                     : GRAMMAR_LAX;
}

static bool fail(struct parser *parser, const struct tag_input *input, const char *what)
{
    return parse_fail(parser, input->offset, input->length, "liquid-syntax", what,
                      input->name);
}

static struct expression *expression(const struct parser *parser, struct str text)
{
    struct markup markup = markup_of(parser, text);
    return expression_read(&markup, text);
}

/* Names that are assigned to: the first run of such characters. */

static bool is_name_char(char c)
{
    return is_word_char(c) || ascii_set_has("-.[]()", c);
}

static struct str find_name(struct str text, size_t *at)
{
    while (*at < text.len && !is_name_char(text.ptr[*at])) {
        ++*at;
    }
    size_t start = *at;
    while (*at < text.len && is_name_char(text.ptr[*at])) {
        ++*at;
    }
    return str_sub(text, start, *at);
}

static bool read_output(struct parser *parser, const struct tag_input *input,
                        struct str text, struct output *out)
{
    struct markup markup = markup_of(parser, text);
    if (!output_read(&markup, grammar_of(parser), out)) {
        return fail(parser, input, "cannot understand the tag");
    }
    undefined_expect_default(parser->arena, parser->options->expected, out);
    return true;
}

static bool read_assign(struct parser *parser, const struct tag_input *input)
{
    struct tag *tag = parse_add_tag(parser, TAG_ASSIGN, input);
    struct str text = input->markup;
    size_t at = 0, equals = 0;
    do { /* "a b = c" assigns to b */
        tag->text = find_name(text, &at);
        equals = skip_space(text, at);
    } while (tag->text.len && (equals >= text.len || text.ptr[equals] != '='));
    if (tag->text.len == 0) {
        return fail(parser, input, "no name and '=' in the tag");
    }
    tag->blank = true;
    undefined_expect_name(parser->arena, parser->options->expected, tag->text);
    return read_output(parser, input, str_trim_left(str_skip(text, equals + 1)),
                       &tag->output);
}

bool tag_read_output(struct parser *parser, const struct tag_input *input)
{
    struct tag *tag = parse_add_tag(parser, TAG_OUTPUT, input);
    return read_output(parser, input, input->markup, &tag->output);
}

static bool read_capture(struct parser *parser, const struct tag_input *input)
{
    struct tag *tag = parse_add_tag(parser, TAG_CAPTURE, input);
    size_t at = 0;
    tag->text = find_name(input->markup, &at);
    undefined_expect_name(parser->arena, parser->options->expected, tag->text);
    return tag->text.len ? parse_push_block(parser, tag, STR("capture"))
                         : fail(parser, input, "no name in the tag");
}

/* Choices */

static bool read_condition(struct parser *parser, const struct tag_input *input,
                           struct condition **out)
{
    struct markup markup = markup_of(parser, input->markup);
    if (!condition_read(&markup, grammar_of(parser), out)) {
        return fail(parser, input,
                    input->markup.len ? "cannot understand the condition in the tag"
                                      : "no condition in the tag");
    }
    undefined_expect_tested(parser->arena, parser->options->expected, *out);
    return true;
}

static bool open_condition(struct parser *parser, const struct tag_input *input,
                           bool negated)
{
    struct tag *tag = parse_add_tag(parser, TAG_IF, input);
    if (!parse_push_block(parser, tag, negated ? STR("unless") : STR("if"))) {
        return false;
    }
    struct branch *branch = parse_add_branch(parser, parse_innermost(parser));
    branch->negated = negated;
    return read_condition(parser, input, &branch->condition);
}

static bool read_if(struct parser *parser, const struct tag_input *input)
{
    return open_condition(parser, input, false);
}

static bool read_unless(struct parser *parser, const struct tag_input *input)
{
    return open_condition(parser, input, true);
}

static bool read_elsif(struct parser *parser, const struct tag_input *input)
{
    struct open_block *open = parse_innermost(parser);
    if (!open || open->tag->kind != TAG_IF || open->tag->is_case) {
        return parse_stray(parser, input);
    }
    struct branch *branch = parse_add_branch(parser, open);
    return read_condition(parser, input, &branch->condition);
}

static bool read_else(struct parser *parser, const struct tag_input *input)
{
    struct open_block *open = parse_innermost(parser);
    if (!open || (open->tag->kind != TAG_IF && open->tag->kind != TAG_FOR)) {
        return parse_stray(parser, input);
    }
    (void)parse_add_branch(parser, open);
    return true;
}

static bool read_case(struct parser *parser, const struct tag_input *input)
{
    struct tag *tag = parse_add_tag(parser, TAG_IF, input);
    size_t at = 0;
    struct str subject = lax_fragment(input->markup, &at);
    tag->is_case = true;
    tag->subject = expression(parser, subject);
    undefined_expect_subject(parser->arena, parser->options->expected, tag->subject);
    return subject.len ? parse_push_block(parser, tag, STR("case"))
                       : fail(parser, input, "nothing to compare in the tag");
}

/* Behind a value: ',' or 'or', and the next value. False: the list ends here. */
static bool next_value(struct str text, size_t *at)
{
    size_t next = skip_space(text, *at);
    bool comma = next < text.len && text.ptr[next] == ',';
    bool word = next > *at && str_starts(str_skip(text, next), "or") &&
                next + 2 < text.len && ascii_is_space(text.ptr[next + 2]);
    *at = skip_space(text, next + (comma ? 1 : 2));
    return (comma || word) && lax_fragment_at(text, *at).len > 0;
}

static bool read_when(struct parser *parser, const struct tag_input *input)
{
    struct open_block *open = parse_innermost(parser);
    if (!open || !open->tag->is_case) {
        return parse_stray(parser, input);
    }
    struct branch *branch = parse_add_branch(parser, open);
    size_t at = 0;
    struct str value = lax_fragment(input->markup, &at);
    for (bool more = value.len > 0; more; more = next_value(input->markup, &at)) {
        if (branch->when_count) {
            value = lax_fragment(input->markup, &at);
        }
        if (!arena_grow(parser->arena, &branch->whens, branch->when_count,
                        &branch->when_capacity, sizeof(struct expression *))) {
            break;
        }
        branch->whens[branch->when_count++] = expression(parser, value);
    }
    return branch->when_count > 0 || fail(parser, input, "nothing to compare in the tag");
}

/* Loops */

static bool add_pairs(struct parser *parser, struct tag *tag, struct str text)
{
    struct str name, value;
    for (size_t at = 0; lax_pair(text, &at, &name, &value);) {
        if (!parse_add_argument(parser, tag, name, expression(parser, value))) {
            return false;
        }
    }
    return true;
}

static bool read_for(struct parser *parser, const struct tag_input *input)
{
    struct tag *tag = parse_add_tag(parser, TAG_FOR, input);
    struct markup markup = markup_of(parser, input->markup);
    struct loop_markup loop;
    if (!parse_push_block(parser, tag, STR("for"))) {
        return false;
    }
    if (!loop_read(&markup, grammar_of(parser), &loop)) {
        return fail(parser, input, "no 'item in list' in the tag");
    }
    tag->text = loop.variable;
    tag->subject = loop.subject;
    tag->reversed = loop.reversed;
    tag->offset_continue = loop.offset_continue;
    /* forloop.name, and the key of `offset: continue` */
    tag->name = arena_format(parser->arena, "%.*s-%.*s", STR_ARG(loop.variable),
                             STR_ARG(loop.list));
    return (!loop.limit || parse_add_argument(parser, tag, STR("limit"), loop.limit)) &&
           (!loop.offset || parse_add_argument(parser, tag, STR("offset"), loop.offset));
}

/* "word in fragment", wherever it stands. */
static bool find_tablerow(struct parser *parser, struct str text, struct tag *tag)
{
    for (size_t at = 0; at < text.len; at++) {
        size_t end = at;
        while (end < text.len && is_word_char(text.ptr[end])) {
            end++;
        }
        size_t in = skip_space(text, end), list = skip_space(text, in + 2);
        bool found =
            end > at && in > end && str_starts(str_skip(text, in), "in") && list > in + 2;
        struct str fragment = found ? lax_fragment_at(text, list) : (struct str){0};
        if (fragment.len) {
            tag->text = str_sub(text, at, end);
            tag->subject = expression(parser, fragment);
            return true;
        }
        at = end > at ? end : at;
    }
    return false;
}

static bool read_tablerow(struct parser *parser, const struct tag_input *input)
{
    struct tag *tag = parse_add_tag(parser, TAG_TABLEROW, input);
    if (!parse_push_block(parser, tag, STR("tablerow"))) {
        return false;
    }
    return find_tablerow(parser, input->markup, tag)
               ? add_pairs(parser, tag, input->markup)
               : fail(parser, input, "no 'item in list' in the tag");
}

/* "group: a, b" or "a, b": the end of the group, or 0. */
static size_t group_end(struct str text, size_t *items)
{
    struct str first = lax_fragment_at(text, 0);
    size_t colon = skip_space(text, first.len);
    *items = colon + 1;
    if (colon < text.len && text.ptr[colon] == ':') {
        return first.len;
    }
    bool quote = first.len && (first.ptr[0] == '"' || first.ptr[0] == '\'');
    for (size_t at = quote ? 0 : first.len; at > 1; at--) {
        if (first.ptr[at - 1] == ':') {
            *items = at;
            return at - 1;
        }
    }
    *items = 0;
    return 0;
}

/* Liquid tells unnamed cycles apart by their items; those with variables by the tag. */
static void name_cycle(struct parser *parser, struct tag *tag)
{
    struct buf key = {.kept_in = parser->arena};
    bool literal = true;
    for (size_t i = 0; i < tag->item_count; i++) {
        literal = literal && tag->items[i]->kind == EXPRESSION_LITERAL;
        value_inspect(tag->items[i]->literal, &key);
        buf_add_byte(&key, ',');
    }
    if (!literal) {
        buf_add_format(&key, " %p", (void *)tag);
    }
    tag->text = arena_take(parser->arena, &key);
}

static bool read_cycle(struct parser *parser, const struct tag_input *input)
{
    struct tag *tag = parse_add_tag(parser, TAG_CYCLE, input);
    struct str text = input->markup;
    size_t start, end = group_end(text, &start);
    if (lax_fragment_at(text, 0).len == 0) {
        return fail(parser, input, "nothing to choose from in the tag");
    }
    tag->group = end ? expression(parser, str_sub(text, 0, end)) : NULL;
    while (start < text.len) { /* a comma parts items even in quotes */
        size_t comma = str_find_byte(text, ',', start), at = 0;
        struct str piece = str_sub(text, start, comma == STR_NONE ? text.len : comma);
        struct str item = lax_fragment(piece, &at);
        start += piece.len + 1;
        if (item.len == 0) {
            continue;
        }
        if (!arena_grow(parser->arena, &tag->items, tag->item_count, &tag->item_capacity,
                        sizeof(struct expression *))) {
            return false;
        }
        tag->items[tag->item_count++] = expression(parser, item);
    }
    name_cycle(parser, tag);
    return true;
}

static bool read_counter(struct parser *parser, const struct tag_input *input)
{
    bool up = str_is(input->name, "increment");
    struct tag *tag = parse_add_tag(parser, up ? TAG_INCREMENT : TAG_DECREMENT, input);
    tag->text = input->markup;
    return true;
}

static bool read_break(struct parser *parser, const struct tag_input *input)
{
    return parse_add_tag(parser, TAG_BREAK, input) != NULL;
}

static bool read_continue(struct parser *parser, const struct tag_input *input)
{
    return parse_add_tag(parser, TAG_CONTINUE, input) != NULL;
}

static bool read_ifchanged(struct parser *parser, const struct tag_input *input)
{
    return parse_push_block(parser, parse_add_tag(parser, TAG_IFCHANGED, input),
                            STR("ifchanged"));
}

static bool read_comment(struct parser *parser, const struct tag_input *input)
{
    struct tag *tag = parse_add_tag(parser, TAG_COMMENT, input);
    return parse_push_block(parser, tag, STR("comment"));
}

static bool read_inline_comment(struct parser *parser, const struct tag_input *input)
{
    struct str text = input->markup;
    for (size_t at = 0; (at = str_find_byte(text, '\n', at)) != STR_NONE;) {
        at = skip_space(text, at);
        if (at < text.len && text.ptr[at] != '#') {
            return fail(parser, input, "a line without '#' in the tag");
        }
    }
    return true;
}

/* Partials: {% include name with value as name, key: value %}, and render. */

static struct str first_quoted(struct str text, size_t *at)
{
    for (; *at < text.len; ++*at) {
        char c = text.ptr[*at];
        size_t close = c == '"' || c == '\'' ? str_find_byte(text, c, *at + 1) : STR_NONE;
        if (close != STR_NONE) {
            struct str name = str_sub(text, *at, close + 1);
            *at = close + 1;
            return name;
        }
    }
    return str_sub(text, text.len, text.len);
}

/* White space, `word`, white space, and then something; moved there. */
static bool take_word(struct str text, size_t *at, const char *word)
{
    size_t start = skip_space(text, *at), end = start + strlen(word);
    size_t next = skip_space(text, end);
    bool there = start > *at && str_starts(str_skip(text, start), word) && next > end &&
                 next < text.len;
    *at = there ? next : *at;
    return there;
}

static bool read_partial(struct parser *parser, const struct tag_input *input)
{
    bool render = str_is(input->name, "render");
    struct tag *tag = parse_add_tag(parser, render ? TAG_RENDER : TAG_INCLUDE, input);
    struct str text = input->markup;
    size_t at = 0;
    struct str name = render ? first_quoted(text, &at) : lax_fragment(text, &at);
    if (name.len == 0) {
        return fail(parser, input, "no template's name in the tag");
    }
    tag->subject = expression(parser, name);
    tag->is_for = take_word(text, &at, "for");
    if (tag->is_for || take_word(text, &at, "with")) {
        struct str value = lax_fragment_at(text, at);
        tag->group = value.len ? expression(parser, value) : NULL;
        at += value.len;
    }
    if (take_word(text, &at, "as")) {
        size_t end = at;
        while (end < text.len && (is_word_char(text.ptr[end]) || text.ptr[end] == '-')) {
            end++;
        }
        tag->text = str_sub(text, at, end);
    }
    return add_pairs(parser, tag, text);
}

static bool read_lines(struct parser *parser, const struct tag_input *input);

typedef bool tag_reader(struct parser *parser, const struct tag_input *input);

static const struct tag_row {
    const char *name;
    tag_reader *read;
    bool jekyll, plain; /* in which of the two it exists */
} rows[] = {
    {"assign", read_assign, true, true},
    {"echo", tag_read_output, true, true},
    {"capture", read_capture, true, true},
    {"if", read_if, true, true},
    {"unless", read_unless, true, true},
    {"elsif", read_elsif, true, true},
    {"else", read_else, true, true},
    {"case", read_case, true, true},
    {"when", read_when, true, true},
    {"for", read_for, true, true},
    {"tablerow", read_tablerow, true, true},
    {"cycle", read_cycle, true, true},
    {"increment", read_counter, true, true},
    {"decrement", read_counter, true, true},
    {"break", read_break, true, true},
    {"continue", read_continue, true, true},
    {"ifchanged", read_ifchanged, true, true},
    {"comment", read_comment, true, true},
    {"liquid", read_lines, true, true},
    {"include", tag_read_include, true, false},
    {"include_relative", tag_read_include, true, false},
    {"include_cached", tag_read_include, true, false},
    {"include", read_partial, false, true},
    {"render", read_partial, true, true},
    {"link", tag_read_link, true, false},
    {"post_url", tag_read_link, true, false},
    {"highlight", tag_read_highlight, true, false},
    {"#", read_inline_comment, true, true},
};

/* Tags that parse.c reads before it asks for a row. */
static const char *const verbatim[] = {"raw", "doc"};

bool liquid_has_tag(struct str name)
{
    bool found = false;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        found = found || str_is(name, rows[i].name);
    }
    for (size_t i = 0; i < sizeof verbatim / sizeof verbatim[0]; i++) {
        found = found || str_is(name, verbatim[i]);
    }
    return found;
}

static tag_reader *find_reader(struct str name, bool jekyll)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if ((jekyll ? rows[i].jekyll : rows[i].plain) && str_is(name, rows[i].name)) {
            return rows[i].read;
        }
    }
    return NULL;
}

bool tag_read(struct parser *parser, const struct tag_input *input)
{
    tag_reader *read = find_reader(input->name, parser->options->jekyll);
    tag_close_loose(parser, input);
    const struct open_block *open = parse_innermost(parser);
    if (open && str_starts(input->name, "end") &&
        str_eq(str_skip(input->name, 3), open->name)) {
        parse_pop_block(parser);
        return true;
    }
    return read ? read(parser, input) : tag_read_other(parser, input);
}

/* {% liquid %}: one tag a line. */
static bool read_lines(struct parser *parser, const struct tag_input *input)
{
    struct str rest = input->markup;
    size_t outer_depth = parser->depth;
    while (rest.len) {
        size_t end = str_find_byte(rest, '\n', 0);
        struct str line = str_trim(str_sub(rest, 0, end));
        struct str name = parse_tag_name(line);
        rest = end == STR_NONE ? (struct str){0} : str_skip(rest, end + 1);
        if (line.len == 0) {
            continue;
        }
        struct tag_input inner = {
            .name = name,
            .markup = str_trim(str_skip(line, name.len)),
            .offset = (size_t)(line.ptr - parser->template->source.text.ptr),
            .length = line.len};
        if (str_is(name, "liquid")) { /* one does not stand in another */
            if (!parse_stray(parser, &inner)) {
                return false;
            }
            continue;
        }
        if (str_is(name, "raw")) {
            return parse_fail(parser, inner.offset, inner.length, "liquid-unclosed",
                              "this tag is never closed:", name);
        }
        if (name.len == 0) {
            return parse_fail(parser, inner.offset, inner.length, "liquid-unknown-tag",
                              "a line without a tag's name in the tag", input->name);
        }
        if (!tag_read(parser, &inner)) {
            return false;
        }
        if (parser->depth < outer_depth) {
            return parse_fail(parser, inner.offset, inner.length, "liquid-unknown-tag",
                              "nothing to close within the tag", input->name);
        }
    }
    while (parser->depth > outer_depth && parse_is_loose(parse_innermost(parser))) {
        parse_pop_block(parser);
    }
    return parser->depth <= outer_depth ||
           parse_fail(parser, input->offset, input->length, "liquid-unclosed",
                      "a block is not closed within the tag", input->name);
}
