/* Parsing: text is cut at "{{" and "{%"; tags nest by a stack of open blocks. What
 * Liquid's lax mode forgives is forgiven; unclosed blocks are errors with their place. */
#include "liquid/parser.h"

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
    return is_tag ? tag_read(parser, &input) : tag_read_output(parser, &input);
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
    tag_close_loose(parser, NULL);
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
    *out = (struct template){.source = {.text = text,
                                        .file = file,
                                        .first_line = first_line,
                                        .columns_before = options->columns_before}};
    struct parser *parser = ARENA_NEW(arena, struct parser);
    if (!parser || !line_index_make(arena, text, &out->source.lines)) {
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
