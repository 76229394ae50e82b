/* Reserve: what ICU has when the system has no memory.
 *
 * ICU crashes or goes round for ever when some of its allocations fail: where it sets its
 * default locale, which whatever of it opens data asks for, even where another is named,
 * and where it makes what breaks Thai, Lao, Khmer and Burmese. From the program it gets a
 * piece of a reserve instead, and malloc's ENOMEM stays in errno, by which the stages
 * notice (base/memory_watch.h) and end the run. It is the whole process's, so the library
 * leaves that alone. */
#ifndef OFFPRINT_COMMAND_RESERVE_H
#define OFFPRINT_COMMAND_RESERVE_H

/* Before anything else of ICU is called, once. */
void reserve_open(void);

#endif
