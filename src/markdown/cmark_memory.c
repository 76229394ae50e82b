/* cmark's allocator has no context, so a thread's running step is known by a variable. */
#include "markdown/cmark_memory.h"

#include <cmark-gfm-core-extensions.h>

static _Thread_local struct parser_memory *current;

static void *take(size_t count, size_t size)
{
    return parser_memory_take(current, count, size);
}

static void *resize(void *piece, size_t bytes)
{
    return parser_memory_resize(current, piece, bytes);
}

static void give_back(void *piece)
{
    parser_memory_give_back(current, piece);
}

cmark_mem *cmark_memory_functions(void)
{
    static cmark_mem functions = {take, resize, give_back};
    return &functions;
}

bool cmark_memory_run(struct parser_memory *memory, void (*step)(void *data), void *data)
{
    current = memory;
    bool done = parser_memory_run(memory, step, data);
    current = NULL;
    return done;
}

static cmark_syntax_extension *watcher;

static void register_extensions(void *data)
{
    (void)data;
    cmark_gfm_core_extensions_ensure_registered();
    if (!watcher) {
        watcher = cmark_syntax_extension_new("watcher");
    }
}

/* Registering takes from cmark's default allocator, which aborts the program when there is
 * no more: it is lent ours that long. What was registered stays for good. */
bool cmark_memory_register_extensions(void)
{
    static struct parser_memory lasting;
    cmark_mem *standard = cmark_get_default_mem_allocator();
    cmark_mem own = *standard;
    *standard = *cmark_memory_functions();
    bool done = cmark_memory_run(&lasting, register_extensions, NULL);
    *standard = own;
    return done;
}

cmark_syntax_extension *cmark_memory_watcher(cmark_open_block_func see)
{
    cmark_syntax_extension_set_open_block_func(watcher, see);
    return watcher;
}
