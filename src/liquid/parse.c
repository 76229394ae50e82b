/* Parsing: text is cut at "{{" and "{%"; tags nest by a stack of open blocks. What
 * Liquid's lax mode forgives is forgiven; unknown tags and unclosed blocks are
 * errors with their place. */
#include "liquid/parser.h"

#include "base/size.h"

struct place source_place(const struct source *source, size_t offset)
{
    struct line_column at = lines_at(&source->lines, offset);
    return (struct place){
        .file = source->file,
        .line = source->first_line + at.line - 1,
        .column = at.column,
    };
}

bool parse_fail(struct parser *parser, size_t offset, size_t width, const char *code,
                const char *what, struct str name)
{
    struct place place = source_place(&parser->template->source, offset);
    place.width = size_to_u32(width);
    report_error(parser->report, place, code, "%s%s%.*s%s", what, name.len ? " '" : "",
                 STR_ARG(name), name.len ? "'" : "");
    return false;
}

/* A full arena is found out when the template has been read: until then, what there was
 * no room for is this. */
static struct tag *spare_tag(struct parser *parser)
{
    parser->spare.tag = (struct tag){0};
    return &parser->spare.tag;
}

static struct block *current_body(struct parser *parser)
{
    return parser->depth ? parser->open[parser->depth - 1].body : &parser->template->root;
}

struct tag *parse_add_tag(struct parser *parser, enum tag_kind kind,
                          const struct tag_input *input)
{
    struct tag *tag = ARENA_NEW(parser->arena, struct tag);
    struct block *body = current_body(parser);
    if (!tag) {
        return spare_tag(parser);
    }
    tag->kind = (uint8_t)kind;
    tag->offset = input->offset;
    tag->length = input->length;
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
        struct tag_input stretch = {.offset = from, .length = text.len};
        parse_add_tag(parser, TAG_TEXT, &stretch)->text = text;
    }
}

bool parse_push_block(struct parser *parser, struct tag *tag, struct str name)
{
    struct block *body = ARENA_NEW(parser->arena, struct block);
    if (parser->depth == OPEN_LIMIT) {
        return parse_fail(parser, tag->offset, tag->length, "nesting-limit",
                          "blocks nested too deep, at", name);
    }
    tag->body = body ? body : &parser->spare.block;
    parser->open[parser->depth++] =
        (struct open_block){.tag = tag, .name = name, .body = tag->body};
    return true;
}

struct branch *parse_add_branch(struct parser *parser, struct open_block *open)
{
    struct branch *branch = ARENA_NEW(parser->arena, struct branch);
    struct block *body = ARENA_NEW(parser->arena, struct block);
    if (!branch || !body) {
        parser->spare.branch = (struct branch){.body = &parser->spare.block};
        return &parser->spare.branch;
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

struct open_block *parse_innermost(struct parser *parser)
{
    return parser->depth ? &parser->open[parser->depth - 1] : NULL;
}

bool parse_stray(struct parser *parser, const struct tag_input *input)
{
    const struct open_block *open = parse_innermost(parser);
    if (open && open->tag->kind == TAG_COMMENT) {
        return true; /* there, what nobody knows is text */
    }
    return parse_fail(parser, input->offset, input->length, "liquid-unknown-tag",
                      "unknown tag", input->name);
}

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
    for (const struct branch *branch = tag->branches; branch && blank;
         branch = branch->next) {
        blank = block_is_blank(branch->body);
    }
    bool drops = tag->kind == TAG_IF || tag->kind == TAG_FOR;
    tag->blank = tag->kind == TAG_CAPTURE || tag->kind == TAG_COMMENT ||
                 ((drops || tag->kind == TAG_IFCHANGED) && blank);
    if (drops && blank) {
        drop_texts(tag->body);
        for (struct branch *branch = tag->branches; branch; branch = branch->next) {
            drop_texts(branch->body);
        }
    }
}

static bool close_block(struct parser *parser, const struct open_block *open)
{
    settle_blank(open->tag);
    parser->depth--;
    return true;
}

bool parse_dispatch(struct parser *parser, const struct tag_input *input)
{
    struct open_block *open = parse_innermost(parser);
    tag_reader *read = tag_find(input->name, parser->options->jekyll);
    if (open && str_starts(input->name, "end") &&
        str_eq(str_skip(input->name, 3), open->name)) {
        return close_block(parser, open);
    }
    return read ? read(parser, input) : parse_stray(parser, input);
}

struct str parse_tag_name(struct str markup)
{
    size_t end = 0;
    if (markup.len && markup.ptr[0] == '#') {
        return str_sub(markup, 0, 1);
    }
    while (end < markup.len && is_word_char(markup.ptr[end])) {
        end++;
    }
    return str_sub(markup, 0, end);
}

/* Cutting the text */

struct cut {
    size_t start, end; /* of the whole {{...}} or {%...%} */
    struct str markup;
    bool trim_left, trim_right;
};

/* The stretch at `start`: a tag ends at the first "%}"; an object at the first '}', which
 * must be the first of two. Quotes hide neither. */
static bool cut_at(struct str text, size_t start, bool is_tag, struct cut *out)
{
    size_t from = start + 2;
    size_t end = is_tag ? str_find(text, STR("%}"), from) : str_find_byte(text, '}', from);
    if (end == STR_NONE || end + 1 >= text.len || text.ptr[end + 1] != '}') {
        return false;
    }
    out->start = start;
    out->end = end + 2;
    out->trim_left = from < end && text.ptr[from] == '-';
    out->trim_right = end > from && text.ptr[end - 1] == '-';
    from += out->trim_left ? 1 : 0;
    end -= out->trim_right && end > from ? 1 : 0;
    out->markup = str_trim(str_sub(text, from, end));
    if (out->markup.len == 0) {
        out->markup = str_sub(text, from, from);
    }
    return true;
}

/* {% endraw %}, without '-' before the word; white space around it stays. */
static size_t find_end(struct str text, size_t from, const char *end_name, size_t *end)
{
    for (size_t at = str_find(text, STR("{%"), from); at != STR_NONE;
         at = str_find(text, STR("{%"), at + 2)) {
        size_t word = skip_space(text, at + 2);
        struct str name = parse_tag_name(str_skip(text, word));
        size_t close = str_is(name, end_name) ? str_find(text, STR("%}"), word) : STR_NONE;
        if (close != STR_NONE) {
            *end = close + 2;
            return at;
        }
    }
    return STR_NONE;
}

static bool parse_raw(struct parser *parser, const struct cut *cut, size_t *resume)
{
    struct str text = parser->template->source.text, name = STR("raw");
    size_t end = find_end(text, cut->end, "endraw", resume);
    if (end == STR_NONE) {
        return parse_fail(parser, cut->start, cut->end - cut->start, "liquid-unclosed",
                          "this tag is never closed:", name);
    }
    if (cut->markup.len > name.len) {
        return parse_fail(parser, cut->start, cut->end - cut->start, "liquid-syntax",
                          "nothing may follow in the tag", name);
    }
    bool trim = parser->trim_next;
    parser->trim_next = false;
    add_text(parser, cut->end, end, false);
    parser->trim_next = trim;
    return true;
}

/* Liquid's newer {% doc %}: text that is never shown. It takes and holds no other one. */
static bool parse_doc(struct parser *parser, const struct cut *cut, size_t *resume)
{
    struct str text = parser->template->source.text, name = STR("doc");
    size_t end = find_end(text, cut->end, "enddoc", resume), inner_end;
    size_t inner = find_end(text, cut->end, "doc", &inner_end);
    if (end == STR_NONE) {
        return parse_fail(parser, cut->start, cut->end - cut->start, "liquid-unclosed",
                          "this tag is never closed:", name);
    }
    if (cut->markup.len > name.len || inner < end) {
        return parse_fail(parser, cut->start, cut->end - cut->start, "liquid-syntax",
                          "nothing may follow or stand within the tag", name);
    }
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

static bool parse_cut(struct parser *parser, const struct cut *cut, bool is_tag,
                      size_t *resume)
{
    struct str name = is_tag ? parse_tag_name(cut->markup) : (struct str){0};
    *resume = cut->end;
    parser->trim_next = cut->trim_right;
    if (is_tag && str_is(name, "raw")) {
        return parse_raw(parser, cut, resume);
    }
    if (is_tag && str_is(name, "doc") && !parser->options->jekyll) {
        return parse_doc(parser, cut, resume);
    }
    struct tag_input input = {.name = is_tag ? name : STR("output"),
                              .markup = is_tag ? str_trim(str_skip(cut->markup, name.len))
                                               : cut->markup,
                              .offset = cut->start,
                              .length = cut->end - cut->start};
    if (input.markup.len == 0) {
        input.markup = str_sub(cut->markup, cut->markup.len, cut->markup.len);
    }
    if (is_tag && name.len == 0) {
        return parse_fail(parser, cut->start, cut->end - cut->start, "liquid-unknown-tag",
                          "a tag without a name", name);
    }
    return is_tag ? parse_dispatch(parser, &input) : tag_read_output(parser, &input);
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
        if (!cut_at(text, start, is_tag, &cut)) {
            return parse_fail(parser, start, 2, "liquid-unclosed",
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
        const struct open_block *open = parse_innermost(parser);
        return parse_fail(parser, open->tag->offset, open->tag->length, "liquid-unclosed",
                          "this tag is never closed:", open->name);
    }
    return true;
}

bool template_parse(struct arena *arena, struct str text, struct str file,
                    uint32_t first_line, const struct parse_options *options,
                    struct template *out, struct report *report)
{
    *out =
        (struct template){.source = {.text = text, .file = file, .first_line = first_line}};
    struct parser *parser = ARENA_NEW(arena, struct parser);
    if (!parser || !lines_index(arena, text, &out->source.lines)) {
        return report_out_of_memory(report);
    }
    parser->arena = arena;
    parser->options = options;
    parser->template = out;
    parser->report = report;
    if (!parse_text(parser)) {
        return false;
    }
    if (arena_failed(arena)) {
        report_out_of_memory(report);
    }
    return !arena_failed(arena);
}
