/* One table for all that sites call their boxes, by their generators' documentation. */
#include "base/callout.h"

static const struct {
    const char *name;
    enum callout callout;
} names[] = {
    {"note", CALLOUT_NOTE},
    {"info", CALLOUT_NOTE},
    {"abstract", CALLOUT_NOTE},
    {"summary", CALLOUT_NOTE},
    {"tldr", CALLOUT_NOTE},
    {"todo", CALLOUT_NOTE},
    {"question", CALLOUT_NOTE},
    {"help", CALLOUT_NOTE},
    {"faq", CALLOUT_NOTE},
    {"example", CALLOUT_NOTE},
    {"quote", CALLOUT_NOTE},
    {"cite", CALLOUT_NOTE},
    {"seealso", CALLOUT_NOTE},
    {"notice", CALLOUT_NOTE},
    {"primary", CALLOUT_NOTE},
    {"secondary", CALLOUT_NOTE},
    {"pageinfo", CALLOUT_NOTE},
    {"callout", CALLOUT_NOTE},
    {"admonition", CALLOUT_NOTE},
    {"aside", CALLOUT_NOTE},
    {"alert", CALLOUT_NOTE},
    {"definition", CALLOUT_NOTE},
    {"exercise", CALLOUT_NOTE},
    {"tip", CALLOUT_TIP},
    {"hint", CALLOUT_TIP},
    {"success", CALLOUT_TIP},
    {"check", CALLOUT_TIP},
    {"done", CALLOUT_TIP},
    {"important", CALLOUT_IMPORTANT},
    {"key", CALLOUT_IMPORTANT},
    {"warning", CALLOUT_WARNING},
    {"attention", CALLOUT_WARNING},
    {"warn", CALLOUT_WARNING},
    {"caution", CALLOUT_CAUTION},
    {"danger", CALLOUT_CAUTION},
    {"error", CALLOUT_CAUTION},
    {"failure", CALLOUT_CAUTION},
    {"fail", CALLOUT_CAUTION},
    {"missing", CALLOUT_CAUTION},
    {"bug", CALLOUT_CAUTION},
    {"deprecated", CALLOUT_WARNING},
    {"details", CALLOUT_BLOCK},
    {"expand", CALLOUT_BLOCK},
    {"expandable", CALLOUT_BLOCK},
    {"dropdown", CALLOUT_BLOCK},
    {"collapse", CALLOUT_BLOCK},
    {"accordion", CALLOUT_BLOCK},
    {"spoiler", CALLOUT_BLOCK},
    {"tab", CALLOUT_BLOCK},
    {"tabitem", CALLOUT_BLOCK},
    {"tab-item", CALLOUT_BLOCK},
    {"card", CALLOUT_BLOCK},
    {"linkcard", CALLOUT_BLOCK},
    {"sidebar", CALLOUT_BLOCK},
    {"topic", CALLOUT_BLOCK},
    {"grid-item-card", CALLOUT_BLOCK},
    {"list-table", CALLOUT_BLOCK},
};

bool callout_find(struct str name, enum callout *out)
{
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (str_eq_ignore_case(name, str_from(names[i].name))) {
            *out = names[i].callout;
            return true;
        }
    }
    return false;
}
