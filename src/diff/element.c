/* The table of elements, and hashes that tell markup apart. */
#include "diff/element.h"

#include "base/hash.h"

struct str element_attribute(const struct html_attribute *attributes, size_t count,
                             const char *name)
{
    for (size_t i = 0; i < count; i++) {
        if (str_is(attributes[i].name, name)) {
            return attributes[i].value;
        }
    }
    return (struct str){0};
}

enum element element_of(struct str name)
{
    static const struct {
        const char *name;
        enum element element;
    } rows[] = {
        {"p", ELEMENT_PARAGRAPH},
        {"a", ELEMENT_LINK},
        {"li", ELEMENT_ITEM},
        {"span", ELEMENT_SPAN},
        {"em", ELEMENT_INLINE},
        {"strong", ELEMENT_INLINE},
        {"code", ELEMENT_INLINE},
        {"td", ELEMENT_CELL},
        {"tr", ELEMENT_ROW},
        {"div", ELEMENT_PLAIN},
        {"h2", ELEMENT_HEADING},
        {"h3", ELEMENT_HEADING},
        {"h4", ELEMENT_HEADING},
        {"h1", ELEMENT_HEADING},
        {"h5", ELEMENT_HEADING},
        {"h6", ELEMENT_HEADING},
        {"ul", ELEMENT_GROUP},
        {"ol", ELEMENT_GROUP},
        {"dl", ELEMENT_GROUP},
        {"dt", ELEMENT_TERM},
        {"dd", ELEMENT_PARAGRAPH},
        {"br", ELEMENT_BREAK},
        {"img", ELEMENT_PICTURE},
        {"pre", ELEMENT_CODE},
        {"th", ELEMENT_CELL},
        {"table", ELEMENT_GROUP},
        {"thead", ELEMENT_PLAIN},
        {"tbody", ELEMENT_PLAIN},
        {"tfoot", ELEMENT_GROUP},
        {"hr", ELEMENT_RULE},
        {"blockquote", ELEMENT_GROUP},
        {"figure", ELEMENT_PLAIN},
        {"section", ELEMENT_GROUP},
        {"caption", ELEMENT_CAPTION},
        {"figcaption", ELEMENT_CAPTION},
        {"details", ELEMENT_PLAIN},
        {"summary", ELEMENT_CAPTION},
        {"bdi", ELEMENT_SPAN},
        {"wbr", ELEMENT_SPAN},
        {"button", ELEMENT_OTHER},
        {"nav", ELEMENT_OTHER},
        {"script", ELEMENT_OTHER},
        {"style", ELEMENT_OTHER},
        {"template", ELEMENT_OTHER},
        {"dialog", ELEMENT_OTHER},
        {"aside", ELEMENT_OTHER},
        {"footer", ELEMENT_OTHER},
        {"title", ELEMENT_OTHER},
        {"head", ELEMENT_OTHER},
        {"input", ELEMENT_OTHER},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (str_is(name, rows[i].name)) {
            return rows[i].element;
        }
    }
    return ELEMENT_INLINE;
}

uint64_t element_meaning(struct str name, const struct html_attribute *attributes,
                         size_t count)
{
    static const char *const kept[] = {"lang",  "dir",      "start",   "type",
                                       "value", "reversed", "colspan", "rowspan"};
    uint64_t hash = hash_text(name);
    for (size_t i = 0; i < count; i++) {
        struct str class = attributes[i].value;
        if (str_is_among(attributes[i].name, kept, sizeof kept / sizeof kept[0])) {
            hash = hash_mix(hash_mix(hash, hash_text(attributes[i].name)),
                            hash_text(attributes[i].value));
        } else if (str_is(attributes[i].name, "class") &&
                   (str_starts(class, "align-") || str_starts(class, "note"))) {
            hash = hash_mix(hash, hash_text(class));
        }
    }
    return hash;
}
