/* Parsing: text is cut at "{{" and "{%"; tags nest by a stack of open blocks. What
 * Liquid's lax mode forgives is forgiven; unknown tags and unclosed blocks are
 * errors with their place. */
#include "liquid/template.h"

#include "base/utf8.h"

enum { OPEN_LIMIT = BLOCK_DEPTH_LIMIT };

struct open_block {
    struct tag *tag;
    struct str name;     /* "if", "for", ...; ended by "end" + name */
    struct block *body;  /* where nodes go */
    struct branch *last_branch;
    bool has_else;
};

struct parser {
    struct arena *arena;
    const struct parse_options *options;
    struct template *template;
    struct report *report;
    struct str text; /* of the stretch being parsed; offsets are into source.text */
    size_t base;
    struct open_block open[OPEN_LIMIT];
    size_t depth;
    bool trim_next;  /* "-%}" stood before */
};

struct place source_place(const struct source *source, size_t offset)
{
    size_t low = 0, high = source->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (source->line_starts[middle] <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    size_t start = source->line_count ? source->line_starts[low] : 0;
    return (struct place){
        .file = source->file,
        .line = source->first_line + (uint32_t)low,
        .column = (uint32_t)utf8_count(str_sub(source->text, start, offset)) + 1,
    };
}

static bool fail_at(struct parser *parser, size_t offset, size_t width, const char *code,
                    const char *what, struct str name)
{
    struct place place = source_place(&parser->template->source, offset);
    place.width = (uint32_t)width;
    report_error(parser->report, place, code, "%s%s%.*s%s", what, name.len ? " '" : "",
                 STR_ARG(name), name.len ? "'" : "");
    return false;
}

static struct block *current_body(struct parser *parser)
{
    return parser->depth ? parser->open[parser->depth - 1].body : &parser->template->root;
}

static struct tag *add_tag(struct parser *parser, enum tag_kind kind, size_t offset,
                           size_t length)
{
    struct tag *tag = ARENA_NEW(parser->arena, struct tag);
    struct block *body = current_body(parser);
    if (!tag || !body) {
        return tag;
    }
    tag->kind = (uint8_t)kind;
    tag->offset = offset;
    tag->length = length;
    if (body->last) {
        body->last->next = tag;
    } else {
        body->first = tag;
    }
    body->last = tag;
    return tag;
}

static void add_text(struct parser *parser, size_t from, size_t to, bool trim_right)
{
    struct str text = str_sub(parser->template->source.text, from, to);
    if (parser->trim_next) {
        struct str trimmed = str_trim_left(text);
        from += text.len - trimmed.len;
        text = trimmed;
        parser->trim_next = false;
    }
    text = trim_right ? str_trim_right(text) : text;
    if (text.len) {
        struct tag *tag = add_tag(parser, TAG_TEXT, from, text.len);
        if (tag) {
            tag->text = text;
        }
    }
}

static struct scanner scan(struct parser *parser, struct str markup)
{
    return (struct scanner){
        .arena = parser->arena,
        .text = markup,
        .base = (size_t)(markup.ptr - parser->template->source.text.ptr),
        .strict = parser->options->strict,
    };
}

static bool push_block(struct parser *parser, struct tag *tag, struct str name)
{
    struct block *body = ARENA_NEW(parser->arena, struct block);
    if (parser->depth == OPEN_LIMIT) {
        return fail_at(parser, tag->offset, tag->length, "nesting-limit",
                       "blocks nested too deep, at", name);
    }
    tag->body = body;
    parser->open[parser->depth++] = (struct open_block){.tag = tag, .name = name, .body = body};
    return body != NULL;
}

static struct branch *add_branch(struct parser *parser, struct open_block *open)
{
    struct branch *branch = ARENA_NEW(parser->arena, struct branch);
    struct block *body = ARENA_NEW(parser->arena, struct block);
    if (!branch || !body) {
        return NULL;
    }
    branch->body = body;
    if (open->last_branch) {
        open->last_branch->next = branch;
    } else {
        open->tag->branches = branch;
    }
    open->last_branch = branch;
    open->body = body;
    return branch;
}

/* The tags, one function each: `markup` is what follows the tag's name. */

struct tag_input {
    struct str name, markup;
    size_t offset, length;
};

static bool strict_fail(struct parser *parser, const struct tag_input *input,
                        const struct scanner *scanner)
{
    if (parser->options->strict && scanner->failed) {
        return fail_at(parser, input->offset, input->length, "liquid-syntax",
                       "cannot understand the tag", input->name);
    }
    return true;
}

static bool parse_assign(struct parser *parser, const struct tag_input *input)
{
    struct scanner scanner = scan(parser, input->markup);
    struct tag *tag = add_tag(parser, TAG_ASSIGN, input->offset, input->length);
    struct str name = scanner_name(&scanner);
    if (tag) {
        tag->text = name;
        tag->blank = true;
    }
    if (!tag || name.len == 0 || !scanner_take(&scanner, '=')) {
        return tag && fail_at(parser, input->offset, input->length, "liquid-syntax",
                              "no name and '=' in the tag", input->name);
    }
    bool ok = output_parse(&scanner, &tag->output);
    if (!tag->output.input && parser->options->strict) {
        scanner.failed = true;
    }
    scanner.failed = scanner.failed || !ok;
    return strict_fail(parser, input, &scanner);
}

static bool parse_output(struct parser *parser, const struct tag_input *input)
{
    struct scanner scanner = scan(parser, input->markup);
    struct tag *tag = add_tag(parser, TAG_OUTPUT, input->offset, input->length);
    if (!tag) {
        return false;
    }
    (void)output_parse(&scanner, &tag->output);
    if (!tag->output.input && !scanner_at_end(&scanner)) {
        scanner.failed = true;
    }
    return strict_fail(parser, input, &scanner);
}

static bool parse_capture(struct parser *parser, const struct tag_input *input)
{
    struct scanner scanner = scan(parser, input->markup);
    struct tag *tag = add_tag(parser, TAG_CAPTURE, input->offset, input->length);
    struct str name = scanner_name(&scanner);
    if (tag && name.len == 0) { /* a quoted name is fine */
        struct expression *quoted = expression_parse(&scanner);
        name = quoted && quoted->kind == EXPRESSION_LITERAL
                   ? value_text_or(quoted->literal, (struct str){0})
                   : name;
    }
    if (tag) {
        tag->text = name;
    }
    if (!tag || name.len == 0) {
        return tag && fail_at(parser, input->offset, input->length, "liquid-syntax",
                              "no name in the tag", input->name);
    }
    return push_block(parser, tag, STR("capture"));
}

static bool open_condition(struct parser *parser, const struct tag_input *input, bool negated)
{
    struct scanner scanner = scan(parser, input->markup);
    struct tag *tag = add_tag(parser, TAG_IF, input->offset, input->length);
    if (!tag || !push_block(parser, tag, negated ? STR("unless") : STR("if"))) {
        return false;
    }
    struct branch *branch = add_branch(parser, &parser->open[parser->depth - 1]);
    if (!branch) {
        return false;
    }
    branch->negated = negated;
    branch->condition = condition_parse(&scanner);
    if (input->markup.len == 0) {
        return fail_at(parser, input->offset, input->length, "liquid-syntax",
                       "no condition in the tag", input->name);
    }
    return strict_fail(parser, input, &scanner);
}

static bool parse_if(struct parser *parser, const struct tag_input *input)
{
    return open_condition(parser, input, false);
}

static bool parse_unless(struct parser *parser, const struct tag_input *input)
{
    return open_condition(parser, input, true);
}

static struct open_block *innermost(struct parser *parser)
{
    return parser->depth ? &parser->open[parser->depth - 1] : NULL;
}

static bool stray(struct parser *parser, const struct tag_input *input)
{
    return fail_at(parser, input->offset, input->length, "liquid-unknown-tag", "unknown tag",
                   input->name);
}

static bool parse_elsif(struct parser *parser, const struct tag_input *input)
{
    struct open_block *open = innermost(parser);
    if (!open || open->tag->kind != TAG_IF || open->tag->is_case) {
        return stray(parser, input);
    }
    struct scanner scanner = scan(parser, input->markup);
    struct branch *branch = add_branch(parser, open);
    if (!branch) {
        return false;
    }
    branch->condition = condition_parse(&scanner);
    if (open->has_else) { /* after an else nothing is reached */
        struct block *nowhere = ARENA_NEW(parser->arena, struct block);
        open->body = nowhere ? nowhere : open->body;
    }
    return strict_fail(parser, input, &scanner);
}

static bool parse_else(struct parser *parser, const struct tag_input *input)
{
    struct open_block *open = innermost(parser);
    if (!open || (open->tag->kind != TAG_IF && open->tag->kind != TAG_FOR)) {
        return stray(parser, input);
    }
    open->has_else = true;
    return add_branch(parser, open) != NULL;
}

static bool parse_case(struct parser *parser, const struct tag_input *input)
{
    struct scanner scanner = scan(parser, input->markup);
    struct tag *tag = add_tag(parser, TAG_IF, input->offset, input->length);
    if (!tag || !push_block(parser, tag, STR("case"))) {
        return false;
    }
    tag->is_case = true;
    tag->subject = expression_parse(&scanner);
    if (!tag->subject) {
        return fail_at(parser, input->offset, input->length, "liquid-syntax",
                       "nothing to compare in the tag", input->name);
    }
    return strict_fail(parser, input, &scanner);
}

static bool parse_when(struct parser *parser, const struct tag_input *input)
{
    struct open_block *open = innermost(parser);
    if (!open || !open->tag->is_case) {
        return stray(parser, input);
    }
    struct scanner scanner = scan(parser, input->markup);
    struct branch *branch = add_branch(parser, open);
    if (!branch) {
        return false;
    }
    for (;;) {
        struct expression *value = expression_parse(&scanner);
        if (!value || !arena_grow(parser->arena, &branch->whens, branch->when_count,
                                  &branch->when_capacity, sizeof(struct expression *))) {
            break;
        }
        branch->whens[branch->when_count++] = value;
        size_t before = scanner.at;
        if (!scanner_take(&scanner, ',') && !str_is(scanner_word(&scanner), "or")) {
            scanner.at = before;
            break;
        }
    }
    scanner.failed = scanner.failed || branch->when_count == 0 || !scanner_at_end(&scanner);
    if (branch->when_count == 0) {
        return fail_at(parser, input->offset, input->length, "liquid-syntax",
                       "nothing to compare in the tag", input->name);
    }
    return strict_fail(parser, input, &scanner);
}

static struct argument *add_argument(struct parser *parser, struct tag *tag, struct str name,
                                     struct expression *value)
{
    struct argument *argument = ARENA_NEW(parser->arena, struct argument);
    if (argument) {
        argument->name = name;
        argument->value = value;
        struct argument **end = &tag->arguments;
        while (*end) {
            end = &(*end)->next;
        }
        *end = argument;
    }
    return argument;
}

/* "name: value" pairs of for, tablerow and render, commas optional. */
static void parse_keywords(struct parser *parser, struct scanner *scanner, struct tag *tag)
{
    while (!scanner_at_end(scanner)) {
        (void)scanner_take(scanner, ',');
        struct str word = scanner_word(scanner);
        if (str_is(word, "reversed")) {
            tag->reversed = true;
            continue;
        }
        if (word.len == 0 || !scanner_take(scanner, ':')) {
            scanner->failed = scanner->failed || !scanner_at_end(scanner);
            return;
        }
        size_t before = scanner->at;
        if (str_is(word, "offset") && str_is(scanner_word(scanner), "continue")) {
            tag->offset_continue = true;
            continue;
        }
        scanner->at = before;
        struct expression *value = expression_parse(scanner);
        if (!value || !add_argument(parser, tag, word, value)) {
            scanner->failed = true;
            return;
        }
    }
}

static bool open_loop(struct parser *parser, const struct tag_input *input, enum tag_kind kind)
{
    struct scanner scanner = scan(parser, input->markup);
    struct tag *tag = add_tag(parser, kind, input->offset, input->length);
    if (!tag || !push_block(parser, tag, kind == TAG_FOR ? STR("for") : STR("tablerow"))) {
        return false;
    }
    tag->text = scanner_word(&scanner);
    bool in = str_is(scanner_word(&scanner), "in");
    size_t start = scanner.at;
    tag->subject = in ? expression_parse(&scanner) : NULL;
    if (tag->text.len == 0 || !tag->subject) {
        return fail_at(parser, input->offset, input->length, "liquid-syntax",
                       "no 'item in list' in the tag", input->name);
    }
    /* forloop.name, and the key of `offset: continue` */
    struct str list = str_trim(str_sub(input->markup, start, scanner.at));
    struct argument *name = add_argument(parser, tag, STR(" name"), NULL);
    if (name) {
        name->value = ARENA_NEW(parser->arena, struct expression);
        if (name->value) {
            name->value->literal = value_string(
                arena_format(parser->arena, "%.*s-%.*s", STR_ARG(tag->text), STR_ARG(list)));
        }
    }
    parse_keywords(parser, &scanner, tag);
    return strict_fail(parser, input, &scanner);
}

static bool parse_for(struct parser *parser, const struct tag_input *input)
{
    return open_loop(parser, input, TAG_FOR);
}

static bool parse_tablerow(struct parser *parser, const struct tag_input *input)
{
    return open_loop(parser, input, TAG_TABLEROW);
}

static bool parse_cycle(struct parser *parser, const struct tag_input *input)
{
    struct scanner scanner = scan(parser, input->markup);
    struct tag *tag = add_tag(parser, TAG_CYCLE, input->offset, input->length);
    if (!tag) {
        return false;
    }
    struct expression *first = expression_parse(&scanner);
    if (first && scanner_take(&scanner, ':')) {
        tag->group = first;
        first = expression_parse(&scanner);
    }
    tag->text = str_trim(input->markup);
    while (first && arena_grow(parser->arena, &tag->items, tag->item_count, &tag->item_capacity,
                               sizeof(struct expression *))) {
        tag->items[tag->item_count++] = first;
        first = scanner_take(&scanner, ',') ? expression_parse(&scanner) : NULL;
    }
    if (tag->item_count == 0) {
        return fail_at(parser, input->offset, input->length, "liquid-syntax",
                       "nothing to choose from in the tag", input->name);
    }
    return strict_fail(parser, input, &scanner);
}

static bool parse_counter(struct parser *parser, const struct tag_input *input)
{
    struct scanner scanner = scan(parser, input->markup);
    bool up = str_is(input->name, "increment");
    struct tag *tag =
        add_tag(parser, up ? TAG_INCREMENT : TAG_DECREMENT, input->offset, input->length);
    if (tag) {
        tag->text = scanner_word(&scanner);
        scanner.failed = tag->text.len == 0;
    }
    return tag && strict_fail(parser, input, &scanner);
}

static bool parse_break(struct parser *parser, const struct tag_input *input)
{
    return add_tag(parser, TAG_BREAK, input->offset, input->length) != NULL;
}

static bool parse_continue(struct parser *parser, const struct tag_input *input)
{
    return add_tag(parser, TAG_CONTINUE, input->offset, input->length) != NULL;
}

static bool parse_ifchanged(struct parser *parser, const struct tag_input *input)
{
    struct tag *tag = add_tag(parser, TAG_IFCHANGED, input->offset, input->length);
    return tag && push_block(parser, tag, STR("ifchanged"));
}

/* {% include name with value as name, key: value %}, and render */
static bool parse_partial(struct parser *parser, const struct tag_input *input)
{
    struct scanner scanner = scan(parser, input->markup);
    bool render = str_is(input->name, "render");
    struct tag *tag =
        add_tag(parser, render ? TAG_RENDER : TAG_INCLUDE, input->offset, input->length);
    if (!tag) {
        return false;
    }
    tag->subject = expression_parse(&scanner);
    if (!tag->subject || (render && tag->subject->kind != EXPRESSION_LITERAL)) {
        return fail_at(parser, input->offset, input->length, "liquid-syntax",
                       "no template's name in the tag", input->name);
    }
    size_t before = scanner.at;
    struct str word = scanner_word(&scanner);
    if (str_is(word, "with") || str_is(word, "for")) {
        tag->is_for = str_is(word, "for");
        tag->group = expression_parse(&scanner);
        before = scanner.at;
        word = scanner_word(&scanner);
    }
    if (str_is(word, "as")) {
        tag->text = scanner_word(&scanner);
    } else {
        scanner.at = before;
    }
    parse_keywords(parser, &scanner, tag);
    return strict_fail(parser, input, &scanner);
}

/* Jekyll: {% include file.html key="value" key=variable %}; the name is bare. */
static bool parse_jekyll_include(struct parser *parser, const struct tag_input *input)
{
    struct scanner scanner = scan(parser, input->markup);
    struct tag *tag = add_tag(parser, TAG_INCLUDE, input->offset, input->length);
    scanner_skip_space(&scanner);
    size_t start = scanner.at;
    bool braces = str_starts(str_skip(scanner.text, start), "{{");
    size_t end = braces ? str_find(scanner.text, STR("}}"), start) : start;
    if (end == STR_NONE) {
        end = scanner.text.len;
    }
    while (end < scanner.text.len && !ascii_is_space(scanner.text.ptr[end])) {
        end++;
    }
    if (!tag) {
        return false;
    }
    tag->text = str_sub(scanner.text, start, end);
    tag->relative = str_is(input->name, "include_relative");
    scanner.at = end;
    if (tag->text.len == 0) {
        return fail_at(parser, input->offset, input->length, "liquid-syntax",
                       "no file's name in the tag", input->name);
    }
    while (!scanner_at_end(&scanner)) {
        struct str name = scanner_word(&scanner);
        if (name.len == 0 || !scanner_take(&scanner, '=')) {
            return fail_at(parser, input->offset, input->length, "liquid-syntax",
                           "a parameter without '=' in the tag", input->name);
        }
        struct expression *value = expression_parse(&scanner);
        if (!value || !add_argument(parser, tag, name, value)) {
            return fail_at(parser, input->offset, input->length, "liquid-syntax",
                           "a parameter without a value in the tag", input->name);
        }
    }
    return true;
}

static bool parse_named(struct parser *parser, const struct tag_input *input)
{
    bool link = str_is(input->name, "link");
    struct tag *tag =
        add_tag(parser, link ? TAG_LINK : TAG_POST_URL, input->offset, input->length);
    if (tag) {
        tag->text = str_trim(input->markup);
    }
    return tag != NULL;
}

static bool parse_highlight(struct parser *parser, const struct tag_input *input)
{
    struct tag *tag = add_tag(parser, TAG_HIGHLIGHT, input->offset, input->length);
    struct scanner scanner = scan(parser, input->markup);
    if (!tag) {
        return false;
    }
    tag->text = scanner_word(&scanner);
    if (tag->text.len == 0) {
        return fail_at(parser, input->offset, input->length, "liquid-syntax",
                       "no language in the tag", input->name);
    }
    return push_block(parser, tag, STR("highlight"));
}

static bool parse_liquid_lines(struct parser *parser, const struct tag_input *input);

static bool parse_nothing(struct parser *parser, const struct tag_input *input)
{
    (void)parser;
    (void)input;
    return true;
}

static const struct tag_row {
    const char *name;
    bool (*parse)(struct parser *parser, const struct tag_input *input);
    bool jekyll, plain; /* in which of the two it exists */
} tag_rows[] = {
    {"assign", parse_assign, true, true},
    {"echo", parse_output, true, true},
    {"capture", parse_capture, true, true},
    {"if", parse_if, true, true},
    {"unless", parse_unless, true, true},
    {"elsif", parse_elsif, true, true},
    {"else", parse_else, true, true},
    {"case", parse_case, true, true},
    {"when", parse_when, true, true},
    {"for", parse_for, true, true},
    {"tablerow", parse_tablerow, true, true},
    {"cycle", parse_cycle, true, true},
    {"increment", parse_counter, true, true},
    {"decrement", parse_counter, true, true},
    {"break", parse_break, true, true},
    {"continue", parse_continue, true, true},
    {"ifchanged", parse_ifchanged, true, true},
    {"liquid", parse_liquid_lines, true, true},
    {"include", parse_jekyll_include, true, false},
    {"include_relative", parse_jekyll_include, true, false},
    {"include", parse_partial, false, true},
    {"render", parse_partial, true, true},
    {"link", parse_named, true, false},
    {"post_url", parse_named, true, false},
    {"highlight", parse_highlight, true, false},
    {"#", parse_nothing, true, true},
};

/* Blank blocks: a block of which every branch holds only white space and tags without
 * output prints nothing at all, not even that white space. */

static bool block_is_blank(const struct block *block)
{
    for (const struct tag *tag = block->first; tag; tag = tag->next) {
        if (tag->kind == TAG_TEXT ? str_trim(tag->text).len > 0 : !tag->blank) {
            return false;
        }
    }
    return true;
}

static void drop_texts(struct block *block)
{
    struct tag **end = &block->first;
    block->last = NULL;
    while (*end) {
        if ((*end)->kind == TAG_TEXT) {
            *end = (*end)->next;
        } else {
            block->last = *end;
            end = &(*end)->next;
        }
    }
}

static void settle_blank(struct tag *tag)
{
    bool blank = block_is_blank(tag->body);
    for (const struct branch *branch = tag->branches; branch && blank; branch = branch->next) {
        blank = block_is_blank(branch->body);
    }
    bool drops = tag->kind == TAG_IF || tag->kind == TAG_FOR;
    tag->blank = tag->kind == TAG_CAPTURE || ((drops || tag->kind == TAG_IFCHANGED) && blank);
    if (drops && blank) {
        drop_texts(tag->body);
        for (struct branch *branch = tag->branches; branch; branch = branch->next) {
            drop_texts(branch->body);
        }
    }
}

static bool close_block(struct parser *parser, const struct tag_input *input)
{
    struct open_block *open = innermost(parser);
    struct str name = str_skip(input->name, 3);
    if (!open || !str_eq(open->name, name)) {
        return stray(parser, input);
    }
    settle_blank(open->tag);
    parser->depth--;
    return true;
}

static bool dispatch(struct parser *parser, const struct tag_input *input)
{
    if (str_starts(input->name, "end") && input->name.len > 3) {
        return close_block(parser, input);
    }
    for (size_t i = 0; i < sizeof tag_rows / sizeof tag_rows[0]; i++) {
        bool exists = parser->options->jekyll ? tag_rows[i].jekyll : tag_rows[i].plain;
        if (exists && str_is(input->name, tag_rows[i].name)) {
            return tag_rows[i].parse(parser, input);
        }
    }
    return stray(parser, input);
}

static struct str tag_name(struct str markup)
{
    size_t end = 0;
    if (markup.len && markup.ptr[0] == '#') {
        return str_sub(markup, 0, 1);
    }
    while (end < markup.len && (ascii_is_alnum(markup.ptr[end]) || markup.ptr[end] == '_')) {
        end++;
    }
    return str_sub(markup, 0, end);
}

/* {% liquid %}: one tag a line. comment and raw span lines there, too. */
static bool parse_liquid_lines(struct parser *parser, const struct tag_input *input)
{
    struct str rest = input->markup;
    size_t outer_depth = parser->depth, comments = 0;
    while (rest.len) {
        size_t end = str_find_byte(rest, '\n', 0);
        struct str line = str_trim(str_sub(rest, 0, end == STR_NONE ? rest.len : end));
        rest = end == STR_NONE ? (struct str){0} : str_skip(rest, end + 1);
        if (line.len == 0) {
            continue;
        }
        struct str name = tag_name(line);
        if (str_is(name, "comment") || str_is(name, "endcomment")) {
            comments += str_is(name, "comment") ? 1 : comments ? (size_t)-1 : 0;
            continue;
        }
        if (comments) {
            continue;
        }
        if (name.len == 0) {
            return stray(parser, input);
        }
        struct tag_input inner = {
            .name = name,
            .markup = str_trim(str_skip(line, name.len)),
            .offset = (size_t)(line.ptr - parser->template->source.text.ptr),
            .length = line.len};
        inner.markup = inner.markup.len ? inner.markup : str_sub(line, line.len, line.len);
        if (!dispatch(parser, &inner)) {
            return false;
        }
        if (parser->depth < outer_depth) {
            return stray(parser, input);
        }
    }
    if (parser->depth > outer_depth || comments) {
        return fail_at(parser, input->offset, input->length, "liquid-unclosed",
                       "a block is not closed within the tag", input->name);
    }
    return true;
}

/* Cutting the text */

struct cut {
    size_t start, end;        /* of the whole {{...}} or {%...%} */
    struct str markup;
    bool trim_left, trim_right;
};

/* The markup between `open` and its closing mark; quotes hide marks in lax text no
 * more than in Liquid: the first "%}" ends a tag. */
static bool cut_at(struct str text, size_t start, const char *close, struct cut *out)
{
    size_t from = start + 2;
    size_t end = str_find(text, str_from(close), from);
    if (end == STR_NONE) {
        return false;
    }
    out->start = start;
    out->end = end + 2;
    out->trim_left = from < end && text.ptr[from] == '-';
    from += out->trim_left;
    out->trim_right = end > from && text.ptr[end - 1] == '-';
    out->markup = str_trim(str_sub(text, from, end - out->trim_right));
    if (out->markup.len == 0) {
        out->markup = str_sub(text, from, from);
    }
    return true;
}

/* Finds {% end<name> %} for raw, comment and doc, whose insides are not parsed.
 * Comments nest. Gives where the body ends and where the text goes on. */
static bool find_end(struct str text, size_t from, const char *name, bool nests, struct cut *out)
{
    size_t depth = 1;
    for (size_t at = str_find(text, STR("{%"), from); at != STR_NONE;
         at = str_find(text, STR("{%"), at + 2)) {
        struct cut cut;
        if (!cut_at(text, at, "%}", &cut)) {
            return false;
        }
        struct str word = tag_name(cut.markup);
        bool end = str_starts(word, "end") && str_is(str_skip(word, 3), name);
        if (nests && str_is(word, name)) {
            depth++;
        } else if (nests && str_is(word, "raw") && depth) {
            struct cut raw;
            if (find_end(text, cut.end, "raw", false, &raw)) {
                at = raw.end - 2;
                continue;
            }
        } else if (end && --depth == 0) {
            *out = cut;
            return true;
        }
        if (nests) {
            at = cut.end - 2;
        }
    }
    return false;
}

static bool parse_opaque(struct parser *parser, const struct cut *cut, struct str name,
                         size_t *resume)
{
    struct str text = parser->template->source.text;
    bool raw = str_is(name, "raw");
    struct cut end;
    struct str markup = str_trim(str_skip(cut->markup, name.len));
    bool doc = str_is(name, "doc");
    if (!find_end(text, cut->end, raw ? "raw" : doc ? "doc" : "comment",
                  !raw && !doc, &end)) {
        return fail_at(parser, cut->start, cut->end - cut->start, "liquid-unclosed",
                       "this tag is never closed:", name);
    }
    if (((doc || raw) && markup.len) ||
        (doc && str_find(str_sub(text, cut->end, end.start), STR("{% doc"), 0) != STR_NONE)) {
        return fail_at(parser, cut->start, cut->end - cut->start, "liquid-syntax",
                       "nothing may follow or nest in the tag", name);
    }
    if (raw) {
        parser->trim_next = cut->trim_right;
        add_text(parser, cut->end, end.start, end.trim_left);
    }
    parser->trim_next = end.trim_right;
    *resume = end.end;
    return true;
}

static size_t find_open(struct str text, size_t from)
{
    for (size_t at = str_find_byte(text, '{', from); at != STR_NONE && at + 1 < text.len;
         at = str_find_byte(text, '{', at + 1)) {
        if (text.ptr[at + 1] == '{' || text.ptr[at + 1] == '%') {
            return at;
        }
    }
    return STR_NONE;
}

static bool parse_cut(struct parser *parser, const struct cut *cut, bool is_tag, size_t *resume)
{
    struct str name = is_tag ? tag_name(cut->markup) : (struct str){0};
    *resume = cut->end;
    parser->trim_next = cut->trim_right;
    if (is_tag && (str_is(name, "raw") || str_is(name, "comment") || str_is(name, "doc"))) {
        return parse_opaque(parser, cut, name, resume);
    }
    struct tag_input input = {.name = is_tag ? name : STR("output"),
                              .markup = is_tag ? str_trim(str_skip(cut->markup, name.len))
                                               : cut->markup,
                              .offset = cut->start,
                              .length = cut->end - cut->start};
    if (input.markup.len == 0) {
        input.markup = str_sub(cut->markup, cut->markup.len, cut->markup.len);
    }
    return is_tag ? dispatch(parser, &input) : parse_output(parser, &input);
}

static bool parse_text(struct parser *parser)
{
    struct str text = parser->template->source.text;
    size_t at = 0;
    for (;;) {
        size_t start = find_open(text, at);
        if (start == STR_NONE) {
            add_text(parser, at, text.len, false);
            break;
        }
        bool is_tag = text.ptr[start + 1] == '%';
        struct cut cut;
        if (!cut_at(text, start, is_tag ? "%}" : "}}", &cut)) {
            return fail_at(parser, start, 2, "liquid-unclosed",
                           is_tag ? "a tag is never closed with '%}'"
                                  : "an output is never closed with '}}'",
                           (struct str){0});
        }
        add_text(parser, at, start, cut.trim_left);
        parser->trim_next = false;
        if (!parse_cut(parser, &cut, is_tag, &at)) {
            return false;
        }
    }
    if (parser->depth) {
        const struct open_block *open = innermost(parser);
        return fail_at(parser, open->tag->offset, open->tag->length, "liquid-unclosed",
                       "this tag is never closed:", open->name);
    }
    return true;
}

static bool find_lines(struct arena *arena, struct source *source)
{
    size_t lines = 1;
    for (size_t i = 0; i < source->text.len; i++) {
        lines += source->text.ptr[i] == '\n';
    }
    size_t *starts = ARENA_ARRAY(arena, size_t, lines);
    if (!starts) {
        return false;
    }
    size_t line = 1;
    for (size_t i = 0; i < source->text.len; i++) {
        if (source->text.ptr[i] == '\n') {
            starts[line++] = i + 1;
        }
    }
    source->line_starts = starts;
    source->line_count = lines;
    return true;
}

bool template_parse(struct arena *arena, struct str text, struct str file, uint32_t first_line,
                    const struct parse_options *options, struct template *out,
                    struct report *report)
{
    *out = (struct template){.source = {.text = text, .file = file, .first_line = first_line}};
    struct parser *parser = ARENA_NEW(arena, struct parser);
    if (!parser || !find_lines(arena, &out->source)) {
        report_system_error(report, "out-of-memory", "out of memory while reading Liquid");
        return false;
    }
    parser->arena = arena;
    parser->options = options;
    parser->template = out;
    parser->report = report;
    return parse_text(parser);
}
