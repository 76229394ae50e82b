/* Parser: the stack of open blocks and the tree that grows under it. Readers of tags put
 * tags and branches here; what they are is theirs to know. A full arena is found out at the
 * end: until then a spare tag takes what there was no room for. */
#include "liquid/parser.h"

#include "base/size.h"

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
    tag->kind = kind;
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

bool parse_add_argument(struct parser *parser, struct tag *tag, struct str name,
                        struct expression *value)
{
    struct argument *argument = value ? ARENA_NEW(parser->arena, struct argument) : NULL;
    if (!argument) {
        return false;
    }
    argument->name = name;
    argument->value = value;
    if (tag->last_argument) {
        tag->last_argument->next = argument;
    } else {
        tag->arguments = argument;
    }
    tag->last_argument = argument;
    return true;
}

struct open_block *parse_innermost(struct parser *parser)
{
    return parser->depth ? &parser->open[parser->depth - 1] : NULL;
}

bool parse_stray(struct parser *parser, const struct tag_input *input)
{
    const struct open_block *open = parse_innermost(parser);
    if ((open && open->tag->kind == TAG_COMMENT) ||
        (parse_is_loose(open) && !str_starts(input->name, "end"))) {
        return true; /* what nobody knows is text; an 'else' there has both its sides */
    }
    return parse_fail(parser, input->offset, input->length, "liquid-unknown-tag",
                      "unknown tag", input->name);
}

void parse_pop_block(struct parser *parser)
{
    template_settle_blank(parser->open[parser->depth - 1].tag);
    parser->depth--;
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
