/* Pages in HTML: what the reader of HTML says goes on to the sieve. */
#include "safe/parts.h"
#include "safe/sieve.h"

#include "html/html.h"

struct page_copy {
    struct sieve *sieve;
    struct attribute_event *attributes; /* of one element, used again by the next */
    size_t room;
};

static bool on_open(void *data, struct str name, bool foreign,
                    const struct html_attribute *attributes, size_t count)
{
    struct page_copy *copy = data;
    for (size_t i = 0; i < count; i++) {
        if (!arena_grow(copy->sieve->arena, &copy->attributes, i, &copy->room,
                        sizeof *copy->attributes)) {
            return false;
        }
        copy->attributes[i] = (struct attribute_event){.name = attributes[i].name,
                                                       .value = attributes[i].value};
    }
    struct element_event element = {.space = foreign ? SPACE_SVG : SPACE_HTML,
                                    .name = name,
                                    .attributes = copy->attributes,
                                    .attribute_count = count};
    return sieve_open(copy->sieve, &element);
}

static void on_text(void *data, struct str text)
{
    sieve_text(((struct page_copy *)data)->sieve, text);
}

static void on_close(void *data, struct str name)
{
    sieve_close(((struct page_copy *)data)->sieve, (struct str){0}, name);
}

bool page_sieve(struct str text, struct sieve *sieve)
{
    struct page_copy copy = {.sieve = sieve};
    struct html_events events = {&copy, on_open, on_text, on_close};
    return html_read_events(sieve->arena, text, &events);
}
