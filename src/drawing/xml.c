/* The tree of an SVG file, through Expat, which reads no other file, whatever a document
 * type names, and expands entities of the document's own within bounds. What is not drawn
 * (scripts, metadata, elements of editors) does not enter the tree. A file that uses a
 * prefix without saying what it stands for is read once more by the usual prefixes, one in
 * an encoding that is not known as UTF-8 or Latin 1. */
#include "drawing/svg.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/limits.h"
#include "base/size.h"
#include "base/utf8.h"

#include <expat.h>

#define SEPARATOR '\n'  /* between the parts of a name; no name or address can hold it */
#define BYTES_PER_ID 64 /* of a file, or more, on the mean */
#define BYTES_PER_STEP 16

enum space { SPACE_SVG, SPACE_XLINK, SPACE_XML, SPACE_HTML, SPACE_OTHER };

struct reading {
    XML_Parser parser;
    struct svg_tree *tree;
    struct svg_node *node; /* that is open */
    struct buf *text;
    size_t depth, dropped; /* of open elements; of those in one that is not drawn */
    size_t texts;          /* open elements that may hold text */
    bool in_sheet, head_only, by_spaces;
    bool stopped;         /* events of a tag that has begun may still come */
    const char *encoding; /* NULL: as the file says */
    enum svg_result result;
};

struct name {
    enum space space;
    struct str local;
};

static void stop(struct reading *reading, enum svg_result result)
{
    reading->result = result;
    reading->stopped = true;
    XML_StopParser(reading->parser, XML_FALSE);
}

static enum space space_of(struct str uri)
{
    static const struct {
        const char *uri;
        enum space space;
    } spaces[] = {
        {"http://www.w3.org/2000/svg", SPACE_SVG},
        {"http://www.w3.org/1999/xlink", SPACE_XLINK},
        {"http://www.w3.org/XML/1998/namespace", SPACE_XML},
        {"http://www.w3.org/1999/xhtml", SPACE_HTML},
        {"svg", SPACE_SVG},
        {"xlink", SPACE_XLINK},
        {"xml", SPACE_XML},
        {"xhtml", SPACE_HTML},
    };
    for (size_t i = 0; i < sizeof spaces / sizeof spaces[0]; i++) {
        if (str_is(uri, spaces[i].uri)) {
            return spaces[i].space;
        }
    }
    return SPACE_OTHER;
}

/* "uri\nlocal" or "local"; by prefixes, "prefix:local". */
static struct name split_name(const struct reading *reading, const XML_Char *text)
{
    struct str whole = str_from(text);
    size_t end = str_find_byte(whole, reading->by_spaces ? SEPARATOR : ':', 0);
    if (end == STR_NONE) {
        return (struct name){SPACE_SVG, whole};
    }
    return (struct name){space_of(str_sub(whole, 0, end)), str_skip(whole, end + 1)};
}

/* Nodes */

static struct svg_node *add_node(struct reading *reading, enum svg_tag tag)
{
    struct svg_node *node = ARENA_NEW(reading->tree->arena, struct svg_node);
    struct svg_node *parent = reading->node;
    if (!node) {
        return NULL;
    }
    node->tag = tag;
    node->parent = parent;
    if (parent) {
        *(parent->last ? &parent->last->next : &parent->first) = node;
        parent->last = node;
    } else {
        reading->tree->root = node;
    }
    return node;
}

/* The first of an id is the one that counts. */
static void enter_id(struct svg_tree *tree, struct svg_node *node, struct str id)
{
    if (!id.len || svg_find(tree, id)) {
        return;
    }
    struct svg_node **slot = &tree->ids[hash_text(id) % tree->id_slots];
    node->next_of_id = *slot;
    *slot = node;
}

static enum svg_name name_of_attribute(const struct reading *reading, const XML_Char *text)
{
    struct name name = split_name(reading, text);
    enum svg_name known = svg_name_find(name.local);
    switch (name.space) {
    case SPACE_SVG: return known;
    case SPACE_XLINK: return known == NAME_HREF ? known : NAME_COUNT;
    case SPACE_XML: return known == NAME_SPACE || known == NAME_LANG ? known : NAME_COUNT;
    case SPACE_HTML:
    case SPACE_OTHER: break;
    }
    return NAME_COUNT;
}

static bool add_attributes(struct reading *reading, struct svg_node *node,
                           const XML_Char **pairs)
{
    struct arena *arena = reading->tree->arena;
    size_t count = 0;
    for (size_t i = 0; pairs[i]; i += 2) {
        count += name_of_attribute(reading, pairs[i]) != NAME_COUNT;
    }
    node->attributes = ARENA_ARRAY(arena, struct svg_attribute, count);
    for (size_t i = 0; pairs[i] && node->attributes; i += 2) {
        enum svg_name name = name_of_attribute(reading, pairs[i]);
        if (name != NAME_COUNT) {
            struct str value = str_trim(arena_str(arena, str_from(pairs[i + 1])));
            bool again = name == NAME_ID && svg_has(node, NAME_ID); /* by a prefix */
            node->attributes[node->attribute_count++] = (struct svg_attribute){name, value};
            if (name == NAME_ID && !again) {
                enter_id(reading->tree, node, value);
            }
        }
    }
    return !arena_failed(arena);
}

/* Events */

static void end_sheet(struct reading *reading)
{
    struct svg_tree *tree = reading->tree;
    struct svg_sheet *sheet = ARENA_NEW(tree->arena, struct svg_sheet);
    if (sheet) {
        sheet->text = arena_str(tree->arena, buf_str(reading->text));
        *(tree->last_sheet ? &tree->last_sheet->next : &tree->sheets) = sheet;
        tree->last_sheet = sheet;
    }
    buf_reset(reading->text);
    reading->in_sheet = false;
}

static void end_text(struct reading *reading)
{
    if (reading->in_sheet) {
        end_sheet(reading);
    } else if (reading->text->len && reading->texts) {
        struct str text = arena_str(reading->tree->arena, buf_str(reading->text));
        struct svg_node *node = add_node(reading, SVG_CHARACTERS);
        if (node) {
            node->text = text;
        }
    }
    buf_reset(reading->text);
}

static enum svg_tag tag_of(const struct reading *reading, struct name name)
{
    bool html = reading->node && (reading->node->tag == SVG_FOREIGN_OBJECT ||
                                  reading->node->tag == SVG_HTML);
    if (html && (name.space == SPACE_HTML || reading->node->tag == SVG_HTML)) {
        return SVG_HTML;
    }
    return name.space == SPACE_SVG ? svg_tag_find(name.local) : SVG_OTHER;
}

static bool is_dropped(enum svg_tag tag)
{
    return tag == SVG_OTHER || tag == SVG_METADATA || tag == SVG_TITLE || tag == SVG_DESC;
}

static bool holds_text(enum svg_tag tag)
{
    return tag == SVG_TEXT || tag == SVG_FOREIGN_OBJECT;
}

static bool begin_node(struct reading *reading, enum svg_tag tag, struct name name,
                       const XML_Char **pairs)
{
    struct svg_node *node = add_node(reading, tag);
    if (!node || !add_attributes(reading, node, pairs)) {
        return false;
    }
    if (tag == SVG_HTML) {
        node->text = arena_str(reading->tree->arena, name.local);
    }
    bool moves = tag == SVG_ANIMATE || tag == SVG_SET || tag == SVG_ANIMATE_TRANSFORM ||
                 tag == SVG_ANIMATE_MOTION;
    reading->tree->lacks[LACK_ANIMATION] = reading->tree->lacks[LACK_ANIMATION] || moves;
    reading->in_sheet = tag == SVG_STYLE;
    reading->texts += holds_text(tag);
    reading->node = node;
    return true;
}

static void XMLCALL on_start(void *data, const XML_Char *text, const XML_Char **pairs)
{
    struct reading *reading = data;
    struct name name = split_name(reading, text);
    if (reading->dropped || reading->stopped) {
        reading->dropped++;
        return;
    }
    end_text(reading);
    enum svg_tag tag = tag_of(reading, name);
    if (!reading->node && tag != SVG_SVG) {
        stop(reading, SVG_DAMAGED);
    } else if (is_dropped(tag)) {
        reading->dropped = 1;
    } else if (reading->depth >= DRAWING_DEPTH_LIMIT || !svg_spend(reading->tree, 8)) {
        stop(reading, SVG_TOO_LARGE);
    } else if (!begin_node(reading, tag, name, pairs)) {
        stop(reading, SVG_NO_MEMORY);
    } else if (reading->head_only) {
        stop(reading, SVG_READ);
    } else {
        reading->depth++;
    }
}

static void XMLCALL on_end(void *data, const XML_Char *text)
{
    struct reading *reading = data;
    (void)text;
    if (reading->dropped || reading->stopped) {
        reading->dropped -= reading->dropped > 0;
        return;
    }
    end_text(reading);
    reading->texts -= holds_text(reading->node->tag);
    reading->node = reading->node->parent;
    reading->depth--;
}

static void XMLCALL on_text(void *data, const XML_Char *text, int len)
{
    struct reading *reading = data;
    struct str more = str_make(text, (size_t)len);
    if (!reading->dropped && !reading->stopped && (reading->in_sheet || reading->texts)) {
        buf_add(reading->text, more);
    }
}

/* Parsing */

static enum svg_result result_of(const struct reading *reading, enum XML_Status status)
{
    if (XML_GetErrorCode(reading->parser) == XML_ERROR_NO_MEMORY) {
        return SVG_NO_MEMORY;
    }
    if (status != XML_STATUS_OK && XML_GetErrorCode(reading->parser) != XML_ERROR_ABORTED) {
        return SVG_DAMAGED;
    }
    return reading->result;
}

static struct svg_fault fault_of(const struct reading *reading, enum XML_Error error)
{
    const char *what = error == XML_ERROR_ABORTED ? "no svg" : XML_ErrorString(error);
    return (struct svg_fault){XML_GetCurrentLineNumber(reading->parser),
                              XML_GetCurrentColumnNumber(reading->parser) + 1,
                              what ? what : "no XML"};
}

static enum svg_result parse(struct reading *reading, struct str bytes,
                             enum XML_Error *fault)
{
    reading->parser = reading->by_spaces ? XML_ParserCreateNS(reading->encoding, SEPARATOR)
                                         : XML_ParserCreate(reading->encoding);
    if (!reading->parser) {
        return SVG_NO_MEMORY;
    }
    XML_SetUserData(reading->parser, reading);
    XML_SetElementHandler(reading->parser, on_start, on_end);
    XML_SetCharacterDataHandler(reading->parser, on_text);
    /* At most DRAWING_LIMIT_BYTES. */
    enum XML_Status status = XML_Parse(reading->parser, bytes.ptr ? bytes.ptr : "",
                                       size_to_int(bytes.len), XML_TRUE);
    enum svg_result result = result_of(reading, status);
    *fault = XML_GetErrorCode(reading->parser);
    reading->tree->fault = fault_of(reading, *fault);
    XML_ParserFree(reading->parser);
    return result;
}

/* How a file is read: at first as it says, then as it seems to mean. */
struct manner {
    bool head_only, by_spaces;
    const char *encoding;
    size_t steps;
};

static enum svg_result read_by(struct svg_tree *tree, struct arena *arena, struct str bytes,
                               const struct manner *manner, enum XML_Error *fault)
{
    struct buf text = {.kept_in = arena};
    struct reading reading = {.tree = tree,
                              .text = &text,
                              .head_only = manner->head_only,
                              .by_spaces = manner->by_spaces,
                              .encoding = manner->encoding,
                              .result = SVG_READ};
    *tree = (struct svg_tree){.arena = arena, .steps_left = manner->steps};
    tree->id_slots = bytes.len / BYTES_PER_ID + 1;
    tree->ids = ARENA_ARRAY(arena, struct svg_node *, tree->id_slots);
    enum svg_result result = tree->ids ? parse(&reading, bytes, fault) : SVG_NO_MEMORY;
    buf_clear(&text);
    return arena_failed(arena)                 ? SVG_NO_MEMORY
           : result == SVG_READ && !tree->root ? SVG_DAMAGED
                                               : result;
}

enum svg_result svg_tree_read(struct arena *arena, struct str bytes, bool head_only,
                              size_t steps, struct svg_tree *out)
{
    struct manner manner = {head_only, true, NULL, steps};
    enum XML_Error fault = XML_ERROR_NONE;
    enum svg_result result = read_by(out, arena, bytes, &manner, &fault);
    if (result == SVG_DAMAGED && fault == XML_ERROR_UNKNOWN_ENCODING) {
        bool utf8 = utf8_find_invalid(bytes) == STR_NONE;
        manner.encoding = utf8 ? "UTF-8" : "ISO-8859-1";
        result = read_by(out, arena, bytes, &manner, &fault);
    }
    if (result == SVG_DAMAGED && fault == XML_ERROR_UNBOUND_PREFIX) {
        manner.by_spaces = false;
        result = read_by(out, arena, bytes, &manner, &fault);
    }
    return result;
}

/* The tree */

bool svg_spend(struct svg_tree *tree, size_t count)
{
    tree->steps_left = tree->steps_left > count ? tree->steps_left - count : 0;
    return tree->steps_left > 0;
}

bool svg_has(const struct svg_node *node, enum svg_name name)
{
    for (size_t i = 0; i < node->attribute_count; i++) {
        if (node->attributes[i].name == name) {
            return true;
        }
    }
    return false;
}

struct str svg_value(const struct svg_node *node, enum svg_name name)
{
    for (size_t i = 0; i < node->attribute_count; i++) {
        if (node->attributes[i].name == name) {
            return node->attributes[i].value;
        }
    }
    return (struct str){0};
}

/* Addresses of pictures, which may be the pictures, are read but once. */
size_t svg_cost(const struct svg_node *node)
{
    size_t bytes = 0;
    for (size_t i = 0; i < node->attribute_count; i++) {
        struct str value = node->attributes[i].value;
        bool picture = node->attributes[i].name == NAME_HREF && !str_starts(value, "#");
        bytes += picture ? 0 : value.len;
    }
    return 1 + node->attribute_count + bytes / BYTES_PER_STEP;
}

struct svg_node *svg_find(struct svg_tree *tree, struct str id)
{
    struct svg_node *node = id.len ? tree->ids[hash_text(id) % tree->id_slots] : NULL;
    while (node && svg_spend(tree, 1) && !str_eq(svg_value(node, NAME_ID), id)) {
        node = node->next_of_id;
    }
    return node;
}
