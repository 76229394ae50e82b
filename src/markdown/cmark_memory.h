/* cmark within memory that may run out (base/parser_memory.h). */
#ifndef OFFPRINT_MARKDOWN_CMARK_MEMORY_H
#define OFFPRINT_MARKDOWN_CMARK_MEMORY_H

#include "base/parser_memory.h"

#include <cmark-gfm-extension_api.h>

/* Runs `step`, all of whose calls of cmark may take memory; false as parser_memory_run().
 * Nothing that cmark makes in it has to be freed, or may be used behind it. */
bool cmark_memory_run(struct parser_memory *memory, void (*step)(void *data), void *data);

/* What cmark_parser_new_with_mem() is to be given within a step. */
cmark_mem *cmark_memory_functions(void);

/* cmark's own extensions, registered for the whole process at the first call. False when
 * memory is gone. Not within a step. */
bool cmark_memory_register_extensions(void);

/* One that does nothing but ask `see` at the lines of blocks, once the above was true. */
cmark_syntax_extension *cmark_memory_watcher(cmark_open_block_func see);

#endif
