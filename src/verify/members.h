/* Members: the texts of some members of a JSON file's objects as its bytes come, whatever
 * its size. Looks at strings and numbers of objects that lie so deep, and at nothing else.
 */
#ifndef OFFPRINT_VERIFY_MEMBERS_H
#define OFFPRINT_VERIFY_MEMBERS_H

#include "base/buf.h"

#define MEMBER_LIMIT 4

struct members {
    /* Set by the caller */
    size_t depth; /* of the objects: brackets of both kinds around what is in them */
    const char *names[MEMBER_LIMIT]; /* wanted; NULL behind the last */
    void (*take)(void *data, const struct buf values[MEMBER_LIMIT]); /* empty: not there */
    void *data;

    /* Its own, zeros at first; members_clear() */
    struct buf values[MEMBER_LIMIT], text;
    size_t at;
    int member; /* that the next value is of; -1: none */
    bool in_string, escaped, is_key, bad;
    unsigned digits, code, high;
};

void members_add(struct members *members, struct str bytes);
bool members_end(const struct members *members); /* false: it was no JSON, or broke off */
void members_clear(struct members *members);

#endif
