/* Elements: a table by name. Names that a document cannot hold say what happens instead;
 * unknown ones are left to the reader. */
#include "html/elements.h"

#include <stdlib.h>

/* In byte order of the names: looked up by bisection. */
static const struct element_row rows[] = {
    {"a", ELEMENT_NODE, NODE_LINK, 0},
    {"abbr", ELEMENT_NODE, NODE_SPAN, 0},
    {"address", ELEMENT_NODE, NODE_DIV, 0},
    {"amp-img", ELEMENT_NODE, NODE_IMAGE, 0},
    {"area", ELEMENT_AREA, 0, 0},
    {"article", ELEMENT_NODE, NODE_DIV, 0},
    {"aside", ELEMENT_NODE, NODE_DIV, 0},
    {"audio", ELEMENT_MEDIA, 0, 0},
    {"b", ELEMENT_NODE, NODE_STRONG, 0},
    {"bdi", ELEMENT_NODE, NODE_SPAN, 0},
    {"bdo", ELEMENT_NODE, NODE_SPAN, 0},
    {"blockquote", ELEMENT_NODE, NODE_QUOTE, 0},
    {"br", ELEMENT_NODE, NODE_LINE_BREAK, 0},
    {"button", ELEMENT_APART, 0, 0},
    {"canvas", ELEMENT_LOSE, 0, 0},
    {"caption", ELEMENT_NODE, NODE_CAPTION, 0},
    {"center", ELEMENT_NODE, NODE_DIV, 0},
    {"cite", ELEMENT_NODE, NODE_EMPHASIS, 0},
    {"code", ELEMENT_CODE, NODE_CODE, 0},
    {"col", ELEMENT_DROP, 0, 0},
    {"colgroup", ELEMENT_DROP, 0, 0},
    {"datalist", ELEMENT_DROP, 0, 0},
    {"dd", ELEMENT_NODE, NODE_DEFINITION, 0},
    {"del", ELEMENT_NODE, NODE_STRIKE, 0},
    {"details", ELEMENT_NODE, NODE_DIV, 0},
    {"dfn", ELEMENT_NODE, NODE_EMPHASIS, 0},
    {"dialog", ELEMENT_NODE, NODE_DIV, 0},
    {"dir", ELEMENT_NODE, NODE_LIST, 0},
    {"div", ELEMENT_NODE, NODE_DIV, 0},
    {"dl", ELEMENT_NODE, NODE_DEFINITION_LIST, 0},
    {"dt", ELEMENT_NODE, NODE_TERM, 0},
    {"em", ELEMENT_NODE, NODE_EMPHASIS, 0},
    {"embed", ELEMENT_MEDIA, 0, 0},
    {"fieldset", ELEMENT_NODE, NODE_DIV, 0},
    {"figcaption", ELEMENT_NODE, NODE_CAPTION, 0},
    {"figure", ELEMENT_NODE, NODE_FIGURE, 0},
    {"footer", ELEMENT_NODE, NODE_DIV, 0},
    {"form", ELEMENT_NODE, NODE_DIV, 0},
    {"h1", ELEMENT_NODE, NODE_HEADING, 1},
    {"h2", ELEMENT_NODE, NODE_HEADING, 2},
    {"h3", ELEMENT_NODE, NODE_HEADING, 3},
    {"h4", ELEMENT_NODE, NODE_HEADING, 4},
    {"h5", ELEMENT_NODE, NODE_HEADING, 5},
    {"h6", ELEMENT_NODE, NODE_HEADING, 6},
    {"head", ELEMENT_DROP, 0, 0},
    {"header", ELEMENT_NODE, NODE_DIV, 0},
    {"hgroup", ELEMENT_NODE, NODE_DIV, 0},
    {"hr", ELEMENT_NODE, NODE_RULE, 0},
    {"i", ELEMENT_NODE, NODE_EMPHASIS, 0},
    {"iframe", ELEMENT_MEDIA, 0, 0},
    {"img", ELEMENT_NODE, NODE_IMAGE, 0},
    {"input", ELEMENT_INPUT, 0, 0},
    {"ins", ELEMENT_NODE, NODE_SPAN, 0},
    {"kbd", ELEMENT_CODE, NODE_CODE, 0},
    {"legend", ELEMENT_NODE, NODE_DIV, 0},
    {"li", ELEMENT_NODE, NODE_ITEM, 0},
    {"link", ELEMENT_DROP, 0, 0},
    {"listing", ELEMENT_PRE, NODE_CODE_BLOCK, 0},
    {"main", ELEMENT_NODE, NODE_DIV, 0},
    {"mark", ELEMENT_NODE, NODE_SPAN, 0},
    {"math", ELEMENT_FORMULA, 0, 0},
    {"menu", ELEMENT_NODE, NODE_LIST, 0},
    {"meta", ELEMENT_DROP, 0, 0},
    {"meter", ELEMENT_LOSE, 0, 0},
    {"nav", ELEMENT_NODE, NODE_DIV, 0},
    {"noembed", ELEMENT_DROP, 0, 0},
    {"noframes", ELEMENT_DROP, 0, 0},
    {"noscript", ELEMENT_INSTEAD, 0, 0},
    {"object", ELEMENT_MEDIA, 0, 0},
    {"ol", ELEMENT_NODE, NODE_LIST, 1},
    {"optgroup", ELEMENT_APART, 0, 0},
    {"option", ELEMENT_APART, 0, 0},
    {"p", ELEMENT_NODE, NODE_PARAGRAPH, 0},
    {"param", ELEMENT_DROP, 0, 0},
    {"picture", ELEMENT_SOURCES, 0, 0},
    {"plaintext", ELEMENT_PRE, NODE_CODE_BLOCK, 0},
    {"pre", ELEMENT_PRE, NODE_CODE_BLOCK, 0},
    {"progress", ELEMENT_LOSE, 0, 0},
    {"q", ELEMENT_NODE, NODE_SPAN, 0},
    {"rp", ELEMENT_DROP, 0, 0},
    {"rt", ELEMENT_NODE, NODE_SUPERSCRIPT, 0},
    {"s", ELEMENT_NODE, NODE_STRIKE, 0},
    {"samp", ELEMENT_CODE, NODE_CODE, 0},
    {"script", ELEMENT_DROP, 0, 0},
    {"search", ELEMENT_NODE, NODE_DIV, 0},
    {"section", ELEMENT_NODE, NODE_DIV, 0},
    {"select", ELEMENT_LOSE, 0, 0},
    {"small", ELEMENT_NODE, NODE_SMALL, 0},
    {"source", ELEMENT_DROP, 0, 0},
    {"span", ELEMENT_NODE, NODE_SPAN, 0},
    {"strike", ELEMENT_NODE, NODE_STRIKE, 0},
    {"strong", ELEMENT_NODE, NODE_STRONG, 0},
    {"style", ELEMENT_DROP, 0, 0},
    {"sub", ELEMENT_NODE, NODE_SUBSCRIPT, 0},
    {"summary", ELEMENT_NODE, NODE_DIV, 0},
    {"sup", ELEMENT_NODE, NODE_SUPERSCRIPT, 0},
    {"svg", ELEMENT_PICTURE, 0, 0},
    {"table", ELEMENT_NODE, NODE_TABLE, 0},
    {"tbody", ELEMENT_ROWS, 0, ROW_BODY},
    {"td", ELEMENT_NODE, NODE_CELL, 0},
    {"template", ELEMENT_DROP, 0, 0},
    {"textarea", ELEMENT_LOSE, 0, 0},
    {"tfoot", ELEMENT_ROWS, 0, ROW_FOOT},
    {"th", ELEMENT_NODE, NODE_CELL, 1},
    {"thead", ELEMENT_ROWS, 0, ROW_HEAD},
    {"title", ELEMENT_DROP, 0, 0},
    {"tr", ELEMENT_NODE, NODE_ROW, 0},
    {"track", ELEMENT_DROP, 0, 0},
    {"tt", ELEMENT_CODE, NODE_CODE, 0},
    {"u", ELEMENT_NODE, NODE_SPAN, 0},
    {"ul", ELEMENT_NODE, NODE_LIST, 0},
    {"var", ELEMENT_NODE, NODE_EMPHASIS, 0},
    {"video", ELEMENT_MEDIA, 0, 0},
    {"xmp", ELEMENT_PRE, NODE_CODE_BLOCK, 0},
};

static int compare_name(const void *key, const void *row)
{
    return str_compare(*(const struct str *)key,
                       str_from(((const struct element_row *)row)->name));
}

const struct element_row *element_find(struct str name)
{
    return bsearch(&name, rows, sizeof rows / sizeof rows[0], sizeof rows[0], compare_name);
}

bool element_is_void(struct str name)
{
    static const char *const names[] = {
        "area",  "base",   "br",   "col",  "command", "embed",  "hr",    "img",
        "input", "keygen", "link", "meta", "param",   "source", "track", "wbr"};
    return str_is_among_ignore_case(name, names, sizeof names / sizeof names[0]);
}

bool element_ends_by_itself(struct str name)
{
    static const char *const names[] = {"p",     "li",    "dt",     "dd",
                                        "tr",    "td",    "th",     "tbody",
                                        "thead", "tfoot", "option", "colgroup"};
    return str_is_among_ignore_case(name, names, sizeof names / sizeof names[0]);
}

bool element_holds_text(struct str name)
{
    static const char *const names[] = {"script",   "style", "textarea", "title",
                                        "noframes", "xmp",   "iframe",   "noembed"};
    return str_is_among_ignore_case(name, names, sizeof names / sizeof names[0]);
}
