/* The tables of names, searched by halving: rows stand in the order of their bytes. */
#include "drawing/names.h"

#define TAG_TEXT(name, text) text,
static const char *const tags[] = {SVG_TAGS(TAG_TEXT)};

struct row {
    const char *text;
    bool property;
};

#define PROPERTY_ROW(name, text) {text, true},
#define ATTRIBUTE_ROW(name, text) {text, false},
static const struct row names[] = {SVG_NAMES(PROPERTY_ROW, ATTRIBUTE_ROW)};

enum svg_tag svg_tag_find(struct str name)
{
    size_t from = 0, to = SVG_OTHER;
    while (from < to) {
        size_t middle = (from + to) / 2;
        int order = str_compare(name, str_from(tags[middle]));
        if (order == 0) {
            return (enum svg_tag)middle;
        }
        *(order < 0 ? &to : &from) = order < 0 ? middle : middle + 1;
    }
    return SVG_OTHER;
}

enum svg_name svg_name_find(struct str name)
{
    size_t from = 0, to = NAME_COUNT;
    while (from < to) {
        size_t middle = (from + to) / 2;
        int order = str_compare(name, str_from(names[middle].text));
        if (order == 0) {
            return (enum svg_name)middle;
        }
        *(order < 0 ? &to : &from) = order < 0 ? middle : middle + 1;
    }
    return NAME_COUNT;
}

bool svg_name_is_property(enum svg_name name)
{
    return name < NAME_COUNT && names[name].property;
}

const char *svg_tag_text(enum svg_tag tag)
{
    return tag < SVG_OTHER ? tags[tag] : "";
}

const char *svg_name_text(enum svg_name name)
{
    return name < NAME_COUNT ? names[name].text : "";
}
