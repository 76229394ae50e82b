/* What a document does not show of a page is told only where it hides what was meant to be
 * seen: an element that has no end tag holds all that follows, up to the end of what it
 * stands in or of the page. Relies on Gumbo to keep the tag that ended each element. */
#include "html/bound.h"
#include "html/gumbo_builder.h"

/* Of a tag, as it is written. */
static struct str name_in(GumboStringPiece tag)
{
    size_t from = tag.length > 1 && tag.data[1] == '/' ? 2 : 1, end = from;
    while (end < tag.length && !ascii_is_space(tag.data[end]) &&
           !ascii_set_has("/>", tag.data[end])) {
        end++;
    }
    return end > from ? str_make(tag.data + from, end - from) : (struct str){0};
}

static bool is_element(const GumboNode *node)
{
    return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

static bool is_unclosed(struct builder *builder, const GumboNode *node)
{
    const GumboElement *element = &node->v.element;
    const struct node *original = builder_original(builder, element);
    struct str name = facts_name(builder, element);
    bool rewritten = original && (original->kind == NODE_HTML_BLOCK ||
                                  original->kind == NODE_HTML_INLINE);
    bool foreign = element->tag_namespace != GUMBO_NAMESPACE_HTML;
    struct str start = name_in(element->original_tag);
    bool emptied = foreign && element->original_tag.length > 1 &&
                   element->original_tag.data[element->original_tag.length - 2] == '/';
    if (emptied || start.len == 0 || (original && !rewritten) ||
        (!foreign && (element_is_void(name) || element_ends_by_itself(name)))) {
        return false;
    }
    return (rewritten && original->unclosed) ||
           !str_eq_ignore_case(name_in(element->original_end_tag), start);
}

/* Whether it is, or one around it that has its name: of two the end tag is missing then,
 * and the first that comes ends the inner one. */
static bool may_be_unclosed(struct builder *builder, const GumboNode *node)
{
    bool unclosed = is_unclosed(builder, node);
    GumboTag tag = node->v.element.tag;
    for (const GumboNode *at = node->parent; at && !unclosed; at = at->parent) {
        unclosed = at->type == GUMBO_NODE_ELEMENT && at->v.element.tag == tag &&
                   tag != GUMBO_TAG_UNKNOWN && is_unclosed(builder, at);
    }
    return unclosed;
}

/* Whether the end of the drawing, or of a part of it, ended it. */
static bool ends_with_drawing(const GumboNode *part)
{
    struct str end = name_in(part->v.element.original_end_tag);
    bool ended = false;
    for (const GumboNode *at = part->parent; at && at->type == GUMBO_NODE_ELEMENT && !ended;
         at = at->parent) {
        ended = at->v.element.tag_namespace != GUMBO_NAMESPACE_HTML && end.len &&
                str_eq_ignore_case(name_in(at->v.element.original_tag), end);
    }
    return ended;
}

static bool is_blank(const char *text)
{
    return str_trim(str_from(text)).len == 0;
}

/* Whether a reader would see any of what is within. */
static bool holds_something(struct builder *builder, const GumboNode *node, bool words,
                            size_t depth)
{
    static const char *const seen[] = {"img",   "picture", "svg",   "video",   "audio",
                                       "embed", "object",  "input", "textarea"};
    const GumboVector *children = &node->v.element.children;
    for (unsigned i = 0; i < children->length && depth < BUILD_DEPTH_LIMIT; i++) {
        const GumboNode *child = children->data[i];
        bool text = child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_CDATA;
        if ((text && words && !is_blank(child->v.text.text)) ||
            (is_element(child) && (builder_marked(builder, &child->v.element) ||
                                   str_is_among(facts_name(builder, &child->v.element),
                                                seen, sizeof seen / sizeof seen[0]) ||
                                   holds_something(builder, child, true, depth + 1)))) {
            return true;
        }
    }
    return false;
}

static void tell(struct builder *builder, const GumboNode *node)
{
    struct str name = facts_name(builder, &node->v.element);
    html_report_unended(builder->report, builder_place(builder),
                        arena_format(builder->arena, "<%.*s>", STR_ARG(name)));
}

void unclosed_tell(struct builder *builder, const GumboNode *from)
{
    if (may_be_unclosed(builder, from) && holds_something(builder, from, true, 0)) {
        tell(builder, from);
    }
}

void unclosed_tell_tags(struct builder *builder, const GumboNode *from)
{
    const GumboVector *children = &from->v.element.children;
    bool tags = false;
    for (unsigned i = 0; i < children->length; i++) {
        const GumboNode *child = children->data[i];
        struct str text =
            child->type == GUMBO_NODE_TEXT ? str_from(child->v.text.text) : (struct str){0};
        for (size_t at = str_find_byte(text, '<', 0); at != STR_NONE && !tags;
             at = str_find_byte(text, '<', at + 1)) {
            tags = at + 1 < text.len && ascii_is_alpha(text.ptr[at + 1]);
        }
    }
    if (tags && from->v.element.tag == GUMBO_TAG_XMP && is_unclosed(builder, from)) {
        tell(builder, from);
    }
}

/* What a drawing or a formula says about itself, and where words are seen. */
static bool is_silent(struct str name)
{
    static const char *const names[] = {"title", "desc",   "metadata",       "annotation",
                                        "style", "script", "annotation-xml", "mphantom"};
    return str_is_among_ignore_case(name, names, sizeof names / sizeof names[0]);
}

static bool shows_words(struct str name)
{
    static const char *const names[] = {"text", "foreignobject"};
    return str_is_among_ignore_case(name, names, sizeof names / sizeof names[0]);
}

/* Of such a part that the end of the drawing ends, its own words are no loss. */
static bool loses_in_part(struct builder *builder, const GumboNode *part, size_t depth)
{
    return is_unclosed(builder, part) &&
           holds_something(builder, part, !ends_with_drawing(part), depth);
}

/* Words in a drawing stand in its texts; elsewhere nobody sees them. */
static bool loses(struct builder *builder, const GumboNode *node, bool words, size_t depth)
{
    const GumboVector *children = &node->v.element.children;
    for (unsigned i = 0; i < children->length && depth < BUILD_DEPTH_LIMIT; i++) {
        const GumboNode *child = children->data[i];
        struct str name =
            is_element(child) ? facts_name(builder, &child->v.element) : (struct str){0};
        bool text = child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_CDATA;
        if ((text && words && !is_blank(child->v.text.text)) ||
            (is_silent(name) && loses_in_part(builder, child, depth + 1)) ||
            (name.len && !is_silent(name) && !shows_words(name) &&
             loses(builder, child, words, depth + 1))) {
            return true;
        }
    }
    return false;
}

void unclosed_tell_within(struct builder *builder, const GumboNode *foreign)
{
    bool words = foreign->v.element.tag == GUMBO_TAG_SVG && is_unclosed(builder, foreign);
    if (loses(builder, foreign, words, 0)) {
        tell(builder, foreign);
    }
}
