/* The only file that includes Expat, which reads no other file, whatever a document type
 * names, expands entities of the document's own within bounds, and says of anything that
 * is not XML that it is not: what browsers would mend is never passed on. */
#include "safe/xml.h"

#include "safe/address.h"

#include <expat.h>
#include <limits.h>

#define OFFICE_SPACE "urn:oasis:names:tc:opendocument:xmlns:office:1.0\n"
#define SEPARATOR '\n' /* between the parts of a name; no name or address can hold it */

struct reading {
    XML_Parser parser;
    struct arena *arena;
    struct sieve *sieve; /* NULL while looking */
    struct xml_look *look;
    struct attribute_event *attributes; /* of one element, used again by the next */
    size_t attribute_room, depth;
    bool office;              /* what is looked at is an office file in one piece */
    struct buf *declarations; /* of name spaces, for the next element; NULL while looking */
    bool too_deep;
};

struct name {
    enum space space;
    struct str prefix, local;
};

/* "uri\nlocal\nprefix", "uri\nlocal" or "local". */
static struct name split_name(const XML_Char *text)
{
    struct str whole = str_from(text);
    size_t first = str_find_byte(whole, SEPARATOR, 0);
    if (first == STR_NONE) {
        return (struct name){.space = SPACE_NONE, .local = whole};
    }
    struct name name = {.space = space_find(str_sub(whole, 0, first))};
    struct str rest = str_skip(whole, first + 1);
    size_t second = str_find_byte(rest, SEPARATOR, 0);
    name.local = str_sub(rest, 0, second == STR_NONE ? rest.len : second);
    name.prefix = second == STR_NONE ? (struct str){0} : str_skip(rest, second + 1);
    return name;
}

static bool take_attributes(struct reading *reading, const XML_Char **pairs, size_t *count)
{
    *count = 0;
    for (; pairs[0]; pairs += 2) {
        if (!arena_grow(reading->arena, &reading->attributes, *count,
                        &reading->attribute_room, sizeof *reading->attributes)) {
            return false;
        }
        struct name name = split_name(pairs[0]);
        reading->attributes[(*count)++] = (struct attribute_event){
            name.space, name.prefix, name.local, str_from(pairs[1])};
    }
    return true;
}

/* Looking */

static enum xml_root root_of(struct name name)
{
    bool page = name.space == SPACE_HTML ||
                (name.space == SPACE_NONE && str_is(name.local, "html"));
    bool svg = name.space == SPACE_SVG && str_is(name.local, "svg");
    return page ? XML_ROOT_PAGE : svg ? XML_ROOT_SVG : XML_ROOT_OTHER;
}

static bool attribute_acts(struct arena *arena, const struct attribute_event *attribute)
{
    struct str clean;
    enum address_kind kind = address_judge(arena, attribute->value, &clean);
    bool link = attribute->space == SPACE_XLINK && str_is(attribute->name, "href");
    return attribute->space == SPACE_HOSTILE || (link && kind == ADDRESS_OTHER);
}

/* Modules and listeners of OpenDocument; parts by their types and names of what Office
 * takes from XML. */
static bool element_has_macros(const struct reading *reading, struct str element,
                               size_t count)
{
    static const char *const elements[] = {"module", "library-embedded", "source-code",
                                           "event-listener"};
    static const char *const values[] = {"vbaProject", "editdata.mso",
                                         "vnd.sun.star.script:", "macrosheet"};
    for (size_t i = 0; i < sizeof elements / sizeof elements[0]; i++) {
        if (str_is(element, elements[i])) {
            return true;
        }
    }
    for (size_t i = 0; i < count; i++) {
        const struct attribute_event *attribute = &reading->attributes[i];
        if (str_is(attribute->name, "macrosPresent") && str_is(attribute->value, "yes")) {
            return true;
        }
        for (size_t k = 0; k < sizeof values / sizeof values[0]; k++) {
            if (str_find(attribute->value, str_from(values[k]), 0) != STR_NONE) {
                return true;
            }
        }
    }
    return false;
}

static void look_at_start(struct reading *reading, struct str text, struct name name,
                          size_t count)
{
    struct xml_look *look = reading->look;
    if (reading->depth++ == 0) {
        look->root = root_of(name);
        reading->office = reading->office || str_starts(text, OFFICE_SPACE);
    }
    look->macros =
        look->macros || (reading->office && element_has_macros(reading, name.local, count));
    if (name.space == SPACE_HTML || name.space == SPACE_SVG ||
        name.space == SPACE_HOSTILE) {
        look->acts = true;
    }
    for (size_t i = 0; i < count; i++) {
        look->acts = look->acts || attribute_acts(reading->arena, &reading->attributes[i]);
    }
}

/* Sifting */

static void sieve_start(struct reading *reading, struct name name, size_t count)
{
    struct element_event element = {name.space,          name.prefix, name.local,
                                    reading->attributes, count,       {0}};
    if (!reading->sieve->html) {
        element.declarations = buf_str(reading->declarations);
    }
    if (!sieve_open(reading->sieve, &element)) {
        reading->too_deep = true;
        XML_StopParser(reading->parser, XML_FALSE);
    }
    buf_reset(reading->declarations);
}

static void XMLCALL on_start(void *data, const XML_Char *text, const XML_Char **pairs)
{
    struct reading *reading = data;
    struct name name = split_name(text);
    size_t count;
    if (!take_attributes(reading, pairs, &count)) {
        XML_StopParser(reading->parser, XML_FALSE);
    } else if (reading->look) {
        look_at_start(reading, str_from(text), name, count);
    } else {
        sieve_start(reading, name, count);
    }
}

static void XMLCALL on_end(void *data, const XML_Char *text)
{
    struct reading *reading = data;
    struct name name = split_name(text);
    sieve_close(reading->sieve, name.prefix, name.local);
}

static void XMLCALL on_text(void *data, const XML_Char *text, int len)
{
    struct reading *reading = data;
    sieve_text(reading->sieve, str_make(text, (size_t)len));
}

static void XMLCALL on_name_space(void *data, const XML_Char *prefix, const XML_Char *uri)
{
    struct reading *reading = data;
    buf_add_format(reading->declarations, " xmlns%s%s=\"", prefix ? ":" : "",
                   prefix ? prefix : "");
    buf_add_escaped(reading->declarations, str_from(uri ? uri : ""));
    buf_add_byte(reading->declarations, '"');
}

/* A style sheet may build a page; other instructions mean nothing to a browser, but one
 * names the office program that is to open the file. */
static void XMLCALL on_instruction(void *data, const XML_Char *target, const XML_Char *text)
{
    struct reading *reading = data;
    (void)text;
    reading->office = reading->office || str_is(str_from(target), "mso-application");
    if (!str_is(str_from(target), "xml-stylesheet")) {
        return;
    }
    if (reading->look) {
        reading->look->acts = true;
    } else {
        sieve_remove(reading->sieve, REMOVED_LOAD);
    }
}

static void on_change(struct reading *reading)
{
    if (reading->look) {
        reading->look->acts = true;
    } else {
        reading->sieve->changed = true;
    }
}

static void XMLCALL on_entity(void *data, const XML_Char *name, int parameter,
                              const XML_Char *value, int len, const XML_Char *base,
                              const XML_Char *system, const XML_Char *public,
                              const XML_Char *notation)
{
    (void)name, (void)parameter, (void)value, (void)len, (void)base, (void)system;
    (void)public, (void)notation;
    on_change(data);
}

static void XMLCALL on_attribute_list(void *data, const XML_Char *element,
                                      const XML_Char *attribute, const XML_Char *type,
                                      const XML_Char *preset, int required)
{
    (void)element, (void)attribute, (void)type, (void)preset, (void)required;
    on_change(data);
}

/* An entity of a document type that is not read: HTML knows the usual ones by itself. */
static void XMLCALL on_skipped(void *data, const XML_Char *name, int parameter)
{
    struct reading *reading = data;
    struct str text = str_from(name);
    on_change(reading);
    for (size_t i = 0; i < text.len; i++) {
        if (!ascii_is_alnum(text.ptr[i])) {
            return;
        }
    }
    if (!parameter && reading->sieve && reading->sieve->html &&
        !reading->sieve->dropped_from && !reading->sieve->in_style) {
        buf_add_format(reading->sieve->out, "&%s;", name);
    }
}

static void set_handlers(struct reading *reading)
{
    XML_Parser parser = reading->parser;
    XML_SetUserData(parser, reading);
    XML_SetReturnNSTriplet(parser, 1);
    XML_SetStartElementHandler(parser, on_start);
    XML_SetProcessingInstructionHandler(parser, on_instruction);
    XML_SetEntityDeclHandler(parser, on_entity);
    XML_SetAttlistDeclHandler(parser, on_attribute_list);
    XML_SetSkippedEntityHandler(parser, on_skipped);
    if (reading->sieve) {
        XML_SetEndElementHandler(parser, on_end);
        XML_SetCharacterDataHandler(parser, on_text);
        XML_SetStartNamespaceDeclHandler(parser, on_name_space);
    }
}

/* False: not well formed, or stopped. */
static bool parse(struct reading *reading, struct str bytes, bool *memory_gone)
{
    reading->parser = XML_ParserCreateNS(NULL, SEPARATOR);
    *memory_gone = !reading->parser;
    if (!reading->parser) {
        return false;
    }
    set_handlers(reading);
    enum XML_Status status = XML_STATUS_OK;
    size_t at = 0;
    do {
        struct str part = str_sub(bytes, at, at + INT_MAX / 2);
        at += part.len;
        status = XML_Parse(reading->parser, part.ptr ? part.ptr : "", (int)part.len,
                           at == bytes.len);
    } while (status == XML_STATUS_OK && at < bytes.len);
    *memory_gone = XML_GetErrorCode(reading->parser) == XML_ERROR_NO_MEMORY;
    XML_ParserFree(reading->parser);
    return status == XML_STATUS_OK;
}

bool xml_look(struct arena *arena, struct str bytes, struct xml_look *out)
{
    struct reading reading = {.arena = arena, .look = out};
    bool memory_gone;
    *out = (struct xml_look){0};
    out->well_formed = parse(&reading, bytes, &memory_gone);
    arena->failed |= memory_gone;
    return !arena_failed(arena);
}

bool xml_sieve(struct str bytes, struct sieve *sieve)
{
    struct buf declarations = {.part_of = sieve->out};
    struct reading reading = {
        .arena = sieve->arena, .sieve = sieve, .declarations = &declarations};
    bool memory_gone;
    bool ok = parse(&reading, bytes, &memory_gone);
    if (memory_gone) {
        sieve->arena->failed = true;
    }
    buf_clear(&declarations);
    return ok && !reading.too_deep;
}
